import { type Target, yearOf } from "@market/shared";

interface TargetProgress {
  /** Of what the year should bring; may be above 1. */
  share: number;
  /** Of the year that is over: where the bar should be by now for a number that grows evenly. */
  elapsed: number;
  state: "reached" | "onPace" | "behind" | "missed" | "notYetDue";
}

/**
 * How a counter stands. A number due each year is held against the part of the year gone by; one due in a later year
 * (a stock, such as brokers) is only reached or not yet: the plan says nothing of the years before.
 */
export function progressOf(
  { name, actual, due, isExceeded, dueYear }: Target,
  year: number,
  now: Date,
): TargetProgress {
  const share = due === 0 ? 0 : actual / due;
  const elapsed = elapsedOf(year, now);
  const isReached = isExceeded && name !== "turnover" ? actual > due : actual >= due;
  if (isReached) return { share, elapsed, state: "reached" };
  const isStock = dueYear !== null && name !== "turnover";
  if (isStock && year < dueYear) return { share, elapsed, state: "notYetDue" };
  if (elapsed === 1) return { share, elapsed, state: "missed" };
  // Nobody says that a stock grows evenly: in its last year it is behind until it is there.
  return { share, elapsed, state: !isStock && share >= elapsed ? "onPace" : "behind" };
}

function elapsedOf(year: number, now: Date): number {
  const current = yearOf(now);
  if (year !== current) return year < current ? 1 : 0;
  // The city's year begins eight hours before that of UTC; for a share of a year it matters little, but not nothing.
  const start = Date.parse(`${year}-01-01T00:00:00+08:00`);
  const end = Date.parse(`${year + 1}-01-01T00:00:00+08:00`);
  return (now.getTime() - start) / (end - start);
}
