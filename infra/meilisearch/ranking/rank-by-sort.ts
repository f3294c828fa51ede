import type { LiveIndex } from "../index/live-index.ts";
import { type RankedDocument, type SortRule, sortByScore, sortValue } from "./ranked-document.ts";
import type { ScoreDetail } from "./score.ts";

/** Ranks documents that no query tells apart: by the sort rules, then by docid. */
export function rankBySort(index: LiveIndex, docids: Iterable<number>, rules: SortRule[]): RankedDocument[] {
  const documents = Array.from(docids, (docid) => ({
    docid,
    details: rules.map((rule) => sortDetail(index, docid, rule)),
  }));
  return rules.length > 0 ? sortByScore(documents) : documents;
}

export function sortDetail(index: LiveIndex, docid: number, rule: SortRule): ScoreDetail {
  return { ...rule, value: sortValue(index, docid, rule) };
}
