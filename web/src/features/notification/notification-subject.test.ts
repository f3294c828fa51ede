import type { Notification } from "@market/shared";
import { describe, expect, it } from "vitest";
import { subjectPathOf, subjectTitlesOf } from "./notification-subject.ts";

const bare: Notification = {
  id: "a".repeat(24),
  seq: 1,
  kind: "pairing.proposed",
  at: "2026-03-01T01:00:00.000Z",
  read: false,
};
const demand = { id: "d".repeat(24), title: "需求" };
const result = { id: "e".repeat(24), title: "成果" };

describe("subjectPathOf", () => {
  it("leads to the pairing, though both of its texts are named", () => {
    const notification = { ...bare, pairing: { id: "b".repeat(24), score: 0.8, demand, result } };
    expect(subjectPathOf(notification)).toBe(`/pairings/${"b".repeat(24)}`);
    expect(subjectTitlesOf(notification)).toEqual(["需求", "成果"]);
  });

  it("leads to a contract, a result or a demand", () => {
    expect(subjectPathOf({ ...bare, kind: "result.selected", result })).toBe(`/results/${result.id}`);
    expect(subjectPathOf({ ...bare, kind: "demand.withdrawn", demand })).toBe(`/demands/${demand.id}`);
  });

  it("leads nowhere where nothing is named", () => {
    expect(subjectPathOf(bare)).toBeNull();
    expect(subjectTitlesOf(bare)).toEqual([]);
  });
});
