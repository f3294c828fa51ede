import { type ScoredFactor, toFactor } from "../pairing/score-pairing.ts";
import type { Weights } from "../pairing/weights.ts";

/** What scoring a pair found, whatever the weights. */
export interface Findings {
  demandField: string | null;
  factors: readonly Pick<ScoredFactor, "name" | "value" | "gap" | "evidence">[];
  /** Whether vectors of both sides were at hand. */
  isByPassages: boolean;
}

/** The log-odds of a pair's score under some weights: what learning adds to, and ranks by. */
export function logOddsOf({ demandField, factors, isByPassages }: Findings, weights: Weights): number {
  const weightSet = isByPassages ? weights.passages : weights.keywords;
  const learned = weights.learned.filter((penalty) => penalty.demandField === demandField);
  const points = factors.reduce((sum, factor) => sum + toFactor(factor, weightSet, learned).contribution, 0);
  return (points - weightSet.midpoint) / weightSet.spread;
}
