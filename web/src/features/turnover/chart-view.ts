import type { Turnover, TurnoverGroup } from "@market/shared";
import { cumulate, type YearSeries } from "./turnover-series.ts";

export const chartViews = ["monthly", "cumulative", "plan", "groups"] as const;
export type ChartView = (typeof chartViews)[number];

const SHOWN_YEARS = 4;
const SHOWN_GROUPS = 12;
/** Below this share of the plan a bar on a linear axis would be no more than a line on the floor. */
const LEAST_VISIBLE_SHARE = 0.02;

interface ChartSeries {
  name: string;
  kind: "bar" | "line" | "plan";
  values: (number | null)[];
  /** Where the records behind each value are; the plan has none. */
  hrefs: (string | null)[];
}

/** What a chart shows and its table says: one row of amounts (分) a series, one column a category. */
export interface ChartData {
  categories: string[];
  series: ChartSeries[];
  isLogarithmic: boolean;
}

interface ChartLabels {
  monthOf: (month: number) => string;
  actual: string;
  previous: string;
  plan: string;
}

interface ChartSubject {
  years: readonly YearSeries[];
  target: Turnover["target"];
  /** `YYYY-MM`: later ones have not come yet. */
  lastMonth: string;
  groups: readonly TurnoverGroup[];
}

/** The records behind a period's figure, and behind a group's. */
interface ChartLinks {
  ofPeriod: (firstDay: string, lastDay: string) => string;
  ofGroup: (key: TurnoverGroup["key"]) => string;
}

export function chartDataOf(
  view: ChartView,
  subject: ChartSubject,
  labels: ChartLabels,
  links: ChartLinks,
): ChartData {
  switch (view) {
    case "monthly":
    case "cumulative":
      return monthsData(subject, labels, links, view);
    case "plan":
      return planData(subject, labels, links);
    case "groups":
      return groupsData(subject, labels, links);
    default:
      return view satisfies never;
  }
}

function monthsData(
  { years, lastMonth }: ChartSubject,
  labels: ChartLabels,
  links: ChartLinks,
  view: "monthly" | "cumulative",
): ChartData {
  const isMonthly = view === "monthly";
  return {
    categories: Array.from({ length: 12 }, (_, index) => labels.monthOf(index + 1)),
    series: years.slice(-SHOWN_YEARS).map((year) => ({
      name: String(year.year),
      kind: isMonthly ? "bar" : "line",
      values: isMonthly ? year.months : cumulate(year, lastMonth),
      hrefs: year.months.map((_, index) =>
        links.ofPeriod(firstDayOf(year.year, isMonthly ? index : 0), lastDayOf(year.year, index)),
      ),
    })),
    isLogarithmic: false,
  };
}

function planData({ years, target }: ChartSubject, labels: ChartLabels, links: ChartLinks): ChartData {
  const shown = [
    ...new Set([...years.map(({ year }) => year), ...target.line.map(({ year }) => year)]),
  ].sort();
  const actuals = shown.map((year) => years.find((known) => known.year === year)?.totalFen ?? null);
  const plans = shown.map((year) => target.line.find((point) => point.year === year)?.amountFen ?? null);
  const highest = Math.max(0, ...actuals.map((actual) => actual ?? 0));
  return {
    categories: shown.map(String),
    series: [
      {
        name: labels.actual,
        kind: "bar",
        values: actuals,
        hrefs: shown.map((year) => links.ofPeriod(firstDayOf(year, 0), lastDayOf(year, 11))),
      },
      { name: labels.plan, kind: "plan", values: plans, hrefs: shown.map(() => null) },
    ],
    isLogarithmic: highest > 0 && highest < target.amountFen * LEAST_VISIBLE_SHARE,
  };
}

function groupsData({ groups }: ChartSubject, labels: ChartLabels, links: ChartLinks): ChartData {
  const shown = [...groups].sort((one, other) => one.rank - other.rank).slice(0, SHOWN_GROUPS);
  const previous = shown.map((group) => group.previous?.totalFen ?? null);
  return {
    categories: shown.map(({ label }) => Object.values(label).join(" · ")),
    series: [
      {
        name: labels.actual,
        kind: "bar",
        values: shown.map(({ totalFen }) => totalFen),
        hrefs: shown.map(({ key }) => links.ofGroup(key)),
      },
      ...(previous.some((fen) => fen !== null)
        ? [{ name: labels.previous, kind: "bar" as const, values: previous, hrefs: shown.map(() => null) }]
        : []),
    ],
    isLogarithmic: false,
  };
}

function firstDayOf(year: number, monthIndex: number): string {
  return `${year}-${String(monthIndex + 1).padStart(2, "0")}-01`;
}

function lastDayOf(year: number, monthIndex: number): string {
  return new Date(Date.UTC(year, monthIndex + 1, 0)).toISOString().slice(0, 10);
}
