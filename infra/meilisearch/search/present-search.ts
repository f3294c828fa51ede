import { randomUUID } from "node:crypto";
import type { LiveIndex } from "../index/live-index.ts";
import { parseQuery } from "../ranking/parse-query.ts";
import { buildNodes } from "../ranking/query-nodes.ts";
import type { RankedDocument } from "../ranking/ranked-document.ts";
import { presentDetails, rankingScore } from "../ranking/score.ts";
import type { JsonObject } from "../request/json.ts";
import { presentVectorsOf, selectFields } from "../storage/read-document.ts";
import type { Store } from "../storage/store.ts";
import { tokenize } from "../text/tokenize.ts";
import { countFacets } from "./facets.ts";
import { HitFormatter, matchesPosition } from "./format-hit.ts";
import { WordMatcher } from "./match-words.ts";
import { runSearch } from "./run-search.ts";
import type { SearchParameters } from "./search-parameters.ts";

const DEFAULT_LIMIT = 20;

/** Searches one index and answers as `POST /indexes/:uid/search` does. */
export function presentSearch(store: Store, index: LiveIndex, parameters: SearchParameters): JsonObject {
  const startedAt = performance.now();
  const isPaged = parameters.page !== undefined || parameters.hitsPerPage !== undefined;
  const hitsPerPage = parameters.hitsPerPage ?? DEFAULT_LIMIT;
  const page = parameters.page ?? 1;
  const { maxTotalHits } = index.settings.pagination;
  const asked = isPaged
    ? { offset: Math.max(0, page - 1) * hitsPerPage, limit: page === 0 ? 0 : hitsPerPage }
    : { offset: parameters.offset ?? 0, limit: parameters.limit ?? DEFAULT_LIMIT };
  const offset = Math.min(asked.offset, maxTotalHits);
  const limit = Math.min(asked.limit, maxTotalHits - offset);

  const found = runSearch(index, parameters, offset, limit);
  const total = Math.min(found.total, maxTotalHits);
  const present = hitPresenter(store, index, parameters);
  return {
    hits: found.documents.map(present),
    query: parameters.q ?? "",
    ...(parameters.retrieveVectors && parameters.vector && { queryVector: parameters.vector }),
    processingTimeMs: Math.round(performance.now() - startedAt),
    ...(isPaged
      ? {
          hitsPerPage,
          page,
          totalPages: hitsPerPage === 0 ? 0 : Math.ceil(total / hitsPerPage),
          totalHits: total,
        }
      : { limit: asked.limit, offset: asked.offset, estimatedTotalHits: total }),
    ...(parameters.facets && countFacets(index, parameters.facets, found.candidates)),
    requestUid: randomUUID(),
    ...(found.semanticHitCount !== undefined && { semanticHitCount: found.semanticHitCount }),
  };
}

/** What a hit shows is the same for a search, similar documents and federated searches. */
export function hitPresenter(
  store: Store,
  index: LiveIndex,
  parameters: SearchParameters,
): (document: RankedDocument) => JsonObject {
  const { attributesToRetrieve: retrieved, showMatchesPosition: isPositioned } = parameters;
  const isFormatted = Boolean(parameters.attributesToHighlight ?? parameters.attributesToCrop);
  const matcher = new WordMatcher(
    index,
    isFormatted || isPositioned ? buildNodes(index, parseQuery(tokenize(parameters.q ?? ""))) : [],
  );
  const formatter = new HitFormatter(matcher, parameters);
  return ({ docid, details }) => {
    const document = store.documents.get([index.record.instance, docid])!;
    const hit = selectFields(document, retrieved);
    if (parameters.retrieveVectors) hit._vectors = presentVectorsOf(store, index, docid);
    if (isFormatted) hit._formatted = formatter.format(document);
    if (isPositioned) hit._matchesPosition = matchesPosition(document, matcher);
    if (parameters.showRankingScore) hit._rankingScore = rankingScore(details);
    if (parameters.showRankingScoreDetails) hit._rankingScoreDetails = presentDetails(details);
    return hit;
  };
}
