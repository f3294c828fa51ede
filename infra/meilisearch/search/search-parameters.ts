import { type Static, Type } from "typebox";
import { CountSchema, FractionSchema, fields, NamesSchema, refused } from "../request/schema.ts";

/** Names of top-level fields, or `*`: fields inside others are not served. */
export const FieldNamesSchema = Type.Array(Type.String({ pattern: "^(\\*|[^.*]+)$" }));
/** The same without Meilisearch's `name:length`. */
const CroppedNamesSchema = Type.Array(Type.String({ pattern: "^(\\*|[^.*:]+)$" }));

const HybridSchema = Type.Object(
  {
    embedder: Type.String({ code: "invalid_search_embedder" }),
    semanticRatio: Type.Optional({ ...FractionSchema, code: "invalid_search_semantic_ratio" }),
  },
  { additionalProperties: false, code: "invalid_search_hybrid_query" },
);

/** The parameters of one search, in Meilisearch's order. A filter is read later, by its own parser. */
export const searchFields = {
  q: Type.String(),
  offset: CountSchema,
  limit: CountSchema,
  page: CountSchema,
  hitsPerPage: CountSchema,
  attributesToRetrieve: FieldNamesSchema,
  attributesToCrop: CroppedNamesSchema,
  cropLength: CountSchema,
  cropMarker: Type.String(),
  attributesToHighlight: FieldNamesSchema,
  highlightPreTag: Type.String(),
  highlightPostTag: Type.String(),
  showMatchesPosition: Type.Boolean(),
  filter: Type.Unknown(),
  sort: NamesSchema,
  ...refused("distinct"),
  facets: NamesSchema,
  matchingStrategy: Type.Enum(["last", "all", "frequency"]),
  ...refused("attributesToSearchOn"),
  rankingScoreThreshold: FractionSchema,
  ...refused("locales"),
  hybrid: HybridSchema,
  vector: Type.Array(Type.Number()),
  retrieveVectors: Type.Boolean(),
  ...refused("media", "personalize", "useNetwork"),
  showRankingScore: Type.Boolean(),
  showRankingScoreDetails: Type.Boolean(),
  ...refused("showPerformanceDetails"),
};

export const SEARCH_CODES = { codePrefix: "invalid_search_" };

export const SearchParametersSchema = fields(searchFields, SEARCH_CODES);
export type SearchParameters = Static<typeof SearchParametersSchema>;
export type HybridParameters = Static<typeof HybridSchema>;
