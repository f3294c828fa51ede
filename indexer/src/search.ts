import type { Dependency } from "@market/shared";
import { LRUCache } from "lru-cache";
import type { Index, Meilisearch, SearchParams, SearchResponse } from "meilisearch";
import { EmbeddingClient, type EmbeddingOptions } from "./embedding/embedding-client.ts";
import { type TextFilter, toMeilisearchFilter } from "./indexes/index-filter.ts";
import { EMBEDDER, indexNameOf, type TextKind } from "./indexes/index-names.ts";
import {
  createMeilisearchClient,
  describeMeilisearchError,
  isIndexMissing,
  type MeilisearchOptions,
} from "./indexes/meilisearch-client.ts";

export type { TextFilter } from "./indexes/index-filter.ts";

/** What a person typed, which texts may be found, and the page wanted (from 1). */
export interface SearchQuery {
  q: string;
  filter: TextFilter;
  page: number;
  pageSize: number;
}

/** A found text by id. `highlights`: field → text with the words found between `<mark>` and `</mark>`, else plain. */
export interface SearchHit {
  id: string;
  rankingScore: number;
  highlights: Record<string, string>;
}

export interface SearchAnswer {
  hits: SearchHit[];
  total: number;
  /** Facet → value → number of texts. */
  facets: Record<string, Record<string, number>>;
  /** `keywords` where no embedding model answered. */
  mode: "hybrid" | "keywords";
}

/** The search engine does not answer, or has no index yet. */
export class SearchUnavailableError extends Error {
  override readonly name = "SearchUnavailableError";
}

/**
 * Search as the api may use it. The index gives order only: it runs behind the store by moments, so every hit is
 * to be read again from the store, by the reader's rights, before anybody sees it.
 */
export interface Search {
  searchDemands(query: SearchQuery): Promise<SearchAnswer>;
  searchResults(query: SearchQuery): Promise<SearchAnswer>;
  checkMeilisearch(): Promise<Dependency>;
  checkEmbeddings(): Promise<Dependency>;
}

export type SearchOptions = MeilisearchOptions & EmbeddingOptions;

const HIGHLIGHTED_ATTRIBUTES: Record<TextKind, string[]> = {
  demand: ["title", "keywords", "description"],
  result: ["title", "keywords", "summary", "advantages"],
};
const FACETS: Record<TextKind, string[]> = {
  demand: ["field", "cooperation"],
  result: ["field", "cooperation", "trl", "selected"],
};
/** Words kept around the first match of a long body. */
const CROP_LENGTH = 60;
/**
 * A similarity search finds every text there is; below this it finds only by having to find something. On the
 * sample it keeps 99 of 100 texts looked for by a keyword, 97 by a need's title, and of the others leaves out five of
 * six, and more than half. It belongs to a model: of one that is not listed nothing is left out.
 */
const RANKING_SCORE_THRESHOLDS: Record<string, number> = { "bge-small-zh-v1.5": 0.72 };
const KEPT_QUERY_VECTORS = 2_000;
const CHECK_TTL_MS = 2_000;

export function createSearch(options: SearchOptions): Search {
  const meilisearch = createMeilisearchClient(options);
  const embeddings = new EmbeddingClient(options);
  const queryVectors = new LRUCache<string, number[]>({
    max: KEPT_QUERY_VECTORS,
    fetchMethod: (text) => embeddings.embedQuery(text),
  });

  const search = async (kind: TextKind, query: SearchQuery): Promise<SearchAnswer> => {
    // Without a vector the same query goes on by keywords; the answer's mode says so.
    const vector = await queryVectors.fetch(query.q).catch(() => undefined);
    const index = meilisearch.index<IndexedText>(indexNameOf(kind, options.indexPrefix));
    const params = toSearchParams(kind, query);
    if (vector === undefined) return toAnswer(await ask(index, params), "keywords");
    const hybridParams: PageParams = {
      ...params,
      vector,
      hybrid: { embedder: EMBEDDER, semanticRatio: 0.5 },
      rankingScoreThreshold: RANKING_SCORE_THRESHOLDS[options.embeddingModel],
    };
    const page = await ask(index, hybridParams);
    // The threshold also leaves out texts that hold only some of the words: better those than none.
    return toAnswer(page.totalHits > 0 ? page : await ask(index, params), "hybrid");
  };

  const checks = new LRUCache<Dependency["name"], Dependency>({
    max: 2,
    ttl: CHECK_TTL_MS,
    fetchMethod: (name) =>
      name === "meilisearch"
        ? checkMeilisearch(meilisearch, indexNameOf("result", options.indexPrefix))
        : checkEmbeddings(embeddings),
  });

  return {
    searchDemands: (query) => search("demand", query),
    searchResults: (query) => search("result", query),
    checkMeilisearch: () => checks.forceFetch("meilisearch"),
    checkEmbeddings: () => checks.forceFetch("embeddings"),
  };
}

type IndexedText = { id: string } & Record<string, unknown>;
type PageParams = SearchParams & { page: number; hitsPerPage: number };
type IndexPage = SearchResponse<IndexedText, PageParams>;

function toSearchParams(kind: TextKind, query: SearchQuery): PageParams {
  const attributes = HIGHLIGHTED_ATTRIBUTES[kind];
  return {
    q: query.q,
    page: query.page,
    hitsPerPage: query.pageSize,
    filter: toMeilisearchFilter(query.filter, new Date()),
    facets: FACETS[kind],
    // "last" drops words from the end and so finds nothing where the first is in no text.
    matchingStrategy: "frequency",
    showRankingScore: true,
    attributesToRetrieve: ["id", ...attributes],
    attributesToHighlight: attributes,
    highlightPreTag: "<mark>",
    highlightPostTag: "</mark>",
    attributesToCrop: attributes.slice(2),
    cropLength: CROP_LENGTH,
  };
}

async function ask(index: Index<IndexedText>, params: PageParams): Promise<IndexPage> {
  try {
    return await index.search(params.q, params);
  } catch (error) {
    throw new SearchUnavailableError(describeMeilisearchError(error), { cause: error });
  }
}

function toAnswer(response: IndexPage, mode: SearchAnswer["mode"]): SearchAnswer {
  return {
    hits: response.hits.map((hit) => ({
      id: hit.id,
      rankingScore: hit._rankingScore ?? 0,
      highlights: toHighlights(hit._formatted ?? {}),
    })),
    total: response.totalHits,
    facets: response.facetDistribution ?? {},
    mode,
  };
}

/** Keeps the fields in which something was found; a list of keywords becomes those found. */
function toHighlights(formatted: Record<string, unknown>): Record<string, string> {
  const highlights: Record<string, string> = {};
  for (const [name, value] of Object.entries(formatted)) {
    const texts = (Array.isArray(value) ? value : [value]).filter(
      (text): text is string => typeof text === "string" && text.includes("<mark>"),
    );
    if (texts.length > 0) highlights[name] = texts.join("、");
  }
  return highlights;
}

async function checkMeilisearch(meilisearch: Meilisearch, indexUid: string): Promise<Dependency> {
  try {
    await meilisearch.index(indexUid).getRawInfo();
    return { name: "meilisearch", state: "ok", detail: "answers" };
  } catch (error) {
    if (isIndexMissing(error)) {
      return { name: "meilisearch", state: "degraded", detail: "answers, but nothing has been indexed yet" };
    }
    return { name: "meilisearch", state: "down", detail: describeMeilisearchError(error) };
  }
}

async function checkEmbeddings(embeddings: EmbeddingClient): Promise<Dependency> {
  try {
    await embeddings.embedQuery("技术");
    return { name: "embeddings", state: "ok", detail: "answers" };
  } catch (error) {
    return {
      name: "embeddings",
      state: "down",
      detail: error instanceof Error ? error.message : String(error),
    };
  }
}
