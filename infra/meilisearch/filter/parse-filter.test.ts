import { expect, test } from "vitest";
import { printFilter } from "./filter.ts";
import { parseFilterParameter } from "./parse-filter.ts";

const parse = (filter: unknown): string | undefined => {
  const parsed = parseFilterParameter(filter, "invalid_search_filter");
  return parsed && printFilter(parsed);
};

test.each([
  ["a = b OR c = d AND e = f", '("a" = "b") OR (("c" = "d") AND ("e" = "f"))'],
  ["NOT NOT trl >= 6", '"trl" >= "6"'],
  ["trl 3 TO 7", '"trl" "3" TO "7"'],
  ["field NOT IN [氢能, 'a \\' b',]", 'NOT ("field" IN ["氢能", "a \' b"])'],
  ["price IS NOT NULL", 'NOT ("price" IS NULL)'],
  [["a = 1", ["b = 2", "c = 3"]], '("a" = "1") AND (("b" = "2") OR ("c" = "3"))'],
])("%j is read as %s", (filter, printed) => {
  expect(parse(filter)).toBe(printed);
});

test.each(["", "  ", [], [[]]])("%j asks for nothing", (filter) => {
  expect(parse(filter)).toBeUndefined();
});

test.each([
  ["trl >", "Was expecting a value but instead got nothing."],
  ["a = 1 b = 2", "Found unexpected characters at the end of the filter"],
  ["(a = 1", "is missing the closing delimiter `)`"],
  ["a = 'x", "Was expecting a value but instead got `'x`."],
  ["a IN 1", "Expected `[` after `IN` keyword."],
  ["a IS x", "Was expecting an operation"],
  ["AND = 1", "which is a reserved keyword"],
  ["_geoRadius(1, 2, 3)", "`_geoRadius` is not supported by the embedded server"],
  ["name STARTS WITH 海", "`STARTS` is not supported by the embedded server"],
  ["price IS NOT EMPTY", "`EMPTY` is not supported by the embedded server"],
  [Array.from({ length: 2001 }, () => "a = 1"), "can't process more than 2000 filters"],
  ["(".repeat(5000), "maximum depth limit"],
  [{ a: 1 }, "expected String, Array"],
  [[1], "expected String, [String]"],
])("%j is refused", (filter, reason) => {
  expect(() => parse(filter)).toThrow(reason);
});
