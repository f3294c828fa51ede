import type { SelectionState } from "../result/result.schema.ts";

/** Where a result stands, `none` before anybody put it forward. */
export type ResultSelectionState = SelectionState | "none";

/** From which states each step of a result towards 青岛好成果 may start. */
export const resultSelectionSteps = {
  /** Put forward outside any call; a declined one may be again. */
  nominate: ["none", "declined"],
  /** An official decides on what was put forward outside any call. */
  decide: ["nominated"],
  /** Nominated into a call, and decided when its batch is released: whatever is not selected already. */
  enterCall: ["none", "nominated", "declined"],
} as const satisfies Record<string, readonly ResultSelectionState[]>;
export type ResultSelectionStep = keyof typeof resultSelectionSteps;

export function mayTakeStep(step: ResultSelectionStep, state: ResultSelectionState): boolean {
  return (resultSelectionSteps[step] as readonly ResultSelectionState[]).includes(state);
}

export interface SelectionDecision {
  decision: "selected" | "declined";
  batch: string;
  note: string;
  at: Date;
}

/** What a decision writes in a result, whether it falls on a single one or with the release of a batch. */
export function decidedSelection({ decision, batch, note, at }: SelectionDecision) {
  return {
    act: decision === "selected" ? ("select" as const) : ("declineSelection" as const),
    selection: { state: decision, batch, note, at },
  };
}
