import { type Field, type LearnableFactor, type LearnedPenalty, learnableFactors } from "@market/shared";
import { groupBy } from "../group-by.ts";
import type { Weights } from "../pairing/weights.ts";
import type { DecidedPair } from "./decided-pairs.ts";
import { logOddsOf } from "./log-odds.ts";
import { fitLogistic, type Observation } from "./logistic-regression.ts";

/** Fewer declines for a factor in a field teach nothing: they may be one person's taste. */
const MIN_DECLINES = 10;
/** Of the sum of squares: a gap costing more than one or two log-odds has to be borne out by many decisions. */
const RIDGE = 1;
/** Less changes no ranking. */
const MIN_PENALTY = 0.01;

/**
 * Fits what the gaps of each field cost, to the decisions of that field alone. Log-odds start from the score as it is
 * without anything learnt, so that only what contradicts it counts; a decline counts against the factor that it names
 * and no other; and penalties are never below zero.
 *
 * @param base the weights to add to; what they have learnt is left aside
 */
export function fitPenalties(decided: readonly DecidedPair[], base: Weights): LearnedPenalty[] {
  const unlearned = { ...base, learned: [] };
  const byField = groupBy(decided, ({ demandField }) => demandField as Field);
  return [...byField].flatMap(([demandField, ofField]) => {
    const factors = learnableFactors.filter(
      (factor) =>
        ofField.filter((pair) => gapOf(pair, factor) > 0 && blames(pair, factor)).length >= MIN_DECLINES,
    );
    if (factors.length === 0) return [];
    const observations = ofField.flatMap((pair) => toObservation(pair, factors, unlearned) ?? []);
    const { weights } = fitLogistic(observations, RIDGE, { hasIntercept: false });
    return factors
      .map((factor, index) => ({ demandField, factor, penalty: round(weights[index]!) }))
      .filter(({ penalty }) => penalty >= MIN_PENALTY);
  });
}

/** `null` for declines that blame none of the factors: they would only say that somebody declined. */
function toObservation(
  pair: DecidedPair,
  factors: readonly LearnableFactor[],
  weights: Weights,
): Observation | null {
  const { isFit } = pair.decision;
  if (!isFit && !factors.some((factor) => blames(pair, factor))) return null;
  return {
    features: factors.map((factor) => (isFit || blames(pair, factor) ? -gapOf(pair, factor) : 0)),
    target: isFit ? 1 : 0,
    offset: logOddsOf(pair, weights),
  };
}

function blames({ decision }: DecidedPair, factor: LearnableFactor): boolean {
  return !decision.isFit && decision.factor === factor;
}

function gapOf({ factors }: DecidedPair, factor: LearnableFactor): number {
  return factors.find(({ name }) => name === factor)?.gap ?? 0;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
