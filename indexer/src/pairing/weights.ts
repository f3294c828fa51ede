import type { FactorName } from "@market/shared";

/**
 * Weights of a score, as data. `points` is the sum of the contributions (weight × value, each value 0 to 1), at
 * most 100; the score is 1 / (1 + e^(-(points - midpoint) / spread)).
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
 * For pairs where vectors of both sides are at hand. Fitted on 2026-11-24 to the market sample (72 needs, 160
 * results) by logistic regression over meaning, terms, identifiers and field with a strong penalty, rounded; six-fold
 * over needs it reached nDCG@10 0.90, as it stands 0.92. The judgements say nothing of the other four factors: their
 * weights are small and set by hand. At 0.5: precision 0.65, recall 0.77 for grades of 2 and above.
 */
export const passageWeights: WeightSet = {
  version: "2026-11-24/passages",
  weights: {
    meaning: 62,
    terms: 13,
    identifiers: 5,
    field: 11,
    readiness: 4,
    money: 2,
    cooperation: 2,
    district: 1,
  },
  midpoint: 45,
  spread: 5,
};

/** For pairs where the model was away for either side. Fitted alike; at 0.5: precision 0.60, recall 0.44. */
export const keywordWeights: WeightSet = {
  version: "2026-11-24/keywords",
  weights: {
    meaning: 0,
    terms: 48,
    identifiers: 15,
    field: 26,
    readiness: 4,
    money: 3,
    cooperation: 3,
    district: 1,
  },
  midpoint: 54,
  spread: 8,
};

/** Similarity above that of strangers at which two texts count as saying the same. */
export const LIKENESS_RANGE = 0.4;
/** Sum of squared rarities at which shared terms have said 63% of what they can. */
export const TERMS_SATURATION = 3;
