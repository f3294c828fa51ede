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

/** For pairs where vectors of both sides are at hand. */
export const passageWeights: WeightSet = {
  version: "2026-11-24/passages",
  weights: {
    meaning: 60,
    terms: 12,
    identifiers: 6,
    field: 11,
    readiness: 4,
    money: 3,
    cooperation: 3,
    district: 1,
  },
  midpoint: 42,
  spread: 5,
};

/** For pairs where the model was away for either side. */
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
  midpoint: 48,
  spread: 8,
};

/** Similarity above that of strangers at which two texts count as saying the same. */
export const LIKENESS_RANGE = 0.4;
/** Sum of squared rarities at which shared terms have said 63% of what they can. */
export const TERMS_SATURATION = 3;
