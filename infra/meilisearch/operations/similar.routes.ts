import { type Static, Type } from "typebox";
import { MeilisearchError } from "../errors.ts";
import { filterDocuments } from "../filter/evaluate-filter.ts";
import type { LiveIndex } from "../index/live-index.ts";
import { nearest } from "../ranking/rank-by-vector.ts";
import { rankingScore } from "../ranking/score.ts";
import type { JsonObject } from "../request/json.ts";
import { dropNulls } from "../request/json-body.ts";
import { CountSchema, FractionSchema, IdSchema } from "../request/schema.ts";
import { hitPresenter } from "../search/present-search.ts";
import { FieldNamesSchema } from "../search/search-parameters.ts";
import { decodeVectors } from "../storage/document-vectors.ts";
import { type Context, IndexParamsSchema, type Routes } from "./context.ts";

const SimilarSchema = Type.Object(
  {
    id: { ...IdSchema, missingCode: "missing_similar_id" },
    embedder: Type.String({ missingCode: "missing_similar_embedder" }),
    offset: Type.Optional(CountSchema),
    limit: Type.Optional(CountSchema),
    filter: Type.Optional(Type.Unknown()),
    attributesToRetrieve: Type.Optional(FieldNamesSchema),
    retrieveVectors: Type.Optional(Type.Boolean()),
    showRankingScore: Type.Optional(Type.Boolean()),
    showRankingScoreDetails: Type.Optional(Type.Boolean()),
    rankingScoreThreshold: Type.Optional(FractionSchema),
    showPerformanceDetails: Type.Optional(Type.Never()),
  },
  { additionalProperties: false, codePrefix: "invalid_similar_" },
);

export const similarRoutes: Routes = async (app, { context }) => {
  app.post(
    "/indexes/:uid/similar",
    { schema: { params: IndexParamsSchema, body: SimilarSchema }, preValidation: dropNulls },
    ({ params, body }) => findSimilar(context, context.catalog.getOrThrow(params.uid), body),
  );
};

/** The documents whose vectors are nearest to those of one document, which itself is left out. */
function findSimilar(
  { store }: Context,
  index: LiveIndex,
  parameters: Static<typeof SimilarSchema>,
): JsonObject {
  const startedAt = performance.now();
  const { embedder, offset = 0, limit = 20, rankingScoreThreshold = 0 } = parameters;
  const id = String(parameters.id);
  const vectors = index.vectors.get(embedder);
  if (!vectors) {
    throw new MeilisearchError("invalid_similar_embedder", `Cannot find embedder with name \`${embedder}\`.`);
  }
  const docid = index.docid(id);
  if (docid === undefined) {
    throw new MeilisearchError("not_found_similar_id", `Document \`${id}\` not found.`);
  }
  const universe = filterDocuments(index, parameters.filter, "invalid_similar_filter");
  universe[docid] = 0;
  const stored = store.vectors.get([index.record.instance, docid, embedder]);
  const best = new Float32Array(index.docidCount).fill(-1);
  for (const embedding of stored ? decodeVectors(stored, vectors.dimensions) : []) {
    for (const [other, similarity] of vectors.similarities(embedding, universe).entries()) {
      if (similarity > best[other]!) best[other] = similarity;
    }
  }
  const documents = nearest(best, universe, index.documentCount).filter(
    ({ details }) => rankingScore(details) >= rankingScoreThreshold,
  );
  return {
    hits: documents.slice(offset, offset + limit).map(hitPresenter(store, index, parameters)),
    id,
    processingTimeMs: Math.round(performance.now() - startedAt),
    limit,
    offset,
    estimatedTotalHits: documents.length,
  };
}
