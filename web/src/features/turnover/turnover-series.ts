import type { TurnoverGroup } from "@market/shared";

const MONTHS = 12;

/** A year's turnover month by month, in 分. */
export interface YearSeries {
  year: number;
  months: number[];
  totalFen: number;
}

/** Groups by month as whole years, the earliest first, without gaps between the first and the last. */
export function yearSeriesOf(groups: readonly Pick<TurnoverGroup, "key" | "totalFen">[]): YearSeries[] {
  const amounts = new Map(groups.map(({ key, totalFen }) => [key.month, totalFen]));
  const years = [...amounts.keys()].flatMap((month) => (month ? [Number(month.slice(0, 4))] : []));
  if (years.length === 0) return [];
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, offset) => {
    const year = first + offset;
    const months = Array.from(
      { length: MONTHS },
      (_month, index) => amounts.get(`${year}-${String(index + 1).padStart(2, "0")}`) ?? 0,
    );
    return { year, months, totalFen: months.reduce((sum, amount) => sum + amount, 0) };
  });
}

/** Running sums of a year's months; `null` for months after `lastMonth` (`YYYY-MM`), which have not come yet. */
export function cumulate({ year, months }: YearSeries, lastMonth: string): (number | null)[] {
  let sum = 0;
  return months.map((amount, index) => {
    sum += amount;
    return `${year}-${String(index + 1).padStart(2, "0")}` <= lastMonth ? sum : null;
  });
}
