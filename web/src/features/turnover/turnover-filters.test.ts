import { describe, expect, it } from "vitest";
import { narrowedPathOf, recordsPathOf, turnoverQueryOf } from "./turnover-filters.ts";

const TODAY = "2026-11-24";

describe("turnoverQueryOf", () => {
  it("counts this year by month unless the address says otherwise", () => {
    expect(turnoverQueryOf({}, TODAY)).toEqual({ from: "2026-01-01", by: "month" });
    expect(turnoverQueryOf({ by: "field,type" }, TODAY)).toMatchObject({ by: "type,field" });
    expect(turnoverQueryOf({ period: "all" }, TODAY)).toEqual({ by: "month" });
    expect(turnoverQueryOf({ asOf: "2025-06-30T00:00:00Z" }, TODAY)).toMatchObject({ from: "2025-01-01" });
  });

  it("leaves out what the api would refuse", () => {
    const values = { period: "all", from: "yesterday", asOf: "now", basis: "both", by: "colour" };
    expect(turnoverQueryOf(values, TODAY)).toEqual({ by: "month" });
  });

  it("takes basis, date, period, instant and keys", () => {
    expect(
      turnoverQueryOf(
        {
          basis: "absorption",
          date: "signed",
          to: "2026-01-01",
          asOf: "2026-03-01T00:00:00Z",
          "key.type": "service",
          "key.broker": "-",
        },
        TODAY,
      ),
    ).toEqual({
      basis: "absorption",
      date: "signed",
      to: "2026-01-01",
      asOf: "2026-03-01T00:00:00.000Z",
      "key.type": "service",
      "key.broker": "",
      by: "month",
    });
  });
});

describe("recordsPathOf", () => {
  it("leads to the records of a group, with all that was asked for", () => {
    expect(
      recordsPathOf({ from: "2026-01-01", by: "month,type" }, { month: "2026-03", type: "service" }),
    ).toBe("/turnover/records?from=2026-01-01&key.month=2026-03&key.type=service");
  });

  it("says of a group that states nothing that it does, and of an open period that it is open", () => {
    expect(recordsPathOf({ by: "broker" }, { broker: "" }, { onlyCorrections: true })).toBe(
      "/turnover/records?key.broker=-&corrections=true&period=all",
    );
  });
});

describe("narrowedPathOf", () => {
  it("goes on with the dimensions that are left, then by month and by type", () => {
    const query = { from: "2026-01-01", by: "type,field" };
    expect(narrowedPathOf(query, { type: "service" })).toBe(
      "/turnover?from=2026-01-01&by=field&key.type=service",
    );
    expect(narrowedPathOf({ ...query, by: "type" }, { type: "service" })).toContain("by=month");
    expect(narrowedPathOf({ ...query, by: "month" }, { month: "2026-01" })).toContain("by=type");
  });
});
