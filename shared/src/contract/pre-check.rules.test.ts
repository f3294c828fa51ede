import { describe, expect, it } from "vitest";
import type { Party } from "./contract.schema.ts";
import {
  type ComparedContract,
  type PreCheckedContract,
  type PreCheckSurroundings,
  preCheck,
} from "./pre-check.rules.ts";
import { emptyParticulars } from "./registration-record.schema.ts";

function party(name: string, overrides: Partial<Party> = {}): Party {
  return {
    ...emptyParticulars,
    id: null,
    name,
    kind: "enterprise",
    district: "崂山区",
    creditCode: null,
    ...overrides,
  };
}

const told = {
  partyType: "150",
  address: "松岭路238号",
  representative: "王建国",
  contactName: "李敏",
  contactPhone: "0532-66781234",
} as const satisfies Partial<Party>;

/** A contract nothing is wrong with. */
const contract: PreCheckedContract = {
  title: "降噪算法技术开发",
  type: "development",
  seller: party("青岛甲大学", { ...told, creditCode: "91350100M000100Y43" }),
  buyer: party("青岛乙家电有限公司", { ...told, creditCode: "91370200661290402D" }),
  amountFen: 80_000_000,
  technologyAmountFen: 60_000_000,
  signedOn: "2026-03-01",
  field: "智能家电",
  techArea: "electronics-information",
  subtype: "commissioned-development",
  paymentKind: "instalments" as never,
  startsOn: "2026-03-01",
  endsOn: "2027-03-01",
  isRelatedParty: false,
  planSource: "none" as never,
  ipRight: "none" as never,
  techSubarea: "software" as never,
  objective: "industry" as never,
  industry: "35" as never,
  isMarine: false,
  nonTechnicalCosts: null,
  subject: "外机降噪控制算法",
  hasCommitment: true,
  hasMainText: true,
  isAmendedAlone: false,
};
const around: PreCheckSurroundings = {
  today: "2026-06-01",
  budgetFen: 100_000_000,
  priceFen: 60_000_000,
  others: [],
};
const other: ComparedContract = {
  id: "a".repeat(24),
  number: "2026370201000001",
  title: contract.title,
  amountFen: contract.amountFen,
  seller: contract.seller,
  buyer: contract.buyer,
};

function found(overrides: Partial<PreCheckedContract>, surroundings: Partial<PreCheckSurroundings> = {}) {
  return preCheck({ ...contract, ...overrides }, { ...around, ...surroundings }).map(
    ({ code, severity, path }) => `${severity} ${code} ${path}`,
  );
}

describe("the pre-check of a contract", () => {
  it.each<[string, Partial<PreCheckedContract>, Partial<PreCheckSurroundings>, string[]]>([
    ["nothing is wrong with it", {}, {}, []],
    [
      "the amount is nothing",
      { amountFen: 0, technologyAmountFen: 0 },
      {},
      ["blocking amount-zero amountFen"],
    ],
    ["no technology is paid", { technologyAmountFen: 0 }, {}, ["blocking amount-zero technologyAmountFen"]],
    [
      "万元 was taken for 元",
      { amountFen: 8_000, technologyAmountFen: 6_000 },
      {},
      ["blocking amount-unit amountFen", "warning amount-small amountFen"],
    ],
    ["元 was taken for 万元", { amountFen: 800_000_000_000 }, {}, ["blocking amount-unit amountFen"]],
    [
      "it costs less than 1000元 and no pairing tells",
      { amountFen: 99_999, technologyAmountFen: 1 },
      { budgetFen: null, priceFen: null },
      ["warning amount-small amountFen"],
    ],
    ["it costs twice the budget", { amountFen: 200_000_000 }, {}, []],
    [
      "it costs more than twice the budget",
      { amountFen: 200_000_001 },
      {},
      ["warning amount-out-of-range amountFen"],
    ],
    [
      "it costs less than half the price",
      { amountFen: 29_999_999, technologyAmountFen: 1 },
      {},
      ["warning amount-out-of-range amountFen"],
    ],
    ["budget and price are open", { amountFen: 900_000_000 }, { budgetFen: null, priceFen: null }, []],
    ["all of it is technology", { technologyAmountFen: 80_000_000 }, {}, []],
    [
      "all of it is technology though equipment is named",
      { technologyAmountFen: 80_000_000, nonTechnicalCosts: "传感器 20 套" },
      {},
      ["blocking technology-amount-whole technologyAmountFen"],
    ],
    [
      "all of it is technology though the title says equipment",
      { technologyAmountFen: 80_000_000, title: "检测设备研制" },
      {},
      ["warning technology-amount-whole technologyAmountFen"],
    ],
    [
      "all of it is technology though the subject says parts",
      { technologyAmountFen: 80_000_000, subject: "提供算法与零部件" },
      {},
      ["warning technology-amount-whole technologyAmountFen"],
    ],
    ["equipment is named and deducted", { nonTechnicalCosts: "传感器" }, {}, []],
    ["the same is registered", {}, { others: [other] }, ["blocking duplicate title"]],
    [
      "the same is registered, written otherwise",
      {},
      {
        others: [
          {
            ...other,
            title: " 降噪算法 技术开发。",
            buyer: { name: "青岛乙家电 有限公司", creditCode: null },
          },
        ],
      },
      ["blocking duplicate title"],
    ],
    [
      "the same is registered under a former name",
      {},
      { others: [{ ...other, buyer: { name: "旧名", creditCode: contract.buyer.creditCode } }] },
      ["blocking duplicate title"],
    ],
    ["another amount is registered", {}, { others: [{ ...other, amountFen: 1 }] }, []],
    ["another title is registered", {}, { others: [{ ...other, title: "别的" }] }, []],
    [
      "another buyer's is registered",
      {},
      { others: [{ ...other, buyer: { name: "别的", creditCode: null } }] },
      [],
    ],
    ["it ends today", { endsOn: "2026-06-01" }, {}, []],
    ["it has ended", { endsOn: "2026-05-31" }, {}, ["blocking expired endsOn"]],
    ["it begins tomorrow", { startsOn: "2026-06-02" }, {}, ["warning not-in-force startsOn"]],
    [
      "both sides have one credit code",
      { buyer: { ...contract.buyer, creditCode: contract.seller.creditCode } },
      {},
      ["blocking same-organisation buyer"],
    ],
    [
      "both sides have one name but for its blanks",
      { buyer: { ...contract.buyer, name: "青岛 甲大学" } },
      {},
      ["blocking same-organisation buyer"],
    ],
    ["the sides are related", { isRelatedParty: true }, {}, ["note related-parties isRelatedParty"]],
    [
      "a credit code has a slip",
      { seller: { ...contract.seller, creditCode: "91350100M000100Y34" } },
      {},
      ["blocking credit-code-wrong seller.creditCode"],
    ],
    [
      "a party tells neither code nor place",
      { buyer: { ...contract.buyer, creditCode: null, district: null } },
      {},
      ["warning party-incomplete buyer.creditCode"],
    ],
    ["the record has gaps", { industry: null, subtype: null }, {}, ["warning record-incomplete subtype"]],
    ["nobody promised", { hasCommitment: false }, {}, ["warning commitment-missing commitment"]],
    ["the text is not there", { hasMainText: false }, {}, ["warning text-missing attachments"]],
    [
      "a large one was amended by one official",
      { isAmendedAlone: true },
      {},
      ["warning amended-alone technologyAmountFen"],
    ],
    ["it is not handed in yet", { hasCommitment: null, hasMainText: null }, {}, []],
  ])("where %s", (_, overrides, surroundings, expected) => {
    expect(found(overrides, surroundings)).toEqual(expected);
  });

  it("lists every gap of the record and names the other contract", () => {
    const [duplicate, gaps] = preCheck(
      { ...contract, objective: null, isMarine: null },
      { ...around, others: [other] },
    );
    expect(duplicate?.relatedId).toBe(other.id);
    expect(gaps?.missing).toEqual(["objective", "isMarine"]);
  });

  it("puts the gravest first", () => {
    expect(found({ isRelatedParty: true, startsOn: "2026-07-01", amountFen: 0 })).toEqual([
      "blocking amount-zero amountFen",
      "warning not-in-force startsOn",
      "note related-parties isRelatedParty",
    ]);
  });
});
