import type { LiveIndex } from "../index/live-index.ts";
import { compareScores, compareSortValues, type ScoreDetail, type SortValue, scoreValues } from "./score.ts";

/** A document with its score, best first in every list of them. */
export interface RankedDocument {
  docid: number;
  details: ScoreDetail[];
}

/** One side's answer to a search: the first documents in order, and how many there are in all. */
export interface Ranking {
  documents: RankedDocument[];
  /** All hits by docid, ranked or not: 1 or 0. */
  candidates: Uint8Array;
}

/** Sorts by score, the best first; equal ones stay in the order of their docids. */
export function sortByScore(documents: RankedDocument[]): RankedDocument[] {
  return documents
    .map((document) => ({ document, values: scoreValues(document.details) }))
    .sort((a, b) => compareScores(b.values, 1, a.values, 1) || a.document.docid - b.document.docid)
    .map(({ document }) => document);
}

/** One item of the `sort` parameter. */
export interface SortRule {
  attribute: string;
  isAscending: boolean;
}

/** What a document is sorted by: of several values the one that brings it furthest forward; null where it has none. */
export function sortValue(index: LiveIndex, docid: number, { attribute, isAscending }: SortRule): SortValue {
  const entry = index.fields.get(attribute, docid);
  if (!entry) return null;
  const values: (number | string)[] = entry.numbers.length > 0 ? entry.numbers : entry.folded;
  let best: SortValue = null;
  for (const value of values) if (compareSortValues(value, best, isAscending) < 0) best = value;
  return best;
}
