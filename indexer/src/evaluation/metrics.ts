/** How well one ranking serves one need. */
export interface RankingQuality {
  ndcg10: number;
  recall10: number;
  mrr10: number;
}

/** From this grade on a result is relevant, for recall and reciprocal rank. */
export const RELEVANT_GRADE = 2;
const DEPTH = 10;

/**
 * Judges a ranking of result ids, best first, by the grades of a need. nDCG uses the gain 2^grade - 1; recall and
 * reciprocal rank ask for grade 2 or better.
 */
export function judgeRanking(
  ranking: readonly string[],
  grades: ReadonlyMap<string, number>,
): RankingQuality {
  const top = ranking.slice(0, DEPTH);
  const gains = top.map((id) => gainOf(grades.get(id) ?? 0));
  const ideal = [...grades.values()].map(gainOf).toSorted((a, b) => b - a);
  const relevant = [...grades].filter(([, grade]) => grade >= RELEVANT_GRADE).map(([id]) => id);
  const firstRank = top.findIndex((id) => relevant.includes(id)) + 1;
  return {
    ndcg10: discount(gains) / discount(ideal.slice(0, DEPTH)),
    recall10: relevant.filter((id) => top.includes(id)).length / relevant.length,
    mrr10: firstRank === 0 ? 0 : 1 / firstRank,
  };
}

export function meanQuality(qualities: readonly RankingQuality[]): RankingQuality & { n: number } {
  const mean = (read: (quality: RankingQuality) => number) =>
    qualities.reduce((sum, quality) => sum + read(quality), 0) / qualities.length;
  return {
    n: qualities.length,
    ndcg10: mean(({ ndcg10 }) => ndcg10),
    recall10: mean(({ recall10 }) => recall10),
    mrr10: mean(({ mrr10 }) => mrr10),
  };
}

/** Merges rankings by reciprocal rank, with the usual constant of 60. */
export function fuseRankings(rankings: readonly (readonly string[])[]): string[] {
  const scores = new Map<string, number>();
  for (const ranking of rankings) {
    for (const [index, id] of ranking.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (61 + index));
  }
  return [...scores].toSorted((a, b) => b[1] - a[1]).map(([id]) => id);
}

function gainOf(grade: number): number {
  return 2 ** grade - 1;
}

function discount(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}
