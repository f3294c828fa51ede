import { TOTAL_WEIGHT } from "./selection.rules.ts";

/** What the reviews of one nomination come to. */
export interface SelectionScore {
  /** Mean of the reviewers' weighted scores; `null` before the first review. */
  mean: number | null;
  /** Standard deviation of the reviewers' weighted scores: how far they disagree. */
  spread: number | null;
  reviews: number;
}

/** One reviewer's scores, each weighted by its criterion, on the call's own scale. */
export function weightedScore(scores: readonly number[], criteria: readonly { weight: number }[]): number {
  const sum = criteria.reduce((total, { weight }, index) => total + weight * (scores[index] ?? 0), 0);
  return round(sum / TOTAL_WEIGHT);
}

/** @param totals each reviewer's {@link weightedScore} */
export function scoreOf(totals: readonly number[]): SelectionScore {
  if (totals.length === 0) return { mean: null, spread: null, reviews: 0 };
  const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
  const variance = totals.reduce((sum, total) => sum + (total - mean) ** 2, 0) / totals.length;
  return { mean: round(mean), spread: round(Math.sqrt(variance)), reviews: totals.length };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
