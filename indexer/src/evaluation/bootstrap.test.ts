import { describe, expect, it } from "vitest";
import { bootstrapInterval, meanOfKnown } from "./bootstrap.ts";
import { seededRandom } from "./seeded-random.ts";

describe("an interval by bootstrap", () => {
  it("is the same in every run", () => {
    const units = [0.1, 0.9, 0.4, 0.7, 0.2];
    expect(bootstrapInterval(units, meanOfKnown)).toEqual(bootstrapInterval(units, meanOfKnown));
  });

  it("is as wide as theory has it for a mean", () => {
    const random = seededRandom(1);
    const units = Array.from({ length: 400 }, () => random());
    const [lower, upper] = bootstrapInterval(units, meanOfKnown)!;
    // 2 · 1.96 · σ/√n, with σ = √(1/12) of uniform numbers.
    expect(upper - lower).toBeCloseTo((2 * 1.96 * Math.sqrt(1 / 12)) / 20, 2);
    expect(lower).toBeLessThan(0.5);
    expect(upper).toBeGreaterThan(0.5);
  });

  it("has no width where all units agree, and covers the truth of 95 in 100 samples or so", () => {
    expect(bootstrapInterval([0.3, 0.3, 0.3], meanOfKnown)!.map((end) => end.toFixed(6))).toEqual([
      "0.300000",
      "0.300000",
    ]);
    const random = seededRandom(2);
    const covered = Array.from({ length: 100 }, () => {
      const [lower, upper] = bootstrapInterval(
        Array.from({ length: 50 }, () => random()),
        meanOfKnown,
      )!;
      return lower <= 0.5 && 0.5 <= upper;
    }).filter(Boolean);
    expect(covered.length).toBeGreaterThanOrEqual(88);
  });

  it("leaves out what is not known, and is none where nothing is", () => {
    expect(bootstrapInterval([null, 1, 1, 1], meanOfKnown)).toEqual([1, 1]);
    expect(bootstrapInterval([null, null], meanOfKnown)).toBeNull();
    expect(bootstrapInterval([], meanOfKnown)).toBeNull();
  });
});
