import { endOfDay, startOfDay, yearOf } from "@market/shared";

/** A calendar year in Asia/Shanghai as days and as instants; `until` is exclusive. */
export interface YearPeriod {
  year: number;
  firstDay: string;
  lastDay: string;
  from: Date;
  until: Date;
}

/** The year asked for, or the one `now` falls in. */
export function yearPeriodOf(year: number | undefined, now: Date): YearPeriod {
  const asked = year ?? yearOf(now);
  const firstDay = `${asked}-01-01`;
  const lastDay = `${asked}-12-31`;
  return { year: asked, firstDay, lastDay, from: startOfDay(firstDay), until: endOfDay(lastDay) };
}
