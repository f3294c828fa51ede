import { describe, expect, it } from "vitest";
import { contractsPathOf, turnoverQueryOf } from "./turnover-filters.ts";

describe("turnoverQueryOf", () => {
  it("groups by month unless the address says otherwise", () => {
    expect(turnoverQueryOf({})).toEqual({ by: "month" });
    expect(turnoverQueryOf({ by: "field,type" })).toEqual({ by: "type,field" });
  });

  it("leaves out what the api would refuse", () => {
    expect(turnoverQueryOf({ from: "yesterday", asOf: "now", basis: "both", by: "colour" })).toEqual({
      by: "month",
    });
  });

  it("takes basis, date, period and instant", () => {
    expect(
      turnoverQueryOf({
        basis: "absorption",
        date: "signed",
        from: "2026-01-01",
        asOf: "2026-03-01T00:00:00Z",
      }),
    ).toEqual({
      basis: "absorption",
      date: "signed",
      from: "2026-01-01",
      asOf: "2026-03-01T00:00:00.000Z",
      by: "month",
    });
  });
});

describe("contractsPathOf", () => {
  it("leads to a month's contracts, within the period that was asked for", () => {
    expect(contractsPathOf({ month: "2028-02" }, {})).toBe(
      "/contracts?status=registered&registeredFrom=2028-02-01&registeredTo=2028-02-29",
    );
    expect(contractsPathOf({ month: "2026-03" }, { from: "2026-03-10", to: "2026-12-31" })).toBe(
      "/contracts?status=registered&registeredFrom=2026-03-10&registeredTo=2026-03-31",
    );
  });

  it("leads to a type's or a party's contracts", () => {
    expect(contractsPathOf({ type: "service" }, {})).toBe("/contracts?status=registered&type=service");
    expect(contractsPathOf({ seller: "大学" }, {})).toBe(
      `/contracts?status=registered&text=${encodeURIComponent("大学")}`,
    );
  });

  it("leads nowhere for places and for periods by day of signing", () => {
    expect(contractsPathOf({ district: "崂山区" }, {})).toBeNull();
    expect(contractsPathOf({ month: "2026-03" }, { date: "signed" })).toBeNull();
  });
});
