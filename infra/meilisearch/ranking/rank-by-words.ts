import type { LiveIndex } from "../index/live-index.ts";
import { type Cover, type MatchingStrategy, removalOrder, TermCoverer } from "./cover-terms.ts";
import { type Costs, DocumentMatcher, MAX_POSITION_COST, type Match } from "./match-document.ts";
import type { Query } from "./parse-query.ts";
import { buildNodes, documentsWithSequence, type QueryNode } from "./query-nodes.ts";
import { sortDetail } from "./rank-by-sort.ts";
import { type RankedDocument, type Ranking, type Rule, sortByScore } from "./ranked-document.ts";
import type { ScoreDetail } from "./score.ts";

export interface WordsSearch {
  query: Query;
  strategy: MatchingStrategy;
  rules: Rule[];
  /** By docid, 1 for a document the search may find. */
  universe: Uint8Array;
  /** Field ids words may be found in; undefined for all. */
  fields: ReadonlySet<number> | undefined;
  /** How many documents are wanted in order; the rest is only counted. */
  limit: number;
}

/**
 * Ranks documents by the words of a query, by the index's ranking rules. A document's place is decided by the way
 * of answering the query that suits it best: which words, with which typos, how near one another, in which field.
 */
export function rankByWords(index: LiveIndex, search: WordsSearch): Ranking {
  const nodes = buildNodes(index, search.query);
  const held = heldNodes(index, nodes, search);
  const partCount = search.query.parts.length;
  const order = removalOrder(search.strategy, nodes, partCount, (part) => {
    let bits = 0;
    for (const [bit, node] of nodes.entries()) if (node.first <= part && part <= node.last) bits |= 1 << bit;
    let count = 0;
    for (const mask of held) if ((mask & bits) !== 0) count++;
    return count;
  });
  const coverer = new TermCoverer(nodes, partCount, order);
  const candidates = new Uint8Array(index.docidCount);
  const levels: { docid: number; cover: Cover }[][] = [];
  for (let docid = 0; docid < held.length; docid++) {
    if (held[docid] === 0 || search.universe[docid] !== 1) continue;
    const cover = coverer.cover(held[docid]!);
    if (!cover) continue;
    candidates[docid] = 1;
    levels[cover.skippedCount] ??= [];
    levels[cover.skippedCount]!.push({ docid, cover });
  }
  return { documents: rankLevels(index, nodes, order.removableCount, levels, search), candidates };
}

/** Documents that lack fewer words come first, so the others are only looked at while more are wanted. */
function rankLevels(
  index: LiveIndex,
  nodes: QueryNode[],
  removableCount: number,
  levels: { docid: number; cover: Cover }[][],
  search: WordsSearch,
): RankedDocument[] {
  const matcher = new DocumentMatcher(index, nodes, search);
  const maxWords = 1 + removableCount + Math.max(0, phraseWordCount(search.query) - 1);
  const hasSort = search.rules.some((rule) => typeof rule !== "string");
  const rank = (documents: { docid: number; cover: Cover }[], limit: number): RankedDocument[] => {
    const matches = documents.map(({ docid, cover }) => matcher.measure(docid, cover));
    const toDetails = detailer(index, nodes, search, maxWords, matches);
    const toRanked = (match: Match): RankedDocument => ({
      docid: match.docid,
      details: toDetails(match, matcher.costsOf(match)),
    });
    if (hasSort) return sortByScore(matches.map(toRanked));
    // What a match costs is one number, so only those that are wanted need their details.
    matches.sort((a, b) => a.skippedCount - b.skippedCount || a.key - b.key || a.docid - b.docid);
    return matches.slice(0, limit).map(toRanked);
  };
  if (search.rules[0] !== "words" && search.strategy !== "all") return rank(levels.flat(), search.limit);
  const ranked: RankedDocument[] = [];
  for (const level of levels) {
    if (ranked.length >= search.limit) break;
    if (level) ranked.push(...rank(level, search.limit - ranked.length));
  }
  return ranked;
}

function phraseWordCount({ parts }: Query): number {
  return parts.reduce((sum, { isPhrase, words }) => sum + (isPhrase ? words.length : 0), 0);
}

/** With "all" nothing narrows the query beforehand, so n-grams that no document holds count as well. */
function maxTypoOfQuery(nodes: QueryNode[]): number {
  const most: number[] = [0];
  for (const { first, last, maxTypos } of nodes) {
    const own = maxTypos + (last > first ? last - first + 1 : 0);
    most[last + 1] = Math.max(most[last + 1] ?? 0, most[first]! + own);
  }
  return most.at(-1)!;
}

const MATCH_TYPES = ["exactMatch", "matchesStart", "noExactMatch"] as const;

/** Turns costs into ranks. What a rule could have cost at most is the same for all documents ranked together. */
function detailer(
  index: LiveIndex,
  nodes: QueryNode[],
  search: WordsSearch,
  maxWords: number,
  all: Match[],
): (match: Match, costs: Costs) => ScoreDetail[] {
  const { searchableAttributes } = index.settings;
  const maxWeight = searchableAttributes.includes("*") ? 0 : searchableAttributes.length - 1;
  let maxTypo = search.strategy === "all" ? maxTypoOfQuery(nodes) : 0;
  let maxProximity = 0;
  for (const match of all) {
    maxTypo = Math.max(maxTypo, match.maxTypo);
    maxProximity = Math.max(maxProximity, match.maxProximity);
  }
  const toRank = (cost: number, max: number) => ({ rank: Math.max(1, max - cost + 1), maxRank: max + 1 });
  return ({ docid, skippedCount, partCount }, costs) => {
    const details: ScoreDetail[] = [];
    for (const rule of search.rules) {
      if (typeof rule !== "string") details.push(sortDetail(index, docid, rule));
      else if (rule === "words") {
        if (search.strategy === "all") continue;
        const matched = maxWords - skippedCount;
        details.push({ rule, matched, max: maxWords, rank: matched, maxRank: maxWords });
      } else if (rule === "typo") {
        details.push({ rule, matched: costs.typo, max: maxTypo, ...toRank(costs.typo, maxTypo) });
      } else if (rule === "proximity") details.push({ rule, ...toRank(costs.proximity, maxProximity) });
      else if (rule === "attributeRank") {
        details.push({ rule, ...toRank(costs.attributeRank, maxWeight * partCount) });
      } else if (rule === "wordPosition") {
        details.push({ rule, ...toRank(costs.wordPosition, MAX_POSITION_COST * partCount) });
      } else {
        const matchType = MATCH_TYPES[costs.exactAttribute]!;
        details.push({ rule: "exactAttribute", matchType, rank: 3 - costs.exactAttribute, maxRank: 3 });
        const max = partCount;
        const matched = max - costs.exactWords;
        details.push({ rule: "exactWords", matched, max, rank: matched + 1, maxRank: max + 1 });
      }
    }
    return details;
  };
}

/** For each document a bit for every node it holds. */
function heldNodes(index: LiveIndex, nodes: QueryNode[], search: WordsSearch): Int32Array {
  const held = new Int32Array(index.docidCount);
  for (const [bit, node] of nodes.entries()) {
    for (const { words, sequences } of node.derivations) {
      for (const word of words) for (const docid of index.text.postings(word)) held[docid]! |= 1 << bit;
      for (const sequence of sequences) {
        for (const docid of documentsWithSequence(index, sequence)) held[docid]! |= 1 << bit;
      }
    }
  }
  if (search.fields) keepHeldInFields(index, nodes, held, search.fields);
  for (const words of search.query.excluded) {
    const terms = words.map((word) => index.text.termId(word));
    if (terms.some((term) => term === undefined)) continue;
    for (const docid of documentsWithSequence(index, terms as number[])) held[docid] = 0;
  }
  return held;
}

/** With `attributesToSearchOn` a node counts only where one of its words stands in one of the fields. */
function keepHeldInFields(
  index: LiveIndex,
  nodes: QueryNode[],
  held: Int32Array,
  fields: ReadonlySet<number>,
): void {
  const bitsOfTerm = new Map<number, number>();
  for (const [bit, node] of nodes.entries()) {
    for (const { words, sequences } of node.derivations) {
      for (const term of [...words, ...sequences.map((sequence) => sequence[0]!)]) {
        bitsOfTerm.set(term, (bitsOfTerm.get(term) ?? 0) | (1 << bit));
      }
    }
  }
  for (let docid = 0; docid < held.length; docid++) {
    if (held[docid] === 0) continue;
    const terms = index.text.termsOf(docid);
    const places = index.text.placesOf(docid);
    let inFields = 0;
    for (let i = 0; i < terms.length; i++) {
      const bits = bitsOfTerm.get(terms[i]!);
      if (bits !== undefined && fields.has(places[i]! >>> 16)) inFields |= bits;
    }
    held[docid]! &= inFields;
  }
}
