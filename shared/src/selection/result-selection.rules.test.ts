import { describe, expect, it } from "vitest";
import { decidedSelection, mayTakeStep, resultSelectionSteps } from "./result-selection.rules.ts";

const states = ["none", "nominated", "selected", "declined"] as const;

describe("a result on its way to 青岛好成果", () => {
  it.each([
    ["nominate", ["none", "declined"]],
    ["decide", ["nominated"]],
    ["enterCall", ["none", "nominated", "declined"]],
  ] as const)("may %s from %j", (step, from) => {
    expect(states.filter((state) => mayTakeStep(step, state))).toEqual(from);
  });

  it("stays selected", () => {
    for (const from of Object.values(resultSelectionSteps)) expect(from).not.toContain("selected");
  });

  it.each([
    ["selected", "select"],
    ["declined", "declineSelection"],
  ] as const)("%s is written by the act %s", (decision, act) => {
    const at = new Date("2026-05-01T02:00:00Z");
    const words = { batch: "2026-03", note: "指标明确" };
    expect(decidedSelection({ decision, ...words, at })).toEqual({
      act,
      selection: { state: decision, ...words, at },
    });
  });
});
