import { describe, expect, it } from "vitest";
import { NeedAdapter, toBase64 } from "../embedding/need-adapter.ts";
import { dot, toUnitVector } from "../embedding/vector.ts";
import { seededRandom } from "../evaluation/seeded-random.ts";
import { type PairVectors, trainAdapter } from "./train-adapter.ts";

const DIMENSIONS = 12;

/** Pairs whose method points where the symptom's second half does, and whose near miss goes by its first half. */
function buildPairs(count: number, seed: number): PairVectors[] {
  const random = seededRandom(seed);
  const half = DIMENSIONS / 2;
  return Array.from({ length: count }, () => {
    const object = Array.from({ length: half }, () => random() - 0.5);
    const trouble = Array.from({ length: half }, () => random() - 0.5);
    const other = Array.from({ length: half }, () => random() - 0.5);
    return {
      symptom: toUnitVector([...object, ...trouble]),
      method: toUnitVector([...other, ...trouble]),
      near: toUnitVector([...object, ...other]),
    };
  });
}

/** Of pairs, the part whose method is nearer than the near miss. */
function aboveNear(pairs: readonly PairVectors[], adapt: (vector: Float32Array) => Float32Array): number {
  const above = pairs.filter(({ symptom, method, near }) => {
    const need = adapt(symptom);
    return dot(need, method) > dot(need, near);
  });
  return above.length / pairs.length;
}

describe("training an adapter", () => {
  it("learns from pairs which part of a symptom leads to its method, for pairs it has not seen", () => {
    const { down, up } = trainAdapter(buildPairs(512, 1), { rank: 6, penalty: 0.01, passes: 60 });
    const adapter = new NeedAdapter({
      version: "test",
      model: "test",
      dimensions: DIMENSIONS,
      rank: down.rows,
      down: toBase64(Float32Array.from(down.to1DArray())),
      up: toBase64(Float32Array.from(up.to1DArray())),
    });
    const unseen = buildPairs(200, 2);
    const before = aboveNear(unseen, (vector) => vector);
    const after = aboveNear(unseen, (vector) => adapter.adaptNeed(vector));
    expect(before).toBeLessThan(0.6);
    expect(after).toBeGreaterThan(0.75);
  });

  it("gives the same matrices each time", () => {
    const train = () => trainAdapter(buildPairs(64, 5), { rank: 2, penalty: 0.1, passes: 2 });
    expect(train().up.to1DArray()).toEqual(train().up.to1DArray());
  });
});
