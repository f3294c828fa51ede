import type { Turnover } from "@market/shared";
import { cumulate, type YearSeries } from "./turnover-series.ts";

export const chartViews = ["monthly", "cumulative", "plan"] as const;
export type ChartView = (typeof chartViews)[number];

const SHOWN_YEARS = 4;
/** Below this share of the plan a bar on a linear axis would be no more than a line on the floor. */
const LEAST_VISIBLE_SHARE = 0.02;

/** What a chart shows and its table says: one row of amounts (分) a series, one column a category. */
export interface ChartData {
  categories: string[];
  series: { name: string; kind: "bar" | "line" | "plan"; values: (number | null)[] }[];
  isLogarithmic: boolean;
}

interface ChartLabels {
  monthOf: (month: number) => string;
  actual: string;
  plan: string;
}

export function chartDataOf(
  view: ChartView,
  years: readonly YearSeries[],
  { target }: Pick<Turnover, "target">,
  lastMonth: string,
  labels: ChartLabels,
): ChartData {
  switch (view) {
    case "monthly":
    case "cumulative": {
      const isMonthly = view === "monthly";
      return {
        categories: Array.from({ length: 12 }, (_, index) => labels.monthOf(index + 1)),
        series: years.slice(-SHOWN_YEARS).map((year) => ({
          name: String(year.year),
          kind: isMonthly ? "bar" : "line",
          values: isMonthly ? year.months : cumulate(year, lastMonth),
        })),
        isLogarithmic: false,
      };
    }
    case "plan": {
      const shown = [
        ...new Set([...years.map(({ year }) => year), ...target.line.map(({ year }) => year)]),
      ].sort();
      const actuals = shown.map((year) => years.find((known) => known.year === year)?.totalFen ?? null);
      const plans = shown.map((year) => target.line.find((point) => point.year === year)?.amountFen ?? null);
      const highest = Math.max(0, ...actuals.map((actual) => actual ?? 0));
      return {
        categories: shown.map(String),
        series: [
          { name: labels.actual, kind: "bar", values: actuals },
          { name: labels.plan, kind: "plan", values: plans },
        ],
        isLogarithmic: highest > 0 && highest < target.amountFen * LEAST_VISIBLE_SHARE,
      };
    }
    default:
      return view satisfies never;
  }
}
