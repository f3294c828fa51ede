import { describe, expect, it } from "vitest";
import { checkCharacterOf, isCreditCode } from "./credit-code.rules.ts";

describe("isCreditCode", () => {
  it.each([
    ["91110000600037341L", true],
    ["91350100M000100Y43", true],
    ["91110000600037341M", false],
    ["91110000600037314L", false],
    ["91110000600037341", false],
    ["91110000600037341LL", false],
    ["9111000060003734lL", false],
    ["91110000600O37341L", false],
    ["", false],
  ])("says of %s: %s", (code, isValid) => {
    expect(isCreditCode(code)).toBe(isValid);
  });

  it("finds any single wrong character", () => {
    const code = "91350100M000100Y43";
    const slips = [...code].map((character, index) => {
      const other = character === "7" ? "8" : "7";
      return `${code.slice(0, index)}${other}${code.slice(index + 1)}`;
    });
    expect(slips.filter(isCreditCode)).toEqual([]);
  });
});

describe("checkCharacterOf", () => {
  it.each([
    ["91350100M000100Y4", "3"],
    ["91350100M000100Y", null],
    ["91350100I000100Y4", null],
  ])("gives for %s: %s", (body, character) => {
    expect(checkCharacterOf(body)).toBe(character);
  });
});
