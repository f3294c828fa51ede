import { describe, expect, it } from "vitest";
import { scoreOf, weightedScore } from "./selection-score.rules.ts";

describe("the score of a nomination", () => {
  it.each([
    [[80, 60], [60, 40], 72],
    [[5, 3, 4], [50, 30, 20], 4.2],
    [[100], [100], 100],
    [[0, 0], [50, 50], 0],
  ])("of %j by weights %j is %d", (scores, weights, expected) => {
    expect(
      weightedScore(
        scores,
        weights.map((weight) => ({ weight })),
      ),
    ).toBe(expected);
  });

  it("is unknown before the first review", () => {
    expect(scoreOf([])).toEqual({ mean: null, spread: null, reviews: 0 });
  });

  it("tells the mean, how far the reviewers disagree, and how many they are", () => {
    expect(scoreOf([70])).toEqual({ mean: 70, spread: 0, reviews: 1 });
    expect(scoreOf([60, 80])).toEqual({ mean: 70, spread: 10, reviews: 2 });
    expect(scoreOf([1, 2, 2])).toEqual({ mean: 1.67, spread: 0.47, reviews: 3 });
  });
});
