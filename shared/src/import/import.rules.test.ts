import { describe, expect, it } from "vitest";
import { importRunStateAt, readinessByStage } from "./import.rules.ts";

const at = new Date("2026-11-24T12:00:00Z");

describe("importRunStateAt", () => {
  it.each([
    ["running", 10_000, "running"],
    ["running", 10 * 60_000, "interrupted"],
    ["done", 10 * 60_000, "done"],
    ["failed", 10 * 60_000, "failed"],
  ] as const)("takes a run that is %s and last wrote %i ms ago as %s", (state, ago, expected) => {
    expect(importRunStateAt({ state, updatedAt: new Date(at.getTime() - ago) }, at)).toBe(expected);
  });
});

describe("readinessByStage", () => {
  it("rises with the stages, within 1 to 9", () => {
    const levels = Object.values(readinessByStage);
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    expect(levels.every((level) => level >= 1 && level <= 9)).toBe(true);
  });
});
