import {
  Meilisearch,
  MeilisearchApiError,
  MeilisearchRequestError,
  MeilisearchTaskTimeOutError,
} from "meilisearch";

export interface MeilisearchOptions {
  meiliUrl: string;
  meiliMasterKey?: string;
  /** Put before the names of both indexes. */
  indexPrefix?: string;
}

const REQUEST_TIMEOUT_MS = 10_000;

export function createMeilisearchClient(options: MeilisearchOptions): Meilisearch {
  return new Meilisearch({
    host: options.meiliUrl,
    apiKey: options.meiliMasterKey,
    timeout: REQUEST_TIMEOUT_MS,
  });
}

/** Whether the search engine, rather than what it was asked, is at fault: worth waiting for. */
export function isMeilisearchAway(error: unknown): boolean {
  if (error instanceof MeilisearchRequestError || error instanceof MeilisearchTaskTimeOutError) return true;
  if (!(error instanceof MeilisearchApiError)) return false;
  const { status } = error.response;
  return status >= 500 || status === 401 || status === 403 || status === 429;
}

export function isIndexMissing(error: unknown): boolean {
  return error instanceof MeilisearchApiError && error.cause?.code === "index_not_found";
}

/** Meilisearch's own words for what went wrong, with the innermost cause where there was no answer. */
export function describeMeilisearchError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? describeMeilisearchError(error.cause) : error.message;
}
