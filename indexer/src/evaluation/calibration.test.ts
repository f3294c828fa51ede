import { describe, expect, it } from "vitest";
import { calibrate, type ScoredCandidates } from "./calibration.ts";

function need(relevantCount: number, ...pairs: [score: number, isRelevant: boolean][]): ScoredCandidates {
  return { relevantCount, pairs: pairs.map(([score, isRelevant]) => ({ score, isRelevant })) };
}

describe("calibration", () => {
  it("counts as missed what is relevant and was never found", () => {
    const { precision, recall } = calibrate([need(3, [0.9, true], [0.6, false], [0.4, true])], 0.5);
    expect({ precision, recall }).toEqual({ precision: 1 / 2, recall: 1 / 3 });
  });

  it("has no error where scores are the share of relevant pairs", () => {
    const pairs = Array.from({ length: 10 }, (_, index) => [0.3, index < 3] as [number, boolean]);
    const { expectedCalibrationError, reliability } = calibrate([need(3, ...pairs)], 0.5);
    expect(expectedCalibrationError).toBeCloseTo(0, 12);
    expect(reliability).toEqual([
      { from: 0.3, to: 0.4, pairs: 10, meanScore: expect.closeTo(0.3, 12), relevantShare: 0.3 },
    ]);
  });

  it("weights the error of each range of scores by its pairs", () => {
    const certain = Array.from({ length: 3 }, () => [1, true] as [number, boolean]);
    const { expectedCalibrationError } = calibrate([need(3, ...certain, [0.8, false])], 0.5);
    expect(expectedCalibrationError).toBeCloseTo(0.8 / 4, 12);
  });

  it("has no precision where no score reaches the threshold", () => {
    expect(calibrate([need(1, [0.1, true])], 0.5)).toMatchObject({ precision: null, recall: 0 });
  });
});
