import { describe, expect, it } from "vitest";
import { dayOf, endOfDay, startOfDay, yearOf } from "./calendar.ts";

describe("the city's calendar", () => {
  it.each([
    ["2026-03-01T15:59:59.999Z", "2026-03-01"],
    ["2026-03-01T16:00:00.000Z", "2026-03-02"],
    ["2026-12-31T16:00:00.000Z", "2027-01-01"],
    ["2024-02-28T16:00:00.000Z", "2024-02-29"],
  ])("has %s on %s", (instant, day) => {
    expect(dayOf(new Date(instant))).toBe(day);
    expect(yearOf(new Date(instant))).toBe(Number(day.slice(0, 4)));
  });

  it("starts and ends a day at midnight in Asia/Shanghai, its end being the next one's start", () => {
    expect(startOfDay("2026-03-01").toISOString()).toBe("2026-02-28T16:00:00.000Z");
    expect(endOfDay("2026-03-01").toISOString()).toBe("2026-03-01T16:00:00.000Z");
    expect(endOfDay("2026-02-28")).toEqual(startOfDay("2026-03-01"));
    expect(dayOf(new Date(endOfDay("2026-03-01").getTime() - 1))).toBe("2026-03-01");
  });
});
