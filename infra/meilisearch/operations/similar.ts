import type { FastifyInstance } from "fastify";
import { MeilisearchError } from "../errors.ts";
import type { LiveIndex } from "../index/live-index.ts";
import { type RankedDocument, sortByScore } from "../ranking/ranked-document.ts";
import { rankingScore } from "../ranking/score.ts";
import {
  type Fields,
  prefixed,
  readBoolean,
  readCount,
  readFraction,
  readObject,
  readString,
  readStrings,
  refuse,
  wrongType,
} from "../request/check-value.ts";
import { type JsonObject, readJson } from "../request/read-json.ts";
import { hitPresenter } from "../search/present-search.ts";
import { searchUniverse } from "../search/run-search.ts";
import { readFilter } from "../search/search-parameters.ts";
import { decodeVectors } from "../storage/document-vectors.ts";
import type { Context } from "./context.ts";

interface SimilarParameters {
  id?: string;
  embedder?: string;
  offset?: number;
  limit?: number;
  filter?: unknown;
  attributesToRetrieve?: string[];
  retrieveVectors?: boolean;
  showRankingScore?: boolean;
  showRankingScoreDetails?: boolean;
  rankingScoreThreshold?: number;
  showPerformanceDetails?: never;
}

const FIELDS: Fields<SimilarParameters> = {
  id: (value, path, code) => {
    if (typeof value === "string" || Number.isInteger(value)) return String(value);
    throw wrongType(value, path, "a string or an integer", code);
  },
  embedder: readString,
  offset: readCount,
  limit: readCount,
  filter: readFilter,
  attributesToRetrieve: readStrings,
  retrieveVectors: readBoolean,
  showRankingScore: readBoolean,
  showRankingScoreDetails: readBoolean,
  rankingScoreThreshold: readFraction("rankingScoreThreshold"),
  showPerformanceDetails: refuse,
};

export function registerSimilar(app: FastifyInstance, context: Context): void {
  app.post<{ Params: { uid: string } }>("/indexes/:uid/similar", (request) => {
    const parameters = readObject<SimilarParameters>(
      readJson(request),
      "",
      FIELDS,
      prefixed("invalid_similar_"),
    );
    return findSimilar(context, context.catalog.getOrThrow(request.params.uid), parameters);
  });
}

/** The documents whose vectors are nearest to those of one document, which itself is left out. */
function findSimilar({ store }: Context, index: LiveIndex, parameters: SimilarParameters): JsonObject {
  const startedAt = performance.now();
  const { id, embedder, offset = 0, limit = 20, rankingScoreThreshold = 0 } = parameters;
  if (id === undefined) throw new MeilisearchError("missing_similar_id", "Missing field `id`");
  if (embedder === undefined) {
    throw new MeilisearchError("missing_similar_embedder", "Missing field `embedder`");
  }
  const vectors = index.vectors.get(embedder);
  if (!vectors) {
    throw new MeilisearchError("invalid_similar_embedder", `Cannot find embedder with name \`${embedder}\`.`);
  }
  const docid = index.docid(id);
  if (docid === undefined) {
    throw new MeilisearchError("not_found_similar_id", `Document \`${id}\` not found.`);
  }
  const universe = searchUniverse(index, parameters, "invalid_similar_filter");
  universe[docid] = 0;
  const stored = store.vectors.get([index.record.instance, docid, embedder]);
  const own = stored ? decodeVectors(stored, vectors.dimensions).embeddings : [];
  const best = new Map<number, number>();
  for (const embedding of own) {
    for (const [other, similarity] of vectors.similarities(embedding, universe)) {
      if (similarity > (best.get(other) ?? -1)) best.set(other, similarity);
    }
  }
  const documents = sortByScore(
    [...index.allDocids()]
      .filter((other) => universe[other] === 1)
      .map((other): RankedDocument => {
        const similarity = best.get(other) ?? null;
        return { docid: other, details: [{ rule: "vectorSort", similarity }] };
      }),
  ).filter(({ details }) => rankingScore(details) >= rankingScoreThreshold);
  return {
    hits: documents.slice(offset, offset + limit).map(hitPresenter(store, index, parameters)),
    id,
    processingTimeMs: Math.round(performance.now() - startedAt),
    limit,
    offset,
    estimatedTotalHits: documents.length,
  };
}
