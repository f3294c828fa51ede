import type { Factor, FactorName } from "@market/shared";
import { describe, expect, it } from "vitest";
import { reasonsOf } from "./reason-sentences.ts";

const factor = (name: FactorName, value: number, evidence = "x") =>
  ({ name, weight: 10, value, contribution: 10 * value, evidence }) as Factor;

describe("reasonsOf", () => {
  it("puts what speaks for a pairing before what does not", () => {
    const reasons = reasonsOf([factor("readiness", 0.2), factor("field", 1), factor("money", 0.5)]);
    expect(reasons.map(({ factor: name, tone }) => [name, tone])).toEqual([
      ["field", "for"],
      ["money", "partly"],
      ["readiness", "against"],
    ]);
  });

  it("says nothing of identifiers, terms or a district that are not shared", () => {
    expect(reasonsOf([factor("identifiers", 0, ""), factor("terms", 0, ""), factor("district", 0)])).toEqual(
      [],
    );
  });

  it("says that it does not know where a text leaves an amount or a field open", () => {
    const reasons = reasonsOf([factor("money", 0.5, ""), factor("field", 0.5, ""), factor("meaning", 0, "")]);
    expect(reasons.map(({ tone }) => tone)).toEqual(["unknown", "unknown", "unknown"]);
  });
});
