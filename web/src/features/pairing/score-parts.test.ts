import type { Factor } from "@market/shared";
import { describe, expect, it } from "vitest";
import { roundParts } from "./score-parts.ts";

function factor(contribution: number): Factor {
  return { name: "meaning", weight: 1, value: contribution, penalty: 0, contribution, evidence: "" };
}

function shownSum(contributions: number[]): number {
  const points = contributions.reduce((sum, contribution) => sum + contribution, 0);
  const parts = roundParts(contributions.map(factor), points);
  return Math.round(parts.reduce((sum, part) => sum + part.shownContribution, 0) * 10) / 10;
}

describe("roundParts", () => {
  it("shows parts that add up to the rounded total where plain rounding would not", () => {
    expect(shownSum([33.33, 33.33, 33.34])).toBe(100);
    expect(shownSum([11.14, 11.14, 11.14, 11.14])).toBe(44.6);
    expect(shownSum([1.17, 1.17, 1.17])).toBe(3.5);
  });

  it("keeps the sign of what takes points away", () => {
    const parts = roundParts([factor(0.5), factor(-0.1)], 0.4);
    expect(parts.map((part) => part.shownContribution)).toEqual([0.5, -0.1]);
  });

  it("gives nothing to nothing", () => {
    expect(roundParts([], 0)).toEqual([]);
  });
});
