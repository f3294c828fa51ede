import type { ImportRunState } from "./import.schema.ts";

/** A run writes its progress far more often than this; one that has been silent for so long has lost its process. */
const SILENT_AFTER_MS = 2 * 60 * 1000;

/** Where a run stands: one that says it is running but has fallen silent was interrupted, whoever was to note it. */
export function importRunStateAt(run: { state: ImportRunState; updatedAt: Date }, at: Date): ImportRunState {
  const isSilent = at.getTime() - run.updatedAt.getTime() > SILENT_AFTER_MS;
  return run.state === "running" && isSilent ? "interrupted" : run.state;
}

/**
 * How ready a result is by the words that Chinese portfolios use, as a level of GB/T 22900. The words cover spans
 * (正在研发 1–3, 已有样品 4–5, 通过小试 5–6, 通过中试 6–7, 可以量产 8–9); the lowest is taken, which claims no more
 * than the word does.
 */
export const readinessByStage: Readonly<Record<string, number>> = {
  正在研发: 1,
  已有样品: 4,
  通过小试: 5,
  通过中试: 6,
  可以量产: 8,
};
