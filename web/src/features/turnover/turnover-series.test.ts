import type { TurnoverGroup } from "@market/shared";
import { describe, expect, it } from "vitest";
import { cumulate, planProgressOf, yearSeriesOf } from "./turnover-series.ts";

function group(month: string, totalFen: number): TurnoverGroup {
  return { key: { month }, totalFen, technologyTotalFen: 0, count: 1 };
}

const target = {
  year: 2028,
  amountFen: 120_000,
  line: [
    { year: 2026, amountFen: 90_000 },
    { year: 2028, amountFen: 120_000 },
  ],
};

describe("yearSeriesOf", () => {
  it("lays months out in years, with nothing where nothing was registered", () => {
    const series = yearSeriesOf([group("2024-12", 5), group("2026-01", 7), group("2026-02", 1)]);
    expect(series.map(({ year, totalFen }) => [year, totalFen])).toEqual([
      [2024, 5],
      [2025, 0],
      [2026, 8],
    ]);
    expect(series[2]?.months.slice(0, 3)).toEqual([7, 1, 0]);
  });

  it("is empty for no groups", () => {
    expect(yearSeriesOf([])).toEqual([]);
  });
});

describe("cumulate", () => {
  it("adds months up and stops at the last that has come", () => {
    const [series] = yearSeriesOf([group("2026-01", 7), group("2026-03", 2)]);
    expect(cumulate(series!, "2026-04").slice(0, 5)).toEqual([7, 7, 9, 9, null]);
  });
});

describe("planProgressOf", () => {
  it("says what is missing and what each month left must bring", () => {
    const series = yearSeriesOf([group("2026-01", 30_000)]);
    expect(planProgressOf({ target }, series, "2026-11")).toEqual({
      year: 2026,
      planFen: 90_000,
      actualFen: 30_000,
      gapFen: 60_000,
      neededMonthlyFen: 30_000,
    });
  });

  it("misses nothing once the plan is reached", () => {
    const series = yearSeriesOf([group("2026-01", 95_000)]);
    expect(planProgressOf({ target }, series, "2026-02")).toMatchObject({ gapFen: 0, neededMonthlyFen: 0 });
  });

  it("is null for a year without a plan", () => {
    expect(planProgressOf({ target }, [], "2023-05")).toBeNull();
  });
});
