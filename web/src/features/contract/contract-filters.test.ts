import { describe, expect, it } from "vitest";
import { contractQueryOf } from "./contract-filters.ts";

describe("contractQueryOf", () => {
  it("takes sixteen digits for a registration number and other words for text", () => {
    expect(contractQueryOf({ text: " 2026370201000123 " })).toEqual({ number: "2026370201000123" });
    expect(contractQueryOf({ text: "压缩机" })).toEqual({ text: "压缩机" });
    expect(contractQueryOf({ text: "  " })).toEqual({});
  });

  it("takes filters from the address and leaves out what the api would refuse", () => {
    expect(contractQueryOf({ status: "registered", type: "service", registeredFrom: "2026-01-01" })).toEqual({
      status: "registered",
      type: "service",
      registeredFrom: "2026-01-01",
    });
    expect(contractQueryOf({ status: "x", type: "y", field: "z", registeredTo: "soon" })).toEqual({});
  });
});
