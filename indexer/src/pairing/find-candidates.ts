import type { Meilisearch, MultiSearchQuery } from "meilisearch";
import { toVectorJson } from "../indexes/index-document.ts";
import { toCounterpartFilter } from "../indexes/index-filter.ts";
import { EMBEDDER } from "../indexes/index-names.ts";
import { chooseIdentifiers, chooseQueryTerms } from "./query-terms.ts";
import type { Terms } from "./terms.ts";

/** What one text is searched by on the other side. */
export interface CandidateQuery {
  organisationId: string;
  terms: Terms;
  /** Vectors of the passages; none while the model is away. */
  vectors: readonly Float32Array[];
}

/** How a search gives way to others: the engine answers one request after the other, however much is in it. */
export interface SearchPace {
  queriesPerRequest: number;
  /** Resolves when the next request may be sent. */
  beforeRequest?: () => Promise<void>;
}

const KEYWORD_LIMIT = 40;
const IDENTIFIER_LIMIT = 10;
const PASSAGE_LIMIT = 45;
/** Each passage costs a vector search; the heading and the first of the body say what a text is about. */
const MAX_SEARCHED_PASSAGES = 6;

/**
 * For each text, ids of the texts on the other side that are worth scoring: the union of a search by chosen terms,
 * one by each exact identifier, and one by each passage, all asked in one request. The engine's own mixing is not
 * used: it never adds the two sides up, and every candidate is scored here anyway.
 *
 * @param pace all at once, unless others are to get their turn between requests
 */
export async function findCandidates(
  meilisearch: Meilisearch,
  indexName: string,
  texts: readonly CandidateQuery[],
  pace: SearchPace = { queriesPerRequest: Number.POSITIVE_INFINITY },
): Promise<string[][]> {
  const at = new Date();
  const queriesOfText = texts.map((text) => candidateQueries(indexName, text, at));
  const queries = queriesOfText.flat();
  const found = await askAll(meilisearch, queries, pace);
  let start = 0;
  return queriesOfText.map(({ length }) => {
    const ids = found.slice(start, start + length).flat();
    start += length;
    return [...new Set(ids)];
  });
}

/** For each query the ids that it finds. */
async function askAll(
  meilisearch: Meilisearch,
  queries: readonly MultiSearchQuery[],
  { queriesPerRequest, beforeRequest }: SearchPace,
): Promise<string[][]> {
  const found: string[][] = [];
  while (found.length < queries.length) {
    await beforeRequest?.();
    const request = queries.slice(found.length, found.length + queriesPerRequest);
    const { results } = await meilisearch.multiSearch<{ queries: MultiSearchQuery[] }, { id: string }>({
      queries: request,
    });
    found.push(...results.map(({ hits }) => hits.map(({ id }) => id)));
  }
  return found;
}

function candidateQueries(
  indexUid: string,
  { organisationId, terms, vectors }: CandidateQuery,
  at: Date,
): MultiSearchQuery[] {
  const base = {
    indexUid,
    filter: toCounterpartFilter(organisationId, at),
    attributesToRetrieve: ["id"],
  };
  const byTerms = (q: string, limit: number): MultiSearchQuery => ({
    ...base,
    q,
    limit,
    matchingStrategy: "frequency",
  });
  const byPassage = (vector: Float32Array): MultiSearchQuery => ({
    ...base,
    vector: toVectorJson(vector),
    hybrid: { embedder: EMBEDDER, semanticRatio: 1 },
    limit: PASSAGE_LIMIT,
  });
  const queryTerms = chooseQueryTerms(terms);
  return [
    ...(queryTerms.length > 0 ? [byTerms(queryTerms.join(" "), KEYWORD_LIMIT)] : []),
    ...chooseIdentifiers(terms.identifiers).map(({ text }) => byTerms(text, IDENTIFIER_LIMIT)),
    ...vectors.slice(0, MAX_SEARCHED_PASSAGES).map(byPassage),
  ];
}
