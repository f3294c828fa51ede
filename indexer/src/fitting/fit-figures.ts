import type { FactorName } from "@market/shared";
import { defaultBrokerWishes } from "@market/shared";
import { bootstrapInterval, type Interval, meanOfKnown } from "../evaluation/bootstrap.ts";
import { calibrate } from "../evaluation/calibration.ts";
import { isRelevant, judgeRanking } from "../evaluation/metrics.ts";
import { byScore, type Proposals, type RankedText } from "../evaluation/rank-texts.ts";
import type { WeightSet } from "../pairing/weights.ts";
import type { FittedMethod, HeldOutNeed } from "./cross-validate.ts";

/** A mean over needs, with its 95% interval. */
interface Estimate {
  mean: number | null;
  interval: Interval | null;
}

/** How weights do on needs they were not fitted on, beside those that stand. */
export interface FitFigures {
  folds: { needs: number; ndcg10: Estimate; standingNdcg10: Estimate; weights: WeightSet["weights"] }[];
  ndcg10: Estimate;
  standingNdcg10: Estimate;
  /** Need by need: what the new weights gain. */
  gain: Estimate;
  precision: number | null;
  recall: number | null;
  expectedCalibrationError: number | null;
}

export function toFitFigures(needs: readonly HeldOutNeed[], method: FittedMethod): FitFigures {
  const judged = needs.map(({ fold, need, weightSet, proposals }) => ({
    fold,
    weights: weightSet.weights,
    fitted: ndcgOf(need, proposals),
    standing: ndcgOf(need, need.proposals[method]),
  }));
  const folds = [...new Set(judged.map(({ fold }) => fold))].map((fold) => {
    const ofFold = judged.filter((need) => need.fold === fold);
    return {
      needs: ofFold.length,
      ndcg10: estimate(ofFold.map(({ fitted }) => fitted)),
      standingNdcg10: estimate(ofFold.map(({ standing }) => standing)),
      weights: ofFold[0]!.weights,
    };
  });
  const { precision, recall, expectedCalibrationError } = calibrate(
    needs.map(({ need: { grades }, proposals: { candidateIds, scores } }) => ({
      pairs: candidateIds.map((id) => ({
        score: scores.get(id)!.score,
        isRelevant: isRelevant(grades.get(id)),
      })),
      relevantCount: [...grades.values()].filter(isRelevant).length,
    })),
    defaultBrokerWishes.minScore,
  );
  return {
    folds,
    ndcg10: estimate(judged.map(({ fitted }) => fitted)),
    standingNdcg10: estimate(judged.map(({ standing }) => standing)),
    gain: estimate(judged.map(({ fitted, standing }) => (fitted ?? 0) - (standing ?? 0))),
    precision,
    recall,
    expectedCalibrationError,
  };
}

export function printFitFigures(
  { version, weights, midpoint, spread }: WeightSet,
  penalty: number,
  standing: WeightSet,
  figures: FitFigures,
): string {
  return [
    `${version}, penalty ${penalty}: ${describeWeights(weights)}; midpoint ${midpoint}, spread ${spread}`,
    `  standing ${standing.version}: ${describeWeights(standing.weights)}`,
    ...figures.folds.map(
      ({ needs, ndcg10, standingNdcg10, weights: ofFold }, fold) =>
        `  fold ${fold + 1} (${needs} needs): nDCG@10 ${describe(ndcg10)}, standing ` +
        `${describe(standingNdcg10)}; ${describeWeights(ofFold)}`,
    ),
    `  held out: nDCG@10 ${describe(figures.ndcg10)}, standing ${describe(figures.standingNdcg10)}, ` +
      `gain ${describe(figures.gain)}`,
    `  held out at ${defaultBrokerWishes.minScore}: precision ${figure(figures.precision)}, recall ` +
      `${figure(figures.recall)}; expected calibration error ${figure(figures.expectedCalibrationError)}`,
  ].join("\n");
}

function ndcgOf({ grades }: RankedText, proposals: Proposals): number | null {
  return judgeRanking(byScore(proposals), grades).ndcg10;
}

function estimate(values: readonly (number | null)[]): Estimate {
  return { mean: meanOfKnown(values), interval: bootstrapInterval(values, meanOfKnown) };
}

function describe({ mean, interval }: Estimate): string {
  return `${figure(mean)} ${interval ? `[${interval.map(figure).join(", ")}]` : ""}`.trim();
}

function figure(value: number | null): string {
  return value === null ? "–" : value.toFixed(3);
}

function describeWeights(weights: WeightSet["weights"]): string {
  return (Object.keys(weights) as FactorName[])
    .filter((name) => weights[name] > 0)
    .map((name) => `${name} ${weights[name]}`)
    .join(", ");
}
