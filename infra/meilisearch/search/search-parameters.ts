import { MeilisearchError } from "../errors.ts";
import { parseFilterParameter } from "../filter/parse-filter.ts";
import type { MatchingStrategy } from "../ranking/cover-terms.ts";
import {
  type Fields,
  parseBoolean,
  parseCount,
  type Reader,
  readArray,
  readBoolean,
  readCount,
  readFraction,
  readNumber,
  readObject,
  readOneOf,
  readQuery,
  readString,
  readStrings,
  refuse,
} from "../request/check-value.ts";

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
  const hybrid = readObject<HybridParameters>(
    value,
    path,
    {
      embedder: { read: readString, code: "invalid_search_embedder" },
      semanticRatio: { read: readFraction("semanticRatio"), code: "invalid_search_semantic_ratio" },
    },
    code,
  );
  if (hybrid.embedder === undefined) {
    throw new MeilisearchError(code, `Missing field \`embedder\` inside \`${path}\``);
  }
  return hybrid;
};

/** A filter is checked against the index later; here only its syntax. */
export const readFilter: Reader<unknown> = (value, _path, code) => {
  parseFilterParameter(value, code);
  return value;
};

export const SEARCH_FIELDS: Fields<SearchParameters> = {
  q: { read: readString, code: "invalid_search_q" },
  offset: { read: readCount, code: "invalid_search_offset" },
  limit: { read: readCount, code: "invalid_search_limit" },
  page: { read: readCount, code: "invalid_search_page" },
  hitsPerPage: { read: readCount, code: "invalid_search_hits_per_page" },
  attributesToRetrieve: { read: readStrings, code: "invalid_search_attributes_to_retrieve" },
  attributesToCrop: { read: readStrings, code: "invalid_search_attributes_to_crop" },
  cropLength: { read: readCount, code: "invalid_search_crop_length" },
  cropMarker: { read: readString, code: "invalid_search_crop_marker" },
  attributesToHighlight: { read: readStrings, code: "invalid_search_attributes_to_highlight" },
  highlightPreTag: { read: readString, code: "invalid_search_highlight_pre_tag" },
  highlightPostTag: { read: readString, code: "invalid_search_highlight_post_tag" },
  showMatchesPosition: { read: readBoolean, code: "invalid_search_show_matches_position" },
  filter: { read: readFilter, code: "invalid_search_filter" },
  sort: { read: readStrings, code: "invalid_search_sort" },
  distinct: { read: readString, code: "invalid_search_distinct" },
  facets: { read: readStrings, code: "invalid_search_facets" },
  matchingStrategy: {
    read: readOneOf<MatchingStrategy>("last", "all", "frequency"),
    code: "invalid_search_matching_strategy",
  },
  attributesToSearchOn: { read: readStrings, code: "invalid_search_attributes_to_search_on" },
  rankingScoreThreshold: {
    read: readFraction("rankingScoreThreshold"),
    code: "invalid_search_ranking_score_threshold",
  },
  locales: {
    read: readArray(readOneOf("cmn", "zho", "zh", "eng", "en")),
    code: "invalid_search_locales",
  },
  hybrid: { read: readHybrid, code: "invalid_search_hybrid_query" },
  vector: { read: readArray(readNumber), code: "invalid_search_vector" },
  retrieveVectors: { read: readBoolean, code: "invalid_search_retrieve_vectors" },
  media: { read: refuse, code: "invalid_search_media" },
  personalize: { read: refuse, code: "invalid_search_personalize" },
  useNetwork: { read: refuse, code: "invalid_search_use_network" },
  showRankingScore: { read: readBoolean, code: "invalid_search_show_ranking_score" },
  showRankingScoreDetails: { read: readBoolean, code: "invalid_search_show_ranking_score_details" },
  showPerformanceDetails: { read: refuse, code: "invalid_search_show_performance_details" },
};

/** The parameters of `POST /indexes/:uid/search`. */
export function readSearch(body: unknown, path = ""): SearchParameters {
  return readObject(body, path, SEARCH_FIELDS);
}

const QUERY_NAMES = [
  "q",
  "offset",
  "limit",
  "page",
  "hitsPerPage",
  "attributesToRetrieve",
  "attributesToCrop",
  "cropLength",
  "cropMarker",
  "attributesToHighlight",
  "highlightPreTag",
  "highlightPostTag",
  "showMatchesPosition",
  "filter",
  "sort",
  "distinct",
  "facets",
  "matchingStrategy",
  "attributesToSearchOn",
  "rankingScoreThreshold",
  "locales",
  "hybridEmbedder",
  "hybridSemanticRatio",
  "vector",
  "retrieveVectors",
  "showRankingScore",
  "showRankingScoreDetails",
] as const;

/** The parameters of `GET /indexes/:uid/search`: the same ones written into a query string. */
export function readSearchQuery(query: unknown): SearchParameters {
  const given = readQuery(query, QUERY_NAMES);
  const body: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(given)) {
    if (name === "hybridEmbedder") body.hybrid = { ...(body.hybrid as object), embedder: text };
    else if (name === "hybridSemanticRatio") {
      body.hybrid = { ...(body.hybrid as object), semanticRatio: Number(text) };
    } else body[name] = parseQueryValue(name as keyof SearchParameters, text);
  }
  return readSearch(body);
}

function parseQueryValue(name: keyof SearchParameters, text: string): unknown {
  const { code } = SEARCH_FIELDS[name];
  switch (name) {
    case "offset":
    case "limit":
    case "page":
    case "hitsPerPage":
    case "cropLength":
      return parseCount(text, 0, name, code);
    case "showMatchesPosition":
    case "retrieveVectors":
    case "showRankingScore":
    case "showRankingScoreDetails":
      return parseBoolean(text, name, code);
    case "attributesToRetrieve":
    case "attributesToCrop":
    case "attributesToHighlight":
    case "facets":
    case "attributesToSearchOn":
    case "locales":
    case "sort":
      return text.split(",").map((item) => item.trim());
    case "vector":
      return text.split(",").map(Number);
    case "rankingScoreThreshold":
      return Number(text);
    case "filter":
      return text.trimStart().startsWith("[") ? parseFilterArray(text) : text;
    default:
      return text;
  }
}

function parseFilterArray(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
