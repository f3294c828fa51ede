import type { FastifyInstance } from "fastify";
import { MeilisearchError } from "../errors.ts";
import { foldValue } from "../index/field-values.ts";
import type { LiveIndex } from "../index/live-index.ts";
import { readBoolean, readObject, readString, withCode } from "../request/check-value.ts";
import { type JsonObject, readJson } from "../request/read-json.ts";
import { countValues, orderValues } from "../search/facets.ts";
import { runSearch } from "../search/run-search.ts";
import { SEARCH_FIELDS, type SearchParameters, searchCode } from "../search/search-parameters.ts";
import { isFilterable } from "../settings/settings.ts";
import type { Context } from "./context.ts";

interface FacetSearchParameters extends SearchParameters {
  facetName?: string;
  facetQuery?: string;
  exhaustiveFacetCount?: boolean;
}

export function registerFacetSearch(app: FastifyInstance, { catalog }: Context): void {
  app.post<{ Params: { uid: string } }>("/indexes/:uid/facet-search", (request) => {
    const index = catalog.getOrThrow(request.params.uid);
    const parameters = readObject<FacetSearchParameters>(
      readJson(request),
      "",
      {
        ...SEARCH_FIELDS,
        facetName: withCode("invalid_facet_search_facet_name", readString),
        facetQuery: withCode("invalid_facet_search_facet_query", readString),
        exhaustiveFacetCount: withCode("invalid_facet_search_exhaustive_facet_count", readBoolean),
      },
      searchCode,
    );
    return searchFacetValues(index, parameters);
  });
}

/** The values of one attribute that begin like the query, with their counts over the search's hits. */
function searchFacetValues(index: LiveIndex, parameters: FacetSearchParameters): JsonObject {
  const startedAt = performance.now();
  const { facetName, facetQuery, exhaustiveFacetCount: _, ...search } = parameters;
  if (facetName === undefined) {
    throw new MeilisearchError("missing_facet_search_facet_name", "Missing field `facetName`");
  }
  checkFacetSearchable(index, facetName);
  const { candidates } = runSearch(index, search, 0, 0);
  const { counts } = countValues(index, facetName, candidates);
  const prefix = foldValue(facetQuery ?? "");
  const texts = counts.filter(({ key }) => typeof key === "string" && key.startsWith(prefix));
  return {
    facetHits: orderValues(index, facetName, texts)
      .slice(0, index.settings.faceting.maxValuesPerFacet)
      .map(({ value, count }) => ({ value, count })),
    facetQuery: facetQuery ?? null,
    processingTimeMs: Math.round(performance.now() - startedAt),
  };
}

function checkFacetSearchable(index: LiveIndex, facetName: string): void {
  const uid = index.record.uid;
  if (!index.settings.facetSearch) {
    throw new MeilisearchError("facet_search_disabled", "The facet search is disabled for this index");
  }
  if (isFilterable(index.settings, facetName)) return;
  const patterns = [...index.settings.filterableAttributes].sort();
  const available =
    patterns.length === 0
      ? "This index does not have configured facet-searchable attributes."
      : `Available facet-searchable attributes patterns are: \`${patterns.join(", ")}\`.`;
  throw new MeilisearchError(
    "invalid_facet_search_facet_name",
    `Index \`${uid}\`: Attribute \`${facetName}\` is not facet-searchable. ${available} To make it facet-searchable add it to the \`filterableAttributes\` index settings.`,
  );
}
