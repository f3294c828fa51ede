import type { FactorName } from "@market/shared";
import { gainOf, isRelevant } from "../evaluation/metrics.ts";
import type { WeightSet } from "../pairing/weights.ts";
import { foldsOf } from "./folds.ts";
import { fitLogistic, logLoss, predict } from "./logistic-regression.ts";

/** One pair that was scored: the values of its factors, each 0 to 1, and its grade, 0 where it was not judged. */
interface TrainingPair {
  values: Record<FactorName, number>;
  grade: number;
}

/** A need with the pairs that the product found for it. */
export interface TrainingNeed {
  kind: string | null;
  pairs: readonly TrainingPair[];
}

/** What judgements of relevance speak of. */
const FITTED_FACTORS = ["meaning", "terms", "identifiers", "field"] as const satisfies readonly FactorName[];
/**
 * What judgements do not speak of: little enough to decide only between results that answer a need alike. What gaps
 * really cost is learnt from brokers' decisions.
 */
const WEIGHTS_BY_HAND = { readiness: 2, money: 1, cooperation: 1, district: 1 };
const POINTS = 100;
/**
 * At most so much of the weight of meaning may go to the field. Most results stand in the field of the need, so that a
 * fit left alone ranks by it wherever meaning is in doubt, and buries what comes from another industry.
 */
const FIELD_LIMIT = 0.08;
/** Whatever can be seen of a pair counts a little, so that it can tip the scales between equals. */
const LEAST_SHARE = 0.015;
const BEST_GAIN = gainOf(3);

/** Tried in this order; of equals the first, which is the strongest, stays. */
const PENALTIES = [30, 10, 3, 1, 0.3, 0.1];
const PENALTY_FOLDS = 4;

export interface Fit {
  weightSet: WeightSet;
  /** Weight of the sum of squares against which the judgements had to speak. */
  penalty: number;
}

/**
 * Fits the weights to judged needs, and the curve from points to a score: midpoint and spread are set so that the
 * score is the chance that a pair is relevant. The penalty is chosen by cross-validation among these needs alone.
 *
 * @param base gives the version
 */
export function fitWeightSet(needs: readonly TrainingNeed[], base: WeightSet): Fit {
  const penalty = choosePenalty(needs, base);
  return { weightSet: fitWithPenalty(needs, base, penalty), penalty };
}

/** The sum of weight × value. */
export function pointsOf(values: Record<FactorName, number>, weights: WeightSet["weights"]): number {
  return (Object.keys(weights) as FactorName[]).reduce((sum, name) => sum + weights[name] * values[name], 0);
}

function choosePenalty(needs: readonly TrainingNeed[], base: WeightSet): number {
  const folds = foldsOf(needs, PENALTY_FOLDS);
  const losses = PENALTIES.map((penalty) => {
    const predictions = folds.flatMap(({ training, heldOut }) => {
      const { weights, midpoint, spread } = fitWithPenalty(training, base, penalty);
      const curve = { weights: [1 / spread], intercept: -midpoint / spread };
      return pairsOf(heldOut).map(({ values, grade }) => ({
        predicted: predict(curve, [pointsOf(values, weights)]),
        target: isRelevant(grade) ? 1 : 0,
      }));
    });
    return { penalty, loss: logLoss(predictions) };
  });
  return losses.reduce((best, tried) => (tried.loss < best.loss ? tried : best)).penalty;
}

function fitWithPenalty(needs: readonly TrainingNeed[], base: WeightSet, penalty: number): WeightSet {
  const pairs = pairsOf(needs);
  const { weights: fitted } = fitLogistic(
    pairs.map(({ values, grade }) => ({
      features: FITTED_FACTORS.map((name) => values[name]),
      target: gainOf(grade) / BEST_GAIN,
    })),
    penalty,
  );
  const weights = toPoints(fitted);
  const curve = fitLogistic(
    pairs.map(({ values, grade }) => ({
      features: [pointsOf(values, weights) / POINTS],
      target: isRelevant(grade) ? 1 : 0,
    })),
    CURVE_PENALTY,
  );
  const [slope] = curve.weights;
  if (!slope)
    throw new Error("the judged pairs do not score higher than the others: there is nothing to fit");
  return {
    ...base,
    weights,
    midpoint: round((-curve.intercept / slope) * POINTS, 2),
    spread: round(POINTS / slope, 2),
  };
}

/** Only against a curve of no width, where points tell relevant pairs from others without an error. */
const CURVE_PENALTY = 1e-3;

/** Whole weights, that a person can read, and that add up to a hundred with those that are set by hand. */
function toPoints(fitted: readonly number[]): WeightSet["weights"] {
  const isByMeaning = fitted[0]! > 0;
  const least = LEAST_SHARE * fitted.reduce((sum, weight) => sum + weight, 0);
  const bounded = FITTED_FACTORS.map((name, index) => {
    if (name === "meaning") return fitted[index]!;
    const raised = Math.max(fitted[index]!, least);
    return name === "field" && isByMeaning ? Math.min(raised, FIELD_LIMIT * fitted[0]!) : raised;
  });
  const left = POINTS - Object.values(WEIGHTS_BY_HAND).reduce((sum, weight) => sum + weight, 0);
  const total = bounded.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) throw new Error("no factor tells relevant pairs from others: there is nothing to fit");
  const whole = apportion(
    bounded.map((weight) => (left * weight) / total),
    left,
  );
  const [meaning, terms, identifiers, field] = whole as [number, number, number, number];
  return { meaning, terms, identifiers, field, ...WEIGHTS_BY_HAND };
}

/** Rounds shares of a whole number so that they still add up to it (largest remainders). */
function apportion(shares: readonly number[], total: number): number[] {
  const rounded = shares.map(Math.floor);
  const open = total - rounded.reduce((sum, share) => sum + share, 0);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share - rounded[index]! }))
    .toSorted((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder.slice(0, open)) rounded[index]! += 1;
  return rounded;
}

function pairsOf(needs: readonly TrainingNeed[]): TrainingPair[] {
  return needs.flatMap(({ pairs }) => pairs);
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
