import { type Contract, type ContractTerms, emptyParticulars, emptyRecordTerms } from "@market/shared";
import { describe, expect, it } from "vitest";
import {
  changedTerms,
  classificationOf,
  emptyContract,
  sourcesFromPrefill,
  termsOf,
  valuesFromPrefill,
  valuesOf,
} from "./contract-form-values.ts";
import { standingSources, withoutChanged } from "./field-sources.ts";

const seller = {
  ...emptyParticulars,
  id: "a".repeat(24),
  name: "某大学",
  kind: "university" as const,
  district: "崂山区",
  creditCode: null,
  partyType: "022" as const,
  flags: [],
};
const buyer = {
  ...emptyParticulars,
  id: null,
  name: "外地企业",
  kind: "enterprise" as const,
  district: "江苏省",
  creditCode: null,
  address: "南京市某路1号",
};
const {
  id: _id,
  creditCode: _code,
  district: _place,
  kind: _kind,
  name: _name,
  ...sellerParticulars
} = seller;
const { id: _noId, creditCode: _noCode, ...buyerInput } = buyer;

const contract: ContractTerms & Pick<Contract, "servicePoint"> = {
  title: "低频转矩补偿技术许可",
  type: "licensing",
  ...emptyRecordTerms,
  subtype: "patent-licence",
  isMarine: false,
  seller,
  buyer,
  amountFen: 86_000_001,
  technologyAmountFen: 50_000_000,
  signedOn: "2026-03-02",
  field: "智能家电",
  techArea: null,
  servicePoint: null,
};

describe("termsOf", () => {
  it("gives back the terms that valuesOf was made from, to the 分", () => {
    expect(termsOf(valuesOf(contract))).toEqual({
      title: contract.title,
      type: "licensing",
      seller: { id: seller.id, ...sellerParticulars },
      buyer: buyerInput,
      amountFen: 86_000_001,
      technologyAmountFen: 50_000_000,
      signedOn: "2026-03-02",
      field: "智能家电",
      techArea: null,
      ...emptyRecordTerms,
      subtype: "patent-licence",
      isMarine: false,
    });
  });

  it("takes back by null what is emptied", () => {
    const values = { ...valuesOf(contract), subtype: undefined, subject: "  " };
    expect(termsOf(values)).toMatchObject({ subtype: null, subject: null });
  });

  it("reads amounts in the unit they were typed in", () => {
    const values = {
      ...valuesOf(contract),
      unit: "yuan" as const,
      amount: "1,000.05",
      technologyAmount: "12",
    };
    expect(termsOf(values)).toMatchObject({ amountFen: 100_005, technologyAmountFen: 1_200 });
  });

  it("refuses values that were not checked", () => {
    expect(() => termsOf({ ...valuesOf(contract), amount: "a lot" })).toThrow();
  });
});

describe("changedTerms", () => {
  it("is empty where nothing is changed", () => {
    expect(changedTerms(contract, termsOf(valuesOf(contract)))).toEqual({});
  });

  it("names what is changed, and an outside party whole", () => {
    const values = valuesOf(contract);
    const next = termsOf({ ...values, amount: "90", buyer: { ...values.buyer, district: "浙江省" } });
    expect(changedTerms(contract, next)).toEqual({
      amountFen: 90_000_000,
      buyer: { ...buyerInput, district: "浙江省" },
    });
  });
});

describe("the form of a new contract", () => {
  const prefill = {
    pairing: null,
    terms: { title: "低频转矩补偿", isMarine: false, seller },
    servicePoint: null,
    budgetFen: null,
    priceFen: null,
    sources: {
      title: "result",
      isMarine: "demand",
      "seller.id": "pairing",
      "seller.partyType": "remembered",
    },
  } as const satisfies Parameters<typeof valuesFromPrefill>[0];
  const values = valuesFromPrefill({ ...prefill, terms: { ...prefill.terms } });
  const sources = sourcesFromPrefill(prefill);

  it("starts from what is proposed, and leaves the rest empty", () => {
    expect(values).toMatchObject({
      title: "低频转矩补偿",
      isMarine: false,
      seller: { organisation: { value: seller.id, label: "某大学" }, partyType: "022", flags: [] },
      buyer: { isOutside: false },
    });
    expect(values).not.toHaveProperty("amount");
  });

  it("marks a proposal until somebody types over it", () => {
    expect(sources["seller.organisation"]).toBe("pairing");
    const left = withoutChanged(sources, { title: "别的名称", seller: { partyType: "150" } as never });
    expect(Object.keys(left)).toEqual(["isMarine", "seller.organisation"]);
  });

  it("marks in a draft that is taken up again what still stands as proposed", () => {
    const draft = { ...values, title: "别的名称" };
    expect(standingSources(sources, values, null)).toEqual(sources);
    expect(standingSources(sources, values, draft)).not.toHaveProperty("title");
    expect(standingSources(sources, values, draft)).toHaveProperty("isMarine");
  });

  it("proposes the statistics of a field only where nothing is chosen yet", () => {
    const chosen = { ...emptyContract, objective: "03" as const };
    const proposed = classificationOf("船舶与海工装备", chosen);
    expect(proposed).toMatchObject({ techSubarea: "ocean-engineering", isMarine: true });
    expect(proposed).not.toHaveProperty("objective");
  });
});
