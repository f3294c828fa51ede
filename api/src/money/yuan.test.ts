import { describe, expect, it } from "vitest";
import { parseYuan, yuanOf } from "./yuan.ts";

describe("parseYuan", () => {
  it.each([
    ["0", 0],
    ["0.29", 29],
    ["1.1", 110],
    ["1.10", 110],
    ["1.100", 110],
    ["12.", 1200],
    ["1,234,567.89", 123_456_789],
    ["1234567.89", 123_456_789],
    ["1000000000000", 100_000_000_000_000],
  ])("reads %s yuan as %i 分", (text, amountFen) => {
    expect(parseYuan(text)).toBe(amountFen);
  });

  it.each(["", "-1", "1.234", "1e3", "1,23", "12,3456", "一万", "1.2.3", ".5", "0x10", "99999999999999999"])(
    "does not take %j for an amount",
    (text) => {
      expect(parseYuan(text)).toBeNull();
    },
  );
});

describe("yuanOf", () => {
  it.each([
    [0, "0.00"],
    [5, "0.05"],
    [123_456_789, "1234567.89"],
    [-110, "-1.10"],
    [12_000_000_000_001, "120000000000.01"],
  ])("writes %i 分 as %s", (amountFen, text) => {
    expect(yuanOf(amountFen)).toBe(text);
  });
});
