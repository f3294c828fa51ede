import { Binary, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import { describe, expect, it } from "vitest";
import { compareValues, encodeKey } from "./key-string.ts";

/** Least to greatest, as the server orders them. */
const ASCENDING: unknown[] = [
  new MinKey(),
  null,
  Number.NaN,
  Number.NEGATIVE_INFINITY,
  Long.MIN_VALUE,
  -1.5,
  -1,
  0,
  Decimal128.fromString("0.1000000000000000000000000000000001"),
  0.5,
  1,
  Long.fromString("9007199254740992"),
  Long.fromString("9007199254740993"),
  Long.MAX_VALUE,
  1e300,
  Number.POSITIVE_INFINITY,
  "",
  "\0",
  "a",
  "a\0",
  "ab",
  "b",
  "中",
  "😀",
  {},
  { a: 1 },
  { a: 1, b: 1 },
  { a: 2 },
  { b: 1 },
  { a: "x" },
  [],
  [1],
  [1, 2],
  [2],
  new Binary(Buffer.from([9])),
  new Binary(Buffer.from([1, 1])),
  new ObjectId("000000000000000000000001"),
  new ObjectId("000000000000000000000002"),
  false,
  true,
  new Date(-1),
  new Date(0),
  new Timestamp({ t: 1, i: 1 }),
  /a/,
  new MaxKey(),
];

describe("encodeKey", () => {
  it("puts bytes in the server's order, across types", () => {
    for (let i = 1; i < ASCENDING.length; i++) {
      const [less, more] = [ASCENDING[i - 1], ASCENDING[i]];
      expect(Buffer.compare(encodeKey(less), encodeKey(more)), `${String(less)} before ${String(more)}`).toBe(
        -1,
      );
      expect(compareValues(more, less)).toBe(1);
    }
  });

  it("gives equal numbers of different types one key", () => {
    const fives = [5, new Double(5), Long.fromNumber(5), Decimal128.fromString("5.00")];
    expect(new Set(fives.map((five) => encodeKey(five).toString("hex"))).size).toBe(1);
    expect(encodeKey(-0)).toEqual(encodeKey(0));
  });
});
