import { describe, expect, it } from "vitest";
import { foldsOf } from "./folds.ts";

const items = Array.from({ length: 30 }, (_, id) => ({
  id,
  kind: id % 3 === 0 ? "plain" : "vocabulary-gap",
}));

describe("folds", () => {
  it("hold every item out once, and never show it to the fit that is judged on it", () => {
    const folds = foldsOf(items, 5);
    expect(folds.flatMap(({ heldOut }) => heldOut.map(({ id }) => id)).toSorted((a, b) => a - b)).toEqual(
      items.map(({ id }) => id),
    );
    for (const { training, heldOut } of folds) {
      expect(training.length + heldOut.length).toBe(items.length);
      expect(training.some((item) => heldOut.includes(item))).toBe(false);
    }
  });

  it("spread every kind evenly, and are the same each time", () => {
    const counts = foldsOf(items, 5).map(
      ({ heldOut }) => heldOut.filter(({ kind }) => kind === "plain").length,
    );
    expect(counts).toEqual([2, 2, 2, 2, 2]);
    expect(foldsOf(items, 5)).toEqual(foldsOf(items, 5));
  });

  it("are refused where there are fewer items than folds", () => {
    expect(() => foldsOf(items.slice(0, 3), 4)).toThrow("3 needs cannot be parted into 4 folds");
  });
});
