import { describe, expect, it } from "vitest";
import { countsOn, targetLine, turnoverDefinition } from "./turnover.rules.ts";

describe("targetLine", () => {
  const line = targetLine();

  it("runs year by year from the published figure of 2024 to exactly 1200亿元 in 2028", () => {
    expect(line.map(({ year }) => year)).toEqual([2024, 2025, 2026, 2027, 2028]);
    expect(line.at(0)?.amountFen).toBe(7_095_800_000_000);
    expect(line.at(-1)?.amountFen).toBe(12_000_000_000_000);
  });

  it("grows by about 14% each year, in whole 分", () => {
    for (const [index, { amountFen }] of line.entries()) {
      expect(Number.isSafeInteger(amountFen)).toBe(true);
      const previous = line[index - 1];
      if (previous) expect(amountFen / previous.amountFen).toBeCloseTo(1.1404, 3);
    }
  });
});

describe("countsOn", () => {
  it.each([
    ["output", "崂山区", "北京市", true],
    ["output", "北京市", "崂山区", false],
    ["absorption", "崂山区", "北京市", false],
    ["absorption", "北京市", "崂山区", true],
    ["output", "崂山区", "市南区", true],
    ["absorption", "崂山区", "市南区", true],
    ["output", null, "市南区", false],
    ["absorption", "崂山区", null, false],
  ] as const)(
    "on the %s basis a contract from %s to %s counts: %s",
    (basis, sellerDistrict, buyerDistrict, counts) => {
      expect(countsOn(basis, { sellerDistrict, buyerDistrict })).toBe(counts);
    },
  );
});

describe("turnoverDefinition", () => {
  it("says basis and date of each of the four ways to count, in both languages", () => {
    const definitions = (["output", "absorption"] as const).flatMap((basis) =>
      (["registered", "signed"] as const).map((date) => turnoverDefinition(basis, date)),
    );
    expect(new Set(definitions.map(({ zh }) => zh)).size).toBe(4);
    expect(new Set(definitions.map(({ en }) => en)).size).toBe(4);
    expect(definitions[0]?.zh).toContain("认定登记日期");
    expect(definitions[0]?.en).toContain("seller in the city");
  });
});
