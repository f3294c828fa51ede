import { describe, expect, it } from "vitest";
import { chartDataOf } from "./chart-view.ts";
import type { YearSeries } from "./turnover-series.ts";

const target = {
  year: 2028,
  amountFen: 1_000_000,
  line: [
    { year: 2027, amountFen: 900_000 },
    { year: 2028, amountFen: 1_000_000 },
  ],
};
const labels = { monthOf: (month: number) => `${month}月`, actual: "实际", plan: "计划" };

function year(number: number, january: number): YearSeries {
  return { year: number, months: [january, ...Array<number>(11).fill(0)], totalFen: january };
}

describe("chartDataOf", () => {
  it("sets a year's months side by side", () => {
    const data = chartDataOf("monthly", [year(2025, 5), year(2026, 7)], { target }, "2026-03", labels);
    expect(data.categories[0]).toBe("1月");
    expect(data.series.map(({ name, values }) => [name, values[0]])).toEqual([
      ["2025", 5],
      ["2026", 7],
    ]);
  });

  it("draws a running year only as far as it has come", () => {
    const data = chartDataOf("cumulative", [year(2026, 7)], { target }, "2026-02", labels);
    expect(data.series[0]?.values.slice(0, 3)).toEqual([7, 7, null]);
  });

  it("sets years against the plan's line, each where it is known", () => {
    const data = chartDataOf(
      "plan",
      [year(2026, 700_000), year(2027, 800_000)],
      { target },
      "2027-12",
      labels,
    );
    expect(data.categories).toEqual(["2026", "2027", "2028"]);
    expect(data.series.map(({ values }) => values)).toEqual([
      [700_000, 800_000, null],
      [null, 900_000, 1_000_000],
    ]);
    expect(data.isLogarithmic).toBe(false);
  });

  it("takes a logarithmic axis where the plan would flatten what there is", () => {
    expect(chartDataOf("plan", [year(2027, 500)], { target }, "2027-12", labels).isLogarithmic).toBe(true);
  });
});
