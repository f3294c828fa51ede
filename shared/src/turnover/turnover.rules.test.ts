import { describe, expect, it } from "vitest";
import {
  instantYearBefore,
  lastDayYearBefore,
  planPaceOf,
  targetLine,
  turnoverDefinition,
  yearAfter,
  yearBefore,
} from "./turnover.rules.ts";
import { turnoverKeyOf } from "./turnover-dimension.ts";
import { countsOn, type TurnoverLine } from "./turnover-line.ts";

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

describe("planPaceOf", () => {
  const line = targetLine();
  const planFen = line.find(({ year }) => year === 2026)!.amountFen;

  it("says what the year lacks and what each month left must bring, the running one included", () => {
    const pace = planPaceOf(new Date("2026-11-10T00:00:00Z"), planFen - 2_000_001);
    expect(pace).toEqual({
      year: 2026,
      lineFen: planFen,
      actualFen: planFen - 2_000_001,
      gapFen: 2_000_001,
      monthsLeft: 2,
      neededMonthlyFen: 1_000_001,
      averageMonthlyFen: Math.round((planFen - 2_000_001) / 11),
    });
  });

  it("lacks nothing once the line is reached, and goes by the city's year", () => {
    expect(planPaceOf(new Date("2025-12-31T16:00:00Z"), planFen + 1)).toMatchObject({
      year: 2026,
      gapFen: 0,
      neededMonthlyFen: 0,
      monthsLeft: 12,
    });
  });

  it("is null for a year without a line", () => {
    expect(planPaceOf(new Date("2023-05-01T00:00:00Z"), 0)).toBeNull();
  });
});

describe("a year earlier", () => {
  it.each([
    ["2026-03-31", "2025-03-31", "2025-03-31"],
    ["2024-02-29", "2023-02-28", "2023-02-28"],
    ["2025-02-28", "2024-02-28", "2024-02-29"],
  ])("%s was %s, and %s as a period's last day", (day, earlier, last) => {
    expect(yearBefore(day)).toBe(earlier);
    expect(lastDayYearBefore(day)).toBe(last);
  });

  it("keeps the city's time of day", () => {
    expect(instantYearBefore(new Date("2026-03-31T18:30:00.250Z"))).toEqual(
      new Date("2025-03-31T18:30:00.250Z"),
    );
    // 29 February in the city, still the 28th in UTC.
    expect(instantYearBefore(new Date("2024-02-28T20:00:00Z"))).toEqual(new Date("2023-02-27T20:00:00Z"));
  });

  it("is written under the present period's name", () => {
    expect(["2025-02", "2025-Q4", "2025"].map(yearAfter)).toEqual(["2026-02", "2026-Q4", "2026"]);
  });
});

describe("turnoverKeyOf", () => {
  const line: TurnoverLine = {
    sign: 1,
    amountFen: 1,
    technologyAmountFen: 1,
    registeredOn: "2026-05-01",
    signedOn: "2025-12-31",
    type: "service",
    field: "新材料",
    seller: "甲大学",
    sellerDistrict: "崂山区",
    buyer: "乙公司",
    buyerDistrict: "北京市",
    sellerKind: "university",
    isMarine: false,
  };

  it.each([
    ["month", "output", "2026-05"],
    ["quarter", "output", "2026-Q2"],
    ["year", "output", "2026"],
    ["district", "output", "崂山区"],
    ["district", "absorption", "北京市"],
    ["flow", "output", "outside"],
    ["flow", "absorption", "inside"],
    ["marine", "output", "no"],
    ["institution", "output", "甲大学"],
    ["techArea", "output", ""],
    ["broker", "output", ""],
  ] as const)("puts a line by %s on the %s basis under “%s”", (dimension, basis, key) => {
    expect(turnoverKeyOf(dimension, line, line.registeredOn, basis)).toBe(key);
  });

  it("does not guess where a side sits that does not say so", () => {
    expect(turnoverKeyOf("flow", { ...line, buyerDistrict: null }, "2026-05-01", "output")).toBe("");
  });
});
