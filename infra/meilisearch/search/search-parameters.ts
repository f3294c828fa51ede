import { MeilisearchError } from "../errors.ts";
import { parseFilterParameter } from "../filter/parse-filter.ts";
import type { MatchingStrategy } from "../ranking/cover-terms.ts";
import {
  type Fields,
  prefixed,
  type Reader,
  readArray,
  readBoolean,
  readCount,
  readFraction,
  readInner,
  readNumber,
  readOneOf,
  readString,
  readStrings,
  refuse,
  withCode,
} from "../request/check-value.ts";
import { LOCALES } from "../settings/settings.ts";

export interface HybridParameters {
  embedder: string;
  semanticRatio?: number;
}

/** The parameters of one search, under Meilisearch's names. */
export interface SearchParameters {
  q?: string;
  offset?: number;
  limit?: number;
  page?: number;
  hitsPerPage?: number;
  attributesToRetrieve?: string[];
  attributesToCrop?: string[];
  cropLength?: number;
  cropMarker?: string;
  attributesToHighlight?: string[];
  highlightPreTag?: string;
  highlightPostTag?: string;
  showMatchesPosition?: boolean;
  filter?: unknown;
  sort?: string[];
  distinct?: string;
  facets?: string[];
  matchingStrategy?: MatchingStrategy;
  attributesToSearchOn?: string[];
  rankingScoreThreshold?: number;
  locales?: string[];
  hybrid?: HybridParameters;
  vector?: number[];
  retrieveVectors?: boolean;
  media?: never;
  personalize?: never;
  useNetwork?: never;
  showRankingScore?: boolean;
  showRankingScoreDetails?: boolean;
  showPerformanceDetails?: never;
}

const readHybrid: Reader<HybridParameters> = (value, path, code) => {
  const hybrid = readInner<HybridParameters>({
    embedder: withCode("invalid_search_embedder", readString),
    semanticRatio: withCode("invalid_search_semantic_ratio", readFraction("semanticRatio")),
  })(value, path, code);
  if (hybrid.embedder !== undefined) return hybrid;
  throw new MeilisearchError(code, `Missing field \`embedder\` inside \`${path}\``);
};

/** A filter is checked against the index later; here only its syntax. */
export const readFilter: Reader<unknown> = (value, _path, code) => {
  parseFilterParameter(value, code);
  return value;
};

export const SEARCH_FIELDS: Fields<SearchParameters> = {
  q: readString,
  offset: readCount,
  limit: readCount,
  page: readCount,
  hitsPerPage: readCount,
  attributesToRetrieve: readStrings,
  attributesToCrop: readStrings,
  cropLength: readCount,
  cropMarker: readString,
  attributesToHighlight: readStrings,
  highlightPreTag: readString,
  highlightPostTag: readString,
  showMatchesPosition: readBoolean,
  filter: readFilter,
  sort: readStrings,
  distinct: readString,
  facets: readStrings,
  matchingStrategy: readOneOf<MatchingStrategy>("last", "all", "frequency"),
  attributesToSearchOn: readStrings,
  rankingScoreThreshold: readFraction("rankingScoreThreshold"),
  locales: readArray(readOneOf(...LOCALES)),
  hybrid: withCode("invalid_search_hybrid_query", readHybrid),
  vector: readArray(readNumber),
  retrieveVectors: readBoolean,
  media: refuse,
  personalize: refuse,
  useNetwork: refuse,
  showRankingScore: readBoolean,
  showRankingScoreDetails: readBoolean,
  showPerformanceDetails: refuse,
};

export const searchCode = prefixed("invalid_search_");
