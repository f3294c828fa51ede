import type { Target } from "@market/shared";
import { describe, expect, it } from "vitest";
import { progressOf } from "./target-progress.ts";

const yearly: Target = {
  name: "needsLinked",
  measure: "M10",
  unit: "count",
  dueYear: null,
  target: 1000,
  isExceeded: false,
  due: 1000,
  actual: 0,
  label: { zh: "", en: "" },
  rule: { zh: "", en: "" },
};
const brokers: Target = { ...yearly, name: "brokers", dueYear: 2028, due: 3400, isExceeded: true };
const midYear = new Date("2026-07-02T12:00:00+08:00");

describe("progressOf", () => {
  it.each([
    ["is reached at the number itself", { ...yearly, actual: 1000 }, 2026, "reached"],
    ["is on pace with the part of the year gone by", { ...yearly, actual: 501 }, 2026, "onPace"],
    ["is behind below it", { ...yearly, actual: 499 }, 2026, "behind"],
    ["is missed once the year is over", { ...yearly, actual: 999 }, 2025, "missed"],
    ["asks for more than the number where the plan does", { ...brokers, actual: 3400 }, 2028, "behind"],
    ["gives a stock until the year it is due", { ...brokers, actual: 10 }, 2026, "notYetDue"],
  ] as const)("%s", (_, target, year, state) => {
    expect(progressOf(target, year, midYear).state).toBe(state);
  });

  it("knows how much of the year is over", () => {
    expect(progressOf(yearly, 2026, midYear).elapsed).toBeCloseTo(0.5, 2);
    expect(progressOf(yearly, 2027, midYear).elapsed).toBe(0);
  });
});
