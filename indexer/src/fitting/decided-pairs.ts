import { type Decision, decisionOf, type Field, introducedStatuses } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { ScoredFactor } from "../pairing/score-pairing.ts";
import type { Findings } from "./log-odds.ts";

/** A pairing that people have decided on, with what its score found. */
export interface DecidedPair extends Findings {
  demandId: string;
  decision: Decision;
  decidedAt: Date;
}

/** Statuses from which on a pairing may teach something; the codes of reasons decide on the rest. */
const TEACHING_STATUSES = [...introducedStatuses, "declined"] as const;
/** The acts that decide. */
const DECIDING_ACTS: readonly string[] = ["introduce", "decline"];
/** The latest so many are enough to learn from, and do not grow with the years. */
const MAX_PAIRINGS = 20_000;

/**
 * Reads what brokers and owners have decided. Pairings that were scored before gaps were kept, and not since, are
 * left out.
 */
export async function readDecidedPairs(models: Models): Promise<DecidedPair[]> {
  const pairings = await models.Pairing.find(
    { status: { $in: TEACHING_STATUSES } },
    { demandId: 1, demandField: 1, status: 1, history: 1, factors: 1, evidence: 1 },
  )
    .sort({ _id: -1 })
    .limit(MAX_PAIRINGS)
    .lean();
  return pairings.flatMap(({ demandId, demandField, status, history, factors, evidence }) => {
    const decision = decisionOf({ status, history });
    const decidedAt = history.findLast(({ act }) => DECIDING_ACTS.includes(act))?.at;
    const hasGaps = factors.length > 0 && factors.every(({ gap }) => gap != null);
    if (decision === null || decidedAt === undefined || !hasGaps) return [];
    return {
      demandId: demandId.toString(),
      demandField: demandField as Field,
      factors: factors as ScoredFactor[],
      isByPassages: evidence.passages.length > 0,
      decision,
      decidedAt,
    };
  });
}
