import type { FactorName, LearnedPenalty } from "@market/shared";
import keywords from "./weights/2026-11-24-keywords.json" with { type: "json" };
import passages from "./weights/2026-11-24b-passages.json" with { type: "json" };

/**
 * Weights of a score, as data. `points` is the sum of the contributions (weight × value, each value 0 to 1), at
 * most 100; the score is 1 / (1 + e^(-(points - midpoint) / spread)). Each version stays in `weights/`, with the
 * day, the judged sets and the figures it was fitted with; `npm run fit` writes new ones.
 */
export interface WeightSet {
  /** The version of the weights and which of their two sets this is, as people read it beside a score. */
  version: string;
  weights: Record<FactorName, number>;
  midpoint: number;
  spread: number;
}

/** All that a score is computed with. */
export interface Weights {
  /** Of shipped weights, later sorts higher: that is how an upgrade is told from an older process. */
  version: string;
  /** For pairs where vectors of both sides are at hand. */
  passages: WeightSet;
  /** For pairs where the model was away for either side. */
  keywords: WeightSet;
  /** What brokers of a field have taught, on top of either set. */
  learned: readonly LearnedPenalty[];
}

/**
 * The judgements say nothing of readiness, money, cooperation and district: their weights are small and set by hand.
 */
export const passageWeights: WeightSet = passages;
export const keywordWeights: WeightSet = keywords;

/** The weights in the tree, which a market starts with. */
export const shippedWeights: Weights = {
  version: passages.version.split("/")[0]!,
  passages: passageWeights,
  keywords: keywordWeights,
  learned: [],
};

/** The day, the data and the figures of the shipped weights. */
export const shippedRecord = {
  fittedAt: new Date(passages.fittedOn),
  judged: passages.data.map(({ name, needs, judgements }) => ({ name, needs, judgements })),
  judgedNdcg10: passages.metrics.ndcg10.mean,
};

/** Similarity above that of strangers at which two texts count as saying the same. */
export const LIKENESS_RANGE = 0.4;
/** Sum of squared rarities at which shared terms have said 63% of what they can. */
export const TERMS_SATURATION = 3;
