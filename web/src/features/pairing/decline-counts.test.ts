import type { DeclineGroup } from "@market/shared";
import { describe, expect, it } from "vitest";
import { declineCountsOf, twelveMonthsBefore } from "./decline-counts.ts";

const group = (month: string, reason: DeclineGroup["reason"], count: number): DeclineGroup => ({
  month,
  reason,
  count,
  declines: [],
});

describe("declineCountsOf", () => {
  it("puts the months in order and the most frequent reason first, adding up each reason's months", () => {
    const { months, reasons } = declineCountsOf([
      group("2026-10", "has-partner", 2),
      group("2026-10", "immature", 1),
      group("2026-08", "immature", 3),
    ]);
    expect(months).toEqual(["2026-08", "2026-10"]);
    expect(reasons.map(({ reason, total }) => [reason, total])).toEqual([
      ["immature", 4],
      ["has-partner", 2],
    ]);
    expect(reasons[1]?.byMonth.get("2026-08")).toBeUndefined();
  });

  it("has neither months nor reasons where nothing was declined", () => {
    expect(declineCountsOf([])).toEqual({ months: [], reasons: [] });
  });
});

describe("twelveMonthsBefore", () => {
  it("starts eleven months before the running one, across the turn of the year", () => {
    expect(twelveMonthsBefore("2026-11-24")).toBe("2025-12-01");
    expect(twelveMonthsBefore("2026-12-31")).toBe("2026-01-01");
  });
});
