import { describe, expect, it } from "vitest";
import { formatAmount, formatFen, formatFenExactly, formatWan, parseAmount, parseWan } from "./money.ts";

describe("formatFen", () => {
  it("takes the unit that keeps a Chinese amount short", () => {
    expect(formatFen(99_999, "zh")).toBe("999.99元");
    expect(formatFen(86_000_000, "zh")).toBe("86万元");
    expect(formatFen(12_000_000_000_000, "zh")).toBe("1,200亿元");
    expect(formatFen(0, "zh")).toBe("0元");
  });

  it("groups thousands in English and shortens from a million on", () => {
    expect(formatFen(86_000_000, "en")).toBe("¥860,000");
    expect(formatFen(579_421_132, "en")).toBe("¥5.79 million");
    expect(formatFen(7_095_800_000_000, "en")).toBe("¥70,958 million");
  });

  it("keeps the sign of a correction", () => {
    expect(formatFen(-86_000_000, "zh")).toBe("-86万元");
  });
});

describe("formatFenExactly", () => {
  it("tells every 分", () => {
    expect(formatFenExactly(86_000_007, "zh")).toBe("860,000.07元");
    expect(formatFenExactly(5, "en")).toBe("¥0.05");
    expect(formatFenExactly(-101, "zh")).toBe("-1.01元");
  });
});

describe("parseWan", () => {
  it("reads 万元 to the 分 without the errors of binary fractions", () => {
    expect(parseWan("0.07")).toBe(70_000);
    expect(parseWan("1.000001")).toBe(1_000_001);
    expect(parseWan(" 1,234.5 ")).toBe(1_234_500_000);
  });

  it("refuses what is no amount, or finer than a 分", () => {
    for (const text of ["", "-1", "1.0000001", "1e3", "abc", "."]) expect(parseWan(text)).toBeNull();
  });

  it("reads back what formatWan writes", () => {
    for (const fen of [0, 1, 12_345, 86_000_000, 99_999_999_999]) expect(parseWan(formatWan(fen))).toBe(fen);
  });
});

describe("parseAmount", () => {
  it("reads 元 to the 分, whole or not", () => {
    expect(parseAmount("1,234.5", "yuan")).toBe(123_450);
    expect(parseAmount("0.07", "yuan")).toBe(7);
    expect(parseAmount("0.001", "yuan")).toBeNull();
  });

  it("reads back what formatAmount writes", () => {
    for (const fen of [0, 1, 12_345, 86_000_000])
      expect(parseAmount(formatAmount(fen, "yuan"), "yuan")).toBe(fen);
  });
});
