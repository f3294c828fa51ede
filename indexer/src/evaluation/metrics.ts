import type { Grades } from "./judged-set.ts";

/** How well one ranking serves one need; `null` where the judgements do not say. */
export interface RankingQuality {
  ndcg10: number | null;
  recall10: number | null;
  recall50: number | null;
  mrr10: number | null;
}

export const qualityNames = [
  "ndcg10",
  "recall10",
  "recall50",
  "mrr10",
] as const satisfies readonly (keyof RankingQuality)[];

/** From this grade on a result is relevant, for recall, reciprocal rank and calibration. */
const RELEVANT_GRADE = 2;

export function isRelevant(grade: number | undefined): boolean {
  return grade !== undefined && grade >= RELEVANT_GRADE;
}

/**
 * Judges a ranking of ids, best first, by the grades of what was judged. nDCG uses the gain 2^grade - 1; recall and
 * reciprocal rank ask for grade 2 or better, and say nothing where nothing is that good.
 */
export function judgeRanking(ranking: readonly string[], grades: Grades): RankingQuality {
  const gains = ranking.slice(0, 10).map((id) => gainOf(grades.get(id)));
  const ideal = discount(
    [...grades.values()].map(gainOf).toSorted((a, b) => b - a),
    10,
  );
  return {
    ndcg10: ideal === 0 ? null : discount(gains, 10) / ideal,
    recall10: recallOf(ranking.slice(0, 10), grades),
    recall50: recallOf(ranking.slice(0, 50), grades),
    mrr10: reciprocalRank(ranking.slice(0, 10), grades),
  };
}

/** Of what is relevant, the part that was found; `null` where nothing is relevant. */
export function recallOf(found: readonly string[], grades: Grades): number | null {
  const relevant = [...grades].filter(([, grade]) => isRelevant(grade)).map(([id]) => id);
  if (relevant.length === 0) return null;
  const foundIds = new Set(found);
  return relevant.filter((id) => foundIds.has(id)).length / relevant.length;
}

/** What one text brings to a ranking: 2^grade - 1. */
export function gainOf(grade: number | undefined): number {
  return 2 ** (grade ?? 0) - 1;
}

/** Merges rankings by reciprocal rank, with the usual constant of 60. */
export function fuseRankings(rankings: readonly (readonly string[])[]): string[] {
  const scores = new Map<string, number>();
  for (const ranking of rankings) {
    for (const [index, id] of ranking.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (61 + index));
  }
  return [...scores].toSorted((a, b) => b[1] - a[1]).map(([id]) => id);
}

function reciprocalRank(ranking: readonly string[], grades: Grades): number | null {
  if (![...grades.values()].some(isRelevant)) return null;
  const rank = ranking.findIndex((id) => isRelevant(grades.get(id))) + 1;
  return rank === 0 ? 0 : 1 / rank;
}

function discount(gains: readonly number[], depth: number): number {
  return gains.slice(0, depth).reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}
