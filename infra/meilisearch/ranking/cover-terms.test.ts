import { expect, test } from "vitest";
import { coverParts } from "./cover-terms.ts";

/** Three parts: the second is given up first, then the third; the first must be matched. */
const weights = [undefined, 1, 2];

test.each([
  ["nothing of a document that holds all", 0b111, { skipped: 0, skippedCount: 0 }],
  ["what a document lacks", 0b101, { skipped: 0b010, skippedCount: 1 }],
  ["a heavier part, though a lighter one before it is held", 0b011, { skipped: 0b100, skippedCount: 1 }],
])("coverParts leaves out %s", (_what, held, cover) => {
  expect(coverParts(held, weights)).toEqual(cover);
});

test("coverParts leaves out a lighter part after a heavier one that is lacking", () => {
  expect(coverParts(0b101, [undefined, 2, 1])).toEqual({ skipped: 0b110, skippedCount: 2 });
});

test("coverParts finds no way where the part that must match is lacking", () => {
  expect(coverParts(0b110, weights)).toBeUndefined();
});
