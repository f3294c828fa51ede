import type { Search, SearchAnswer, SearchQuery } from "@market/indexer/search";
import { LRUCache } from "lru-cache";
import type { PublicationKind } from "./publication.store.ts";

const MAX_KEPT_ANSWERS = 500;
/** Short enough that what was just published is found by the next look. */
const KEEP_MS = 10_000;

/** Looks texts up by words. Each look costs an inference, so what strangers ask alike is answered from memory. */
export class TextSearch {
  readonly #search: Search;
  readonly #answers: LRUCache<string, SearchAnswer, SearchRequest>;

  constructor(search: Search) {
    this.#search = search;
    this.#answers = new LRUCache({
      max: MAX_KEPT_ANSWERS,
      ttl: KEEP_MS,
      fetchMethod: (_key, _stale, { context }) => this.find(context),
    });
  }

  find({ kind, query }: SearchRequest): Promise<SearchAnswer> {
    return kind === "demand" ? this.#search.searchDemands(query) : this.#search.searchResults(query);
  }

  /** Whether {@link findKept} would answer without a look. */
  isKept(request: SearchRequest): boolean {
    return this.#answers.has(keyOf(request));
  }

  findKept(request: SearchRequest): Promise<SearchAnswer> {
    return this.#answers.forceFetch(keyOf(request), { context: request });
  }
}

export interface SearchRequest {
  kind: PublicationKind;
  query: SearchQuery;
}

function keyOf({ kind, query }: SearchRequest): string {
  return JSON.stringify([kind, query]);
}
