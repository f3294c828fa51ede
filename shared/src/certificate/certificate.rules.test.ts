import { describe, expect, it } from "vitest";
import { certifiedText, spacedNumber } from "./certificate.rules.ts";

const terms = {
  number: "2026370201000001",
  version: 2,
  seller: { name: "青岛大学" },
  buyer: { name: "海信集团" },
  amountFen: 128_831_224,
  technologyAmountFen: 106_790_114,
};

describe("certifiedText", () => {
  it("is one line for each thing that is certified", () => {
    expect(certifiedText(terms)).toBe(
      "technology-contract-certificate/1\n2026370201000001\n2\n青岛大学\n海信集团\n128831224\n106790114",
    );
  });

  it("gives no name two lines", () => {
    expect(certifiedText({ ...terms, seller: { name: "青岛大学\n海信集团" } }).split("\n")).toHaveLength(7);
  });
});

describe("spacedNumber", () => {
  it("sets year, place, point and running number apart", () => {
    expect(spacedNumber("2026370201000001")).toBe("2026 3702 01 000001");
  });
});
