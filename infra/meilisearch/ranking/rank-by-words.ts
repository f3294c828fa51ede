import type { LiveIndex } from "../index/live-index.ts";
import { type Cover, coverParts, type MatchingStrategy, removalWeights } from "./cover-terms.ts";
import { DocumentMatcher, MAX_POSITION_COST, type Match } from "./match-document.ts";
import type { Query } from "./parse-query.ts";
import { buildNodes, documentsWithSequence, type QueryNode } from "./query-nodes.ts";
import { sortDetail } from "./rank-by-sort.ts";
import { type RankedDocument, type Ranking, type SortRule, sortByScore } from "./ranked-document.ts";
import type { ScoreDetail } from "./score.ts";

export interface WordsSearch {
  query: Query;
  strategy: MatchingStrategy;
  sort: SortRule[];
  /** By docid, 1 for a document the search may find. */
  universe: Uint8Array;
  /** How many documents are wanted in order; the rest is only counted. */
  limit: number;
}

/**
 * Ranks documents by the words of a query, by Meilisearch's ranking rules: how many of the words, with how few typos,
 * how near one another, in which field, how near the place they have in the query, and how exactly.
 */
export function rankByWords(index: LiveIndex, search: WordsSearch): Ranking {
  const nodes = buildNodes(index, search.query);
  const held = heldParts(index, nodes);
  const frequencies = nodes.map((_, part) => held.reduce((sum, bits) => sum + ((bits >> part) & 1), 0));
  const weights = removalWeights(search.strategy, nodes, frequencies);
  const candidates = new Uint8Array(index.docidCount);
  const levels: { docid: number; cover: Cover }[][] = [];
  for (let docid = 0; docid < held.length; docid++) {
    if (held[docid] === 0 || search.universe[docid] !== 1) continue;
    const cover = coverParts(held[docid]!, weights);
    if (!cover) continue;
    candidates[docid] = 1;
    levels[cover.skippedCount] ??= [];
    levels[cover.skippedCount]!.push({ docid, cover });
  }
  const phraseWords = nodes.reduce((sum, node) => sum + (node.isPhrase ? node.end - node.start + 1 : 0), 0);
  const removableCount = weights.filter((weight) => weight !== undefined).length;
  const maxWords = 1 + removableCount + Math.max(0, phraseWords - 1);
  const matcher = new DocumentMatcher(index, nodes);
  const documents: RankedDocument[] = [];
  // Documents that lack fewer words come first, so the others are only looked at while more are wanted.
  for (const level of levels) {
    const missing = search.limit - documents.length;
    if (missing <= 0) break;
    const matches = (level ?? []).map(({ docid, cover }) => matcher.measure(docid, cover));
    documents.push(...rankMatches(index, nodes, search, maxWords, matches, missing));
  }
  return { documents, candidates };
}

/** For each document a bit for every part it holds. */
function heldParts(index: LiveIndex, nodes: QueryNode[]): Int32Array {
  const held = new Int32Array(index.docidCount);
  for (const [part, node] of nodes.entries()) {
    for (const { words, sequences } of node.derivations) {
      for (const word of words) for (const docid of index.text.postings(word)) held[docid]! |= 1 << part;
      for (const sequence of sequences) {
        for (const docid of documentsWithSequence(index, sequence)) held[docid]! |= 1 << part;
      }
    }
  }
  return held;
}

/** Ranks documents that lack equally many words. */
function rankMatches(
  index: LiveIndex,
  nodes: QueryNode[],
  search: WordsSearch,
  maxWords: number,
  matches: Match[],
  limit: number,
): RankedDocument[] {
  const toDetails = detailer(index, nodes, search, maxWords, matches);
  const toRanked = (match: Match): RankedDocument => ({ docid: match.docid, details: toDetails(match) });
  if (search.sort.length > 0) return sortByScore(matches.map(toRanked));
  // Costs tell who comes first, so only those that are wanted need their details.
  return matches.sort(compareMatches).slice(0, limit).map(toRanked);
}

function compareMatches({ costs: a, docid: first }: Match, { costs: b, docid: second }: Match): number {
  return (
    a.typo - b.typo ||
    a.proximity - b.proximity ||
    a.attributeRank - b.attributeRank ||
    a.wordPosition - b.wordPosition ||
    a.exactAttribute - b.exactAttribute ||
    a.exactWords - b.exactWords ||
    first - second
  );
}

const MATCH_TYPES = ["exactMatch", "matchesStart", "noExactMatch"] as const;

/** Turns costs into ranks. What a rule could have cost at most is the same for all documents ranked together. */
function detailer(
  index: LiveIndex,
  nodes: QueryNode[],
  search: WordsSearch,
  maxWords: number,
  all: Match[],
): (match: Match) => ScoreDetail[] {
  const { searchableAttributes } = index.settings;
  const maxWeight = searchableAttributes.length - 1;
  let maxTypo = search.strategy === "all" ? maxTypoOfQuery(nodes) : 0;
  let maxProximity = 0;
  for (const match of all) {
    maxTypo = Math.max(maxTypo, match.maxTypo);
    maxProximity = Math.max(maxProximity, match.maxProximity);
  }
  const toRank = (rule: string, cost: number, max: number) => ({
    rule,
    rank: Math.max(1, max - cost + 1),
    maxRank: max + 1,
  });
  return ({ docid, skippedCount, partCount, costs }) => {
    const matched = maxWords - skippedCount;
    const exactWords = partCount - costs.exactWords;
    const matchType = MATCH_TYPES[costs.exactAttribute]!;
    const details: ScoreDetail[] = [
      {
        rule: "words",
        rank: matched,
        maxRank: maxWords,
        shown: { matchingWords: matched, maxMatchingWords: maxWords },
      },
      { ...toRank("typo", costs.typo, maxTypo), shown: { typoCount: costs.typo, maxTypoCount: maxTypo } },
      toRank("proximity", costs.proximity, maxProximity),
      toRank("attributeRank", costs.attributeRank, maxWeight * partCount),
      ...search.sort.map((rule) => sortDetail(index, docid, rule)),
      toRank("wordPosition", costs.wordPosition, MAX_POSITION_COST * partCount),
      {
        rule: "exactness",
        rank: (2 - costs.exactAttribute) * (partCount + 1) + exactWords + 1,
        maxRank: 3 * (partCount + 1),
        shown:
          matchType === "noExactMatch"
            ? { matchType, matchingWords: exactWords, maxMatchingWords: partCount }
            : { matchType },
      },
    ];
    return search.strategy === "all" ? details.slice(1) : details;
  };
}

/** With "all" nothing narrows the query beforehand, so neighbours written as one word count as well. */
function maxTypoOfQuery(nodes: QueryNode[]): number {
  return nodes.reduce((sum, { maxTypos }) => sum + maxTypos, 0) + Math.floor(nodes.length / 2);
}
