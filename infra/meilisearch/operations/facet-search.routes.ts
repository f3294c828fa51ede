import { type Static, Type } from "typebox";
import { MeilisearchError } from "../errors.ts";
import { filterDocuments } from "../filter/evaluate-filter.ts";
import { foldValue } from "../index/field-values.ts";
import type { LiveIndex } from "../index/live-index.ts";
import type { JsonObject } from "../request/json.ts";
import { dropNulls } from "../request/json-body.ts";
import { countValues, MAX_VALUES_PER_FACET } from "../search/facets.ts";
import { availableFilterables, covers } from "../settings/settings.ts";
import { IndexParamsSchema, type Routes } from "./context.ts";

const FacetSearchSchema = Type.Object(
  {
    facetName: Type.String({ missingCode: "missing_facet_search_facet_name" }),
    facetQuery: Type.Optional(Type.String()),
    filter: Type.Optional(Type.Unknown()),
  },
  { additionalProperties: false, codePrefix: "invalid_facet_search_" },
);

export const facetSearchRoutes: Routes = async (app, { context: { catalog } }) => {
  app.post(
    "/indexes/:uid/facet-search",
    { schema: { params: IndexParamsSchema, body: FacetSearchSchema }, preValidation: dropNulls },
    ({ params, body }) => searchFacetValues(catalog.getOrThrow(params.uid), body),
  );
};

/** The values of one attribute that begin like the query, with their counts over the filtered documents. */
function searchFacetValues(
  index: LiveIndex,
  { facetName, facetQuery, filter }: Static<typeof FacetSearchSchema>,
): JsonObject {
  const startedAt = performance.now();
  const { filterableAttributes } = index.settings;
  if (!covers(filterableAttributes, facetName)) {
    throw new MeilisearchError(
      "invalid_facet_search_facet_name",
      `Index \`${index.record.uid}\`: Attribute \`${facetName}\` is not facet-searchable. ${availableFilterables(index.settings)}`,
    );
  }
  const prefix = foldValue(facetQuery ?? "");
  const { counts } = countValues(index, facetName, filterDocuments(index, filter, "invalid_search_filter"));
  return {
    facetHits: counts
      .filter(({ key }) => typeof key === "string" && key.startsWith(prefix))
      .slice(0, MAX_VALUES_PER_FACET)
      .map(({ value, count }) => ({ value, count })),
    facetQuery: facetQuery ?? null,
    processingTimeMs: Math.round(performance.now() - startedAt),
  };
}
