import type { Factor } from "@market/shared";

/** A factor as it is shown: its contribution in points, rounded so that all of them add up to the rounded total. */
export interface ScorePart extends Factor {
  shownContribution: number;
}

/** Decimals of shown points. */
export const POINT_DECIMALS = 1;

/**
 * The factors with contributions rounded to tenths that add up to the equally rounded points: what rounding
 * leaves over goes to the parts it cut most (the largest-remainder method), so that the sum on the page is right.
 */
export function roundParts(factors: readonly Factor[], points: number): ScorePart[] {
  const scale = 10 ** POINT_DECIMALS;
  const floors = factors.map(({ contribution }) => Math.floor(contribution * scale));
  const missing = Math.round(points * scale) - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = factors
    .map(({ contribution }, index) => ({ index, remainder: contribution * scale - (floors[index] ?? 0) }))
    .sort((one, other) => other.remainder - one.remainder);
  const raised = new Set(byRemainder.slice(0, Math.max(0, missing)).map(({ index }) => index));
  return factors.map((factor, index) => ({
    ...factor,
    shownContribution: ((floors[index] ?? 0) + (raised.has(index) ? 1 : 0)) / scale,
  }));
}
