import type { LiveIndex } from "../index/live-index.ts";
import { sortDetail } from "./rank-by-sort.ts";
import { type RankedDocument, type Ranking, type SortRule, sortByScore } from "./ranked-document.ts";

/** Ranks documents by how near their best vector is to the query's; those without one come last. */
export function rankByVector(
  index: LiveIndex,
  embedder: string,
  query: Float32Array,
  candidates: Uint8Array,
  sort: SortRule[],
  limit: number,
): Ranking {
  const similarities = index.vectors.get(embedder)!.similarities(query, candidates);
  if (sort.length === 0) return { documents: nearest(similarities, candidates, limit), candidates };
  const documents = [...index.allDocids()]
    .filter((docid) => candidates[docid] === 1)
    .map((docid): RankedDocument => {
      const similarity = similarities.get(docid) ?? null;
      const sorted = sort.map((rule) => sortDetail(index, docid, rule));
      return { docid, details: [{ similarity }, ...sorted] };
    });
  return { documents: sortByScore(documents), candidates };
}

/** The candidates with the highest similarities, best first, then those without one. */
export function nearest(
  similarities: Map<number, number>,
  candidates: Uint8Array,
  limit: number,
): RankedDocument[] {
  const ranked: RankedDocument[] = topEntries(similarities, limit).map(([docid, similarity]) => ({
    docid,
    details: [{ similarity }],
  }));
  for (let docid = 0; docid < candidates.length && ranked.length < limit; docid++) {
    if (candidates[docid] === 1 && !similarities.has(docid)) {
      ranked.push({ docid, details: [{ similarity: null }] });
    }
  }
  return ranked;
}

/** The entries with the highest values, best first, equal ones by key: a small sorted list is kept on the way. */
function topEntries(values: Map<number, number>, limit: number): [number, number][] {
  if (limit * 8 > values.size) {
    return [...values].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit);
  }
  const top: [number, number][] = [];
  for (const entry of values) {
    const isBetter = (other: [number, number]): boolean =>
      entry[1] > other[1] || (entry[1] === other[1] && entry[0] < other[0]);
    if (top.length === limit && !isBetter(top[limit - 1]!)) continue;
    let at = top.length;
    while (at > 0 && isBetter(top[at - 1]!)) at--;
    top.splice(at, 0, entry);
    if (top.length > limit) top.pop();
  }
  return top;
}
