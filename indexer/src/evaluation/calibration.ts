import type { JudgedSet } from "./judged-set.ts";
import { RELEVANT_GRADE } from "./metrics.ts";
import type { DemandRankings } from "./rank-demands.ts";

/** How far scores can be taken at their word. */
export interface Calibration {
  threshold: number;
  /** Of the pairs at or above the threshold, the part that is relevant. */
  precision: number;
  /** Of the relevant pairs of the set, the part at or above the threshold. */
  recall: number;
  /** Mean distance between score and share of relevant pairs, over ten bins of score, weighted by their pairs. */
  expectedCalibrationError: number;
}

const BIN_COUNT = 10;

export function calibrate(
  ranked: readonly DemandRankings[],
  { grades }: JudgedSet,
  threshold: number,
): Calibration {
  const pairs = ranked.flatMap(({ demand, scores }) =>
    [...scores].map(([id, score]) => ({
      score,
      isRelevant: (grades.get(demand.id)?.get(id) ?? 0) >= RELEVANT_GRADE,
    })),
  );
  const relevantCount = ranked
    .flatMap(({ demand }) => [...(grades.get(demand.id)?.values() ?? [])])
    .filter((grade) => grade >= RELEVANT_GRADE).length;
  const above = pairs.filter(({ score }) => score >= threshold);
  const hits = above.filter(({ isRelevant }) => isRelevant).length;
  const bins = Array.from({ length: BIN_COUNT }, (_, index) =>
    pairs.filter(({ score }) => Math.min(BIN_COUNT - 1, Math.floor(score * BIN_COUNT)) === index),
  );
  const errors = bins
    .filter((bin) => bin.length > 0)
    .map((bin) => {
      const meanScore = bin.reduce((sum, { score }) => sum + score, 0) / bin.length;
      const share = bin.filter(({ isRelevant }) => isRelevant).length / bin.length;
      return (Math.abs(meanScore - share) * bin.length) / pairs.length;
    });
  return {
    threshold,
    precision: hits / above.length,
    recall: hits / relevantCount,
    expectedCalibrationError: errors.reduce((sum, error) => sum + error, 0),
  };
}
