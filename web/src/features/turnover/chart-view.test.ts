import type { TurnoverGroup } from "@market/shared";
import { describe, expect, it } from "vitest";
import { type ChartView, chartDataOf } from "./chart-view.ts";
import type { YearSeries } from "./turnover-series.ts";

const target = {
  year: 2028,
  amountFen: 1_000_000,
  line: [
    { year: 2027, amountFen: 900_000 },
    { year: 2028, amountFen: 1_000_000 },
  ],
};
const labels = { monthOf: (month: number) => `${month}月`, actual: "实际", previous: "上年", plan: "计划" };
const links = {
  ofPeriod: (from: string, to: string) => `${from}..${to}`,
  ofGroup: (key: TurnoverGroup["key"]) => `group ${key.type}`,
};

function chart(view: ChartView, years: YearSeries[], lastMonth: string, groups: TurnoverGroup[] = []) {
  return chartDataOf(view, { years, target, lastMonth, groups }, labels, links);
}

function year(number: number, january: number): YearSeries {
  return { year: number, months: [january, ...Array<number>(11).fill(0)], totalFen: january };
}

describe("chartDataOf", () => {
  it("sets a year's months side by side", () => {
    const data = chart("monthly", [year(2025, 5), year(2026, 7)], "2026-03");
    expect(data.categories[0]).toBe("1月");
    expect(data.series.map(({ name, values }) => [name, values[0]])).toEqual([
      ["2025", 5],
      ["2026", 7],
    ]);
  });

  it("draws a running year only as far as it has come", () => {
    const data = chart("cumulative", [year(2026, 7)], "2026-02");
    expect(data.series[0]?.values.slice(0, 3)).toEqual([7, 7, null]);
  });

  it("sets years against the plan's line, each where it is known", () => {
    const data = chart("plan", [year(2026, 700_000), year(2027, 800_000)], "2027-12");
    expect(data.categories).toEqual(["2026", "2027", "2028"]);
    expect(data.series.map(({ values }) => values)).toEqual([
      [700_000, 800_000, null],
      [null, 900_000, 1_000_000],
    ]);
    expect(data.isLogarithmic).toBe(false);
  });

  it("takes a logarithmic axis where the plan would flatten what there is", () => {
    expect(chart("plan", [year(2027, 500)], "2027-12").isLogarithmic).toBe(true);
  });

  it("leads from each figure to the records of its period", () => {
    const years = [year(2028, 7)];
    expect(chart("monthly", years, "2028-12").series[0]?.hrefs[1]).toBe("2028-02-01..2028-02-29");
    expect(chart("cumulative", years, "2028-12").series[0]?.hrefs[1]).toBe("2028-01-01..2028-02-29");
    const plan = chart("plan", years, "2028-12");
    expect(plan.series.map(({ hrefs }) => hrefs[1])).toEqual(["2028-01-01..2028-12-31", null]);
  });

  it("shows the highest groups beside the year before, where there is one", () => {
    const group = (type: string, totalFen: number, rank: number): TurnoverGroup => ({
      key: { type },
      label: { type: type.toUpperCase() },
      ...sums(totalFen),
      share: null,
      rank,
      previous: sums(totalFen - 1),
      corrections: sums(0),
    });
    const data = chart("groups", [year(2026, 7)], "2026-12", [group("a", 3, 2), group("b", 5, 1)]);
    expect(data.categories).toEqual(["B", "A"]);
    expect(data.series.map(({ values }) => values)).toEqual([
      [5, 3],
      [4, 2],
    ]);
    expect(data.series[0]?.hrefs).toEqual(["group b", "group a"]);
  });
});

function sums(totalFen: number) {
  return { totalFen, technologyTotalFen: 0, count: 1 };
}
