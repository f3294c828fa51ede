import type { Contract, ContractTerms } from "@market/shared";
import { describe, expect, it } from "vitest";
import { changedTerms, contractTypeFrom, termsOf, valuesOf } from "./contract-form-values.ts";

const contract: ContractTerms & Pick<Contract, "servicePoint"> = {
  title: "低频转矩补偿技术许可",
  type: "licensing",
  seller: { id: "a".repeat(24), name: "某大学", kind: "university", district: "崂山区", creditCode: null },
  buyer: { id: null, name: "外地企业", kind: "enterprise", district: "江苏省", creditCode: null },
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
      seller: { id: contract.seller.id },
      buyer: { name: "外地企业", kind: "enterprise", district: "江苏省" },
      amountFen: 86_000_001,
      technologyAmountFen: 50_000_000,
      signedOn: "2026-03-02",
      field: "智能家电",
    });
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
      buyer: { name: "外地企业", kind: "enterprise", district: "浙江省" },
    });
  });
});

describe("contractTypeFrom", () => {
  it("takes the first way of cooperation that both sides name, in the need's order", () => {
    expect(contractTypeFrom(["技术开发", "技术服务"], ["技术服务", "技术开发"])).toBe("development");
    expect(contractTypeFrom(["作价入股", "技术许可"], ["技术许可", "作价入股"])).toBe("licensing");
  });

  it("takes none where they have none in common, or only one that is no contract type", () => {
    expect(contractTypeFrom(["技术开发"], ["技术许可"])).toBeUndefined();
    expect(contractTypeFrom(["作价入股"], ["作价入股"])).toBeUndefined();
  });
});
