import type { Meilisearch, MultiSearchQuery } from "meilisearch";
import { toCounterpartFilter } from "../indexes/index-filter.ts";
import { EMBEDDER } from "../indexes/index-names.ts";
import { chooseIdentifiers, chooseQueryTerms } from "./query-terms.ts";
import type { Terms } from "./terms.ts";

/** What a text is searched by on the other side. */
export interface CandidateQuery {
  /** Name of the opposite index. */
  indexName: string;
  organisationId: string;
  terms: Terms;
  /** Vectors of the passages; `null` while the model is away. */
  vectors: readonly Float32Array[] | null;
}

const KEYWORD_LIMIT = 40;
const IDENTIFIER_LIMIT = 10;
const PASSAGE_LIMIT = 30;
/** Each passage costs a vector search; the heading and the first of the body say what a text is about. */
const MAX_SEARCHED_PASSAGES = 6;

/**
 * Ids of the texts on the other side that are worth scoring: the union of a search by chosen terms, one by each
 * exact identifier, and one by each passage, asked in one request. The engine's own mixing is not used: it never
 * adds the two sides up, and every candidate is scored here anyway.
 */
export async function findCandidates(
  meilisearch: Meilisearch,
  query: CandidateQuery,
  at: Date,
): Promise<string[]> {
  const queries = candidateQueries(query, at);
  if (queries.length === 0) return [];
  const { results } = await meilisearch.multiSearch<{ queries: MultiSearchQuery[] }, { id: string }>({
    queries,
  });
  return [...new Set(results.flatMap(({ hits }) => hits.map(({ id }) => id)))];
}

function candidateQueries({ indexName, organisationId, terms, vectors }: CandidateQuery, at: Date) {
  const base = {
    indexUid: indexName,
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
    vector: Array.from(vector),
    hybrid: { embedder: EMBEDDER, semanticRatio: 1 },
    limit: PASSAGE_LIMIT,
  });
  const queryTerms = chooseQueryTerms(terms);
  return [
    ...(queryTerms.length > 0 ? [byTerms(queryTerms.join(" "), KEYWORD_LIMIT)] : []),
    ...chooseIdentifiers(terms.identifiers).map(({ text }) => byTerms(text, IDENTIFIER_LIMIT)),
    ...(vectors ?? []).slice(0, MAX_SEARCHED_PASSAGES).map(byPassage),
  ];
}
