import { describe, expect, it } from "vitest";
import { stageSinceOf } from "./pairing.rules.ts";
import { daysBetween, isStepOverdue, pipelineStageOf } from "./pipeline.rules.ts";
import type { PipelineDeal } from "./pipeline.schema.ts";

const deal = (id: string, overrides: Partial<PipelineDeal> = {}): PipelineDeal => ({
  id,
  demand: { id, title: "需求" },
  result: { id, title: "成果" },
  score: 0.5,
  status: "claimed",
  value: { amountFen: 100, source: "budget" },
  stageSince: "2026-06-01T00:00:00.000Z",
  daysInStage: 0,
  nextStep: null,
  isOverdue: false,
  acts: [],
  ...overrides,
});
const step = (dueOn: string) => ({ text: "回访", dueOn, setAt: "2026-05-01T00:00:00.000Z" });

describe("days in a stage", () => {
  it.each([
    ["2026-06-01T15:59:00Z", "2026-06-01T16:01:00Z", 1, "the city's midnight lies between"],
    ["2026-06-01T00:00:00Z", "2026-06-01T15:00:00Z", 0, "the same day"],
    ["2026-02-27T04:00:00Z", "2026-03-02T04:00:00Z", 3, "the end of February"],
  ])("from %s to %s are %i: %s", (from, to, days) => {
    expect(daysBetween(new Date(from), new Date(to))).toBe(days);
  });

  it("run from the last act that led to a status, and not from plans made since", () => {
    const at = (day: number) => new Date(Date.UTC(2026, 5, day));
    const history = ["propose", "claim", "planStep", "introduce", "planStep", "finishStep"].map(
      (act, index) => ({ act, at: at(index + 1) }),
    );
    expect(stageSinceOf(history, at(30))).toEqual(at(4));
    expect(stageSinceOf([], at(30))).toEqual(at(30));
  });
});

describe("a next step", () => {
  it.each([
    ["2026-05-31", true],
    ["2026-06-01", false],
    ["2026-06-02", false],
  ])("due on %s is overdue on the first of June: %s", (dueOn, isOverdue) => {
    expect(isStepOverdue({ dueOn }, new Date("2026-06-01T15:59:00Z"))).toBe(isOverdue);
  });

  it("that was never set is not overdue", () => {
    expect(isStepOverdue(null, new Date())).toBe(false);
  });
});

describe("a column of the board", () => {
  it("counts and adds up all its deals, whatever it shows", () => {
    const deals = [
      deal("a"),
      deal("b", { value: null }),
      deal("c", { value: { amountFen: 7, source: "contract" } }),
    ];
    expect(pipelineStageOf("claimed", deals, 2)).toMatchObject({ count: 3, valueFen: 107, unvalued: 1 });
    expect(pipelineStageOf("claimed", deals, 2).deals).toHaveLength(2);
  });

  it("puts what is due first on top, then what has waited longest without a step", () => {
    const deals = [
      deal("waits", { stageSince: "2026-06-02T00:00:00.000Z" }),
      deal("waits longest", { stageSince: "2026-05-02T00:00:00.000Z" }),
      deal("due later", { nextStep: step("2026-07-01") }),
      deal("overdue", { nextStep: step("2026-05-20"), isOverdue: true }),
    ];
    expect(pipelineStageOf("claimed", deals, 10).deals.map(({ id }) => id)).toEqual([
      "overdue",
      "due later",
      "waits longest",
      "waits",
    ]);
  });
});
