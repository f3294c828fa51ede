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
  const documents = nearest(similarities, candidates, index.documentCount).map(({ docid, details }) => ({
    docid,
    details: [...details, ...sort.map((rule) => sortDetail(index, docid, rule))],
  }));
  return { documents: sortByScore(documents), candidates };
}

/** The candidates with the highest similarities (by docid; -1: none), best first, equal ones by docid. */
export function nearest(similarities: Float32Array, candidates: Uint8Array, limit: number): RankedDocument[] {
  const compare = (a: number, b: number): number => similarities[b]! - similarities[a]! || a - b;
  const docids: number[] = [];
  for (let docid = 0; docid < candidates.length; docid++) if (candidates[docid] === 1) docids.push(docid);
  return takeFirst(docids, limit, compare).map((docid) => {
    const similarity = similarities[docid]!;
    return { docid, details: [{ similarity: similarity < 0 ? null : similarity }] };
  });
}

/** The first `limit` of some values in order. A few of many are kept in a short list rather than sorting all. */
function takeFirst(values: number[], limit: number, compare: (a: number, b: number) => number): number[] {
  if (limit * 8 > values.length) return values.sort(compare).slice(0, limit);
  const first: number[] = [];
  for (const value of values) {
    if (first.length === limit && compare(value, first[limit - 1]!) > 0) continue;
    let at = first.length;
    while (at > 0 && compare(value, first[at - 1]!) < 0) at--;
    first.splice(at, 0, value);
    if (first.length > limit) first.pop();
  }
  return first;
}
