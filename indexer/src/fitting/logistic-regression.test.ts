import { describe, expect, it } from "vitest";
import { seededRandom } from "../evaluation/seeded-random.ts";
import { fitLogistic, type Observation, predict } from "./logistic-regression.ts";

function observe(count: number, weights: readonly number[], intercept: number): Observation[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, () => {
    const features = weights.map(() => random());
    return { features, target: random() < predict({ weights: [...weights], intercept }, features) ? 1 : 0 };
  });
}

describe("logistic regression", () => {
  it("recovers the weights that made the data", () => {
    const { weights, intercept } = fitLogistic(observe(20_000, [6, 2, 0], -4), 0.01);
    expect(Math.abs(weights[0]! - 6)).toBeLessThan(0.4);
    expect(Math.abs(weights[1]! - 2)).toBeLessThan(0.4);
    expect(weights[2]!).toBeLessThan(0.3);
    expect(Math.abs(intercept + 4)).toBeLessThan(0.4);
  });

  it("leaves a factor that speaks against at zero, and fits the others as if it were not there", () => {
    const observations = observe(5_000, [5, -3], -2);
    const { weights, intercept } = fitLogistic(observations, 0.01);
    const alone = fitLogistic(
      observations.map(({ features, target }) => ({ features: features.slice(0, 1), target })),
      0.01,
    );
    expect(weights[1]).toBe(0);
    expect(weights[0]).toBeCloseTo(alone.weights[0]!, 4);
    expect(intercept).toBeCloseTo(alone.intercept, 4);
  });

  it("keeps weights small under a penalty, even where the data could be told apart without error", () => {
    const separable = [0, 0.1, 0.9, 1].map((value) => ({ features: [value], target: value > 0.5 ? 1 : 0 }));
    const [weak] = fitLogistic(separable, 0.01).weights;
    const [strong] = fitLogistic(separable, 10).weights;
    expect(weak!).toBeLessThan(100);
    expect(strong!).toBeGreaterThan(0);
    expect(strong!).toBeLessThan(weak! / 10);
  });

  it("gives a feature that never varies no weight", () => {
    const observations = observe(500, [4], -2).map(({ features, target }) => ({
      features: [...features, 0],
      target,
    }));
    expect(fitLogistic(observations, 1).weights[1]).toBe(0);
  });

  it("adds to what is known beforehand, and without an intercept to nothing else", () => {
    const random = seededRandom(5);
    const observations = Array.from({ length: 5_000 }, () => {
      const features = [random()];
      const offset = 4 * random() - 3;
      const isTrue = random() < predict({ weights: [2], intercept: offset }, features);
      return { features, offset, target: isTrue ? 1 : 0 };
    });
    const { weights, intercept } = fitLogistic(observations, 0.01, { hasIntercept: false });
    expect(intercept).toBe(0);
    expect(Math.abs(weights[0]! - 2)).toBeLessThan(0.2);
  });
});
