import { randomUUID } from "node:crypto";
import { type Static, Type } from "typebox";
import { MeilisearchError } from "../errors.ts";
import type { LiveIndex } from "../index/live-index.ts";
import type { RankedDocument } from "../ranking/ranked-document.ts";
import { compareScores, rankingScore, scoreValues } from "../ranking/score.ts";
import type { JsonObject } from "../request/json.ts";
import { dropNulls } from "../request/json-body.ts";
import { CountSchema, fields, refused } from "../request/schema.ts";
import { hitPresenter, presentSearch } from "../search/present-search.ts";
import { runSearch } from "../search/run-search.ts";
import { SEARCH_CODES, searchFields } from "../search/search-parameters.ts";
import { type Context, IndexUidSchema, type Routes } from "./context.ts";

const FederationOptionsSchema = fields(
  {
    weight: Type.Number({ minimum: 0, code: "invalid_multi_search_weight", expected: "a positive float" }),
    ...refused("queryPosition", "remote"),
  },
  { code: "invalid_multi_search_federation_options" },
);
const QuerySchema = Type.Object(
  {
    indexUid: IndexUidSchema,
    ...fields({ ...searchFields, federationOptions: FederationOptionsSchema }).properties,
  },
  { additionalProperties: false, ...SEARCH_CODES },
);
const FederationSchema = fields(
  {
    limit: CountSchema,
    offset: CountSchema,
    ...refused("facetsByIndex", "mergeFacets", "distinct", "page", "hitsPerPage", "showPerformanceDetails"),
  },
  { code: "invalid_multi_search_federated" },
);
const MultiSearchSchema = Type.Object(
  { queries: Type.Array(QuerySchema), federation: Type.Optional(FederationSchema) },
  { additionalProperties: false, codePrefix: "invalid_multi_search_" },
);
type Query = Static<typeof QuerySchema>;

export const multiSearchRoutes: Routes = async (app, { context }) => {
  app.post(
    "/multi-search",
    { schema: { body: MultiSearchSchema }, preValidation: dropNulls },
    ({ body: { queries, federation } }) =>
      federation ? searchTogether(context, queries, federation) : searchEach(context, queries),
  );
};

/** Each query's own answer, in order. */
function searchEach({ store, catalog }: Context, queries: Query[]): JsonObject {
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
  queries: Query[],
  { limit = 20, offset = 0 }: Static<typeof FederationSchema>,
): JsonObject {
  const startedAt = performance.now();
  const hits: FederatedHit[] = [];
  const candidates = new Set<string>();
  let isSemantic = false;
  for (const [position, query] of queries.entries()) {
    const index = atQuery(position, () => catalog.getOrThrow(query.indexUid));
    const found = atQuery(position, () => runSearch(index, checkFederated(query), 0, offset + limit));
    isSemantic ||= found.semanticHitCount !== undefined;
    for (const [docid, accepted] of found.candidates.entries()) {
      if (accepted === 1) candidates.add(`${query.indexUid} ${docid}`);
    }
    const weight = query.federationOptions?.weight ?? 1;
    for (const document of found.documents) hits.push({ ...document, index, position, weight });
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
    estimatedTotalHits: candidates.size,
    requestUid: randomUUID(),
    ...(isSemantic && { semanticHitCount: page.filter((hit) => hit.isSemantic).length }),
  };
}

function mergeHits(hits: FederatedHit[]): FederatedHit[] {
  const best = new Map<string, FederatedHit>();
  const sorted = hits
    .map((hit) => ({ hit, values: scoreValues(hit.details) }))
    .sort((a, b) => compareScores(b.values, b.hit.weight, a.values, a.hit.weight));
  for (const { hit } of sorted) {
    const key = `${hit.index.record.uid} ${hit.docid}`;
    if (!best.has(key)) best.set(key, hit);
  }
  return [...best.values()];
}

function checkFederated(query: Query): Query {
  for (const name of ["limit", "offset", "page", "hitsPerPage", "facets"] as const) {
    if (query[name] === undefined) continue;
    throw new MeilisearchError(
      name === "facets" ? "invalid_multi_search_query_facets" : "invalid_multi_search_query_pagination",
      `Using \`${name}\` is not allowed in federated queries.`,
    );
  }
  return query;
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
