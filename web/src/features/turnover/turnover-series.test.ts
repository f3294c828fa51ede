import type { TurnoverGroup } from "@market/shared";
import { describe, expect, it } from "vitest";
import { cumulate, yearSeriesOf } from "./turnover-series.ts";

function group(month: string, totalFen: number): Pick<TurnoverGroup, "key" | "totalFen"> {
  return { key: { month }, totalFen };
}

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
