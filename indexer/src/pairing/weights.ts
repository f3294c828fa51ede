import type { FactorName } from "@market/shared";
import keywords from "./weights/2026-11-24-keywords.json" with { type: "json" };
import passages from "./weights/2026-11-24-passages.json" with { type: "json" };

/**
 * Weights of a score, as data. `points` is the sum of the contributions (weight × value, each value 0 to 1), at
 * most 100; the score is 1 / (1 + e^(-(points - midpoint) / spread)). Each version stays in `weights/`, with the
 * day, the judged sets and the figures it was fitted with; `npm run fit` writes new ones.
 */
export interface WeightSet {
  /**
   * Later sorts higher, which is how a rescoring knows whether it may overwrite. Of one date, `keywords` sorts
   * below `passages`: a score made while the model was away never replaces a better one.
   */
  version: string;
  weights: Record<FactorName, number>;
  midpoint: number;
  spread: number;
}

/**
 * For pairs where vectors of both sides are at hand. The judgements say nothing of readiness, money, cooperation and
 * district: their weights are small and set by hand.
 */
export const passageWeights: WeightSet = passages;

/** For pairs where the model was away for either side. */
export const keywordWeights: WeightSet = keywords;

/** Similarity above that of strangers at which two texts count as saying the same. */
export const LIKENESS_RANGE = 0.4;
/** Sum of squared rarities at which shared terms have said 63% of what they can. */
export const TERMS_SATURATION = 3;
