import type { RankedDocument } from "./ranked-document.ts";
import { compareScores, rankingScore, scoreValues } from "./score.ts";

/** Keyword scores above 0.9 at a semantic ratio of 0.5 are good enough to do without the vectors. */
const GOOD_ENOUGH_SCORE = 0.45;

export interface HybridHit extends RankedDocument {
  isSemantic: boolean;
}

/**
 * Merges the two sides of a hybrid search. Each side's scores are weighted by the ratio to choose who comes next;
 * a document keeps the score of the side that brought it first, and gets no credit from the other.
 */
export function mergeHybrid(
  vectorSide: RankedDocument[],
  keywordSide: RankedDocument[],
  semanticRatio: number,
): HybridHit[] {
  const merged: HybridHit[] = [];
  const seen = new Set<number>();
  let v = 0;
  let k = 0;
  while (v < vectorSide.length || k < keywordSide.length) {
    const vector = vectorSide[v];
    const keyword = keywordSide[k];
    const isSemantic =
      keyword === undefined ||
      (vector !== undefined &&
        compareScores(
          scoreValues(vector.details),
          semanticRatio,
          scoreValues(keyword.details),
          1 - semanticRatio,
        ) >= 0);
    const next = isSemantic ? vectorSide[v++]! : keywordSide[k++]!;
    if (seen.has(next.docid)) continue;
    seen.add(next.docid);
    merged.push({ ...next, isSemantic });
  }
  return merged;
}

/** Whether the keyword side alone answers well enough for Meilisearch to leave the vectors out. */
export function isGoodEnough(keywordSide: RankedDocument[], wanted: number, semanticRatio: number): boolean {
  return (
    keywordSide.length >= wanted &&
    keywordSide.every(({ details }) => rankingScore(details) * (1 - semanticRatio) >= GOOD_ENOUGH_SCORE)
  );
}
