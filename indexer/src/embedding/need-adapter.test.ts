import { describe, expect, it } from "vitest";
import { seededRandom } from "../evaluation/seeded-random.ts";
import { adapterFor, adaptNeeds, NeedAdapter, toBase64, toNeedQueries } from "./need-adapter.ts";
import { dot, toUnitVector } from "./vector.ts";

const DIMENSIONS = 8;
const RANK = 2;

describe("an adapter of needs", () => {
  const random = seededRandom(3);
  const numbers = (count: number, scale: number) =>
    Float32Array.from({ length: count }, () => (random() - 0.5) * scale);
  const unit = () => toUnitVector(numbers(DIMENSIONS, 1));
  const record = {
    version: "test",
    model: "some-model",
    dimensions: DIMENSIONS,
    rank: RANK,
    down: toBase64(numbers(RANK * DIMENSIONS, 1)),
    up: toBase64(numbers(DIMENSIONS * RANK, 1)),
  };
  const adapter = new NeedAdapter(record);

  it("keeps vectors at unit length, and moves them", () => {
    const need = unit();
    const adapted = adapter.adaptNeed(need);
    expect(dot(adapted, adapted)).toBeCloseTo(1, 5);
    expect(dot(adapted, need)).toBeLessThan(0.9999);
  });

  it("searches needs by a result so that those it would be compared with from above zero come from above zero", () => {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const [need, result] = [unit(), unit()];
      const compared = dot(adapter.adaptNeed(need), result);
      expect(Math.sign(dot(adapter.toNeedQuery(result), need))).toBe(Math.sign(compared));
    }
  });

  it("changes nothing where none was fitted on the model", () => {
    expect(adapterFor({ model: "another", dimensions: 512 })).toBeNull();
    expect(adapterFor({ model: "bge-small-zh-v1.5", dimensions: 256 })).toBeNull();
    const vectors = [unit()];
    expect(adaptNeeds(null, vectors)).toEqual(vectors);
    expect(toNeedQueries(null, vectors)).toEqual(vectors);
  });

  it("comes with the model that the market runs on by default", () => {
    expect(adapterFor({ model: "bge-small-zh-v1.5", dimensions: 512 })).not.toBeNull();
  });

  it("refuses a matrix of another size than it says", () => {
    expect(() => new NeedAdapter({ ...record, rank: RANK + 1 })).toThrow("not 24 numbers");
  });
});
