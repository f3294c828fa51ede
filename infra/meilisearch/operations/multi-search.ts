import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { MeilisearchError } from "../errors.ts";
import type { LiveIndex } from "../index/live-index.ts";
import type { RankedDocument } from "../ranking/ranked-document.ts";
import { compareScores, rankingScore, scoreValues } from "../ranking/score.ts";
import {
  prefixed,
  readArray,
  readCount,
  readInner,
  readNumber,
  readObject,
  readString,
  refuse,
  withCode,
} from "../request/check-value.ts";
import { type JsonObject, readJson } from "../request/read-json.ts";
import { hitPresenter, presentSearch } from "../search/present-search.ts";
import { runSearch } from "../search/run-search.ts";
import { SEARCH_FIELDS, type SearchParameters, searchCode } from "../search/search-parameters.ts";
import type { Context } from "./context.ts";

interface Federation {
  limit?: number;
  offset?: number;
  facetsByIndex?: never;
  mergeFacets?: never;
  distinct?: never;
  page?: never;
  hitsPerPage?: never;
}

interface FederationOptions {
  weight?: number;
  queryPosition?: number;
  remote?: never;
}

interface FederatedQuery extends SearchParameters {
  indexUid: string;
  federationOptions?: FederationOptions;
}

const multiSearchCode = prefixed("invalid_multi_search_");

export function registerMultiSearch(app: FastifyInstance, context: Context): void {
  app.post("/multi-search", (request) => {
    const body = readObject<{ queries?: FederatedQuery[]; federation?: Federation }>(
      readJson(request),
      "",
      { queries: readArray(readFederatedQuery), federation: readFederation },
      multiSearchCode,
    );
    const queries = body.queries ?? [];
    return body.federation ? searchTogether(context, queries, body.federation) : searchEach(context, queries);
  });
}

/** Each query's own answer, in order. */
function searchEach({ store, catalog }: Context, queries: FederatedQuery[]): JsonObject {
  const results = queries.map(({ indexUid, federationOptions, ...parameters }, i) =>
    atQuery(i, () => {
      if (federationOptions) {
        throw new MeilisearchError(
          "invalid_multi_search_federation_options",
          "Using `federationOptions` is not allowed in a non-federated search.\n - Hint: remove `federationOptions` from the query or add `federation` to the request.",
        );
      }
      return { indexUid, ...presentSearch(store, catalog.getOrThrow(indexUid), parameters) };
    }),
  );
  return { results };
}

interface FederatedHit extends RankedDocument {
  index: LiveIndex;
  position: number;
  weight: number;
  isSemantic: boolean;
}

/** One list of hits out of all queries, by weighted score. A document comes once for each index. */
function searchTogether(
  { store, catalog }: Context,
  queries: FederatedQuery[],
  federation: Federation,
): JsonObject {
  const startedAt = performance.now();
  const { limit = 20, offset = 0 } = federation;
  const hits: FederatedHit[] = [];
  const candidates = new Map<LiveIndex, Set<number>>();
  const semanticQueries = new Set<number>();
  for (const [position, query] of queries.entries()) {
    atQuery(position, () => {
      checkFederated(query);
      const index = catalog.getOrThrow(query.indexUid);
      const found = runSearch(index, query, 0, offset + limit);
      if (found.semanticHitCount !== undefined) semanticQueries.add(position);
      const known = candidates.get(index) ?? new Set<number>();
      candidates.set(index, known);
      for (const [docid, accepted] of found.candidates.entries()) if (accepted === 1) known.add(docid);
      const weight = query.federationOptions?.weight ?? 1;
      for (const document of found.documents) hits.push({ ...document, index, position, weight });
    });
  }
  const page = mergeHits(hits).slice(offset, offset + limit);
  return {
    hits: page.map(({ index, position, weight, ...document }) => ({
      ...hitPresenter(store, index, queries[position]!)(document),
      _federation: {
        indexUid: index.record.uid,
        queriesPosition: position,
        weightedRankingScore: rankingScore(document.details) * weight,
      },
    })),
    processingTimeMs: Math.round(performance.now() - startedAt),
    limit,
    offset,
    estimatedTotalHits: [...candidates.values()].reduce((sum, docids) => sum + docids.size, 0),
    requestUid: randomUUID(),
    ...(semanticQueries.size > 0 && { semanticHitCount: page.filter((hit) => hit.isSemantic).length }),
  };
}

function mergeHits(hits: FederatedHit[]): FederatedHit[] {
  const seen = new Set<string>();
  return hits
    .map((hit) => ({ hit, values: scoreValues(hit.details) }))
    .sort((a, b) => compareScores(b.values, b.hit.weight, a.values, a.hit.weight))
    .map(({ hit }) => hit)
    .filter(({ index, docid }) => {
      const key = `${index.record.uid} ${docid}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

function checkFederated(query: FederatedQuery): void {
  for (const name of ["limit", "offset", "page", "hitsPerPage"] as const) {
    if (query[name] === undefined) continue;
    throw new MeilisearchError(
      "invalid_multi_search_query_pagination",
      `Using pagination options is not allowed in federated queries.\n - Hint: remove \`${name}\` from the query or remove \`federation\` from the request\n - Hint: pass \`federation.limit\` and \`federation.offset\` for pagination in federated search`,
    );
  }
  if (query.facets !== undefined) {
    throw new MeilisearchError(
      "invalid_multi_search_query_facets",
      "Using facet options is not allowed in federated queries.",
    );
  }
}

/** An error inside one query says which. */
function atQuery<T>(position: number, search: () => T): T {
  try {
    return search();
  } catch (error) {
    if (!(error instanceof MeilisearchError)) throw error;
    throw new MeilisearchError(error.code, `Inside \`.queries[${position}]\`: ${error.message}`);
  }
}

function readFederatedQuery(value: unknown, path: string): FederatedQuery {
  const codeOf = (name: string): string =>
    ({ indexUid: "invalid_index_uid" })[name] ??
    (name === "federationOptions" ? multiSearchCode(name) : searchCode(name));
  const query = readObject<FederatedQuery>(
    value,
    path,
    { ...SEARCH_FIELDS, indexUid: readString, federationOptions: readFederationOptions },
    codeOf,
  );
  if (query.indexUid !== undefined) return query;
  throw new MeilisearchError("missing_index_uid", `Missing field \`indexUid\` inside \`${path}\``);
}

const readFederationOptions = readInner<FederationOptions>({
  weight: withCode("invalid_multi_search_weight", (value, path, code) => {
    const weight = readNumber(value, path, code);
    if (weight >= 0) return weight;
    throw new MeilisearchError(
      code,
      `Invalid value at \`${path}\`: the value of \`weight\` is invalid, expected a positive float (>= 0.0).`,
    );
  }),
  queryPosition: withCode("invalid_multi_search_query_position", refuse),
  remote: withCode("invalid_multi_search_remote", refuse),
});

const readFederation = readInner<Federation>({
  limit: withCode("invalid_search_limit", readCount),
  offset: withCode("invalid_search_offset", readCount),
  facetsByIndex: refuse,
  mergeFacets: refuse,
  distinct: refuse,
  page: refuse,
  hitsPerPage: refuse,
});
