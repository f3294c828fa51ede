import type { CreateResult, Result, ResultPage, UpdateResult } from "@market/shared";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type QueryValues, request } from "../../app/http.ts";
import { INDEXING_REFRESH_MS } from "../publication/publication-api.ts";

export function resultsQuery(query: QueryValues) {
  return queryOptions({
    queryKey: ["results", "list", query],
    queryFn: ({ signal }) => request<ResultPage>("/api/results", { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function resultQuery(resultId: string) {
  return queryOptions({
    queryKey: ["results", "one", resultId],
    queryFn: ({ signal }) => request<Result>(`/api/results/${resultId}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.indexing?.state === "pending" ? INDEXING_REFRESH_MS : false),
  });
}

export function createResult(body: CreateResult, idempotencyKey: string): Promise<Result> {
  return request<Result>("/api/results", { method: "POST", body, idempotencyKey });
}

export function updateResult(resultId: string, body: UpdateResult): Promise<Result> {
  return request<Result>(`/api/results/${resultId}`, { method: "PATCH", body });
}
