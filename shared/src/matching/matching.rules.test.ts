import { describe, expect, it } from "vitest";
import { DeclineReasonSchema } from "../vocabulary/vocabulary.schema.ts";
import { decisionOf, factorOfDeclineReason, learnableFactors } from "./matching.rules.ts";

const declinedFor = (reason: string) => ({
  status: "declined" as const,
  history: [{ act: "propose" }, { act: "claim" }, { act: "decline", reason }],
});

describe("what a pairing teaches", () => {
  it("is that it fits, from the introduction on", () => {
    for (const status of ["introduced", "negotiating", "accepted", "contracted"] as const) {
      expect(decisionOf({ status, history: [] })).toEqual({ isFit: true });
    }
  });

  it("is which factor stood in the way, where it was declined for one", () => {
    expect(decisionOf(declinedFor("immature"))).toEqual({ isFit: false, factor: "readiness" });
    expect(decisionOf(declinedFor("budget-mismatch"))).toEqual({ isFit: false, factor: "money" });
  });

  it("is nothing while nobody has decided, or where the reason says nothing of the match", () => {
    for (const status of ["proposed", "claimed", "closed"] as const) {
      expect(decisionOf({ status, history: [] })).toBeNull();
    }
    expect(decisionOf(declinedFor("has-partner"))).toBeNull();
    expect(decisionOf({ status: "declined", history: [] })).toBeNull();
  });

  it("is settled for every reason of the vocabulary, and names only factors that can be learnt", () => {
    expect(Object.keys(factorOfDeclineReason).toSorted()).toEqual([...DeclineReasonSchema.enum].toSorted());
    const named = new Set(Object.values(factorOfDeclineReason).filter((factor) => factor !== null));
    expect([...named].toSorted()).toEqual([...learnableFactors].toSorted());
  });
});
