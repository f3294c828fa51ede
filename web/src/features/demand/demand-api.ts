import type {
  CreateDemand,
  Demand,
  DemandPage,
  ExtendDemand,
  ResultPage,
  UpdateDemand,
} from "@market/shared";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type QueryValues, request } from "../../app/http.ts";
import { INDEXING_REFRESH_MS } from "../publication/publication-api.ts";

export function demandsQuery(query: QueryValues) {
  return queryOptions({
    queryKey: ["demands", "list", query],
    queryFn: ({ signal }) => request<DemandPage>("/api/demands", { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function demandQuery(demandId: string) {
  return queryOptions({
    queryKey: ["demands", "one", demandId],
    queryFn: ({ signal }) => request<Demand>(`/api/demands/${demandId}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.indexing?.state === "pending" ? INDEXING_REFRESH_MS : false),
  });
}

export function createDemand(body: CreateDemand, idempotencyKey: string): Promise<Demand> {
  return request<Demand>("/api/demands", { method: "POST", body, idempotencyKey });
}

export function updateDemand(demandId: string, body: UpdateDemand): Promise<Demand> {
  return request<Demand>(`/api/demands/${demandId}`, { method: "PATCH", body });
}

export function extendDemand(demandId: string, body: ExtendDemand): Promise<Demand> {
  return request<Demand>(`/api/demands/${demandId}/extend`, { method: "POST", body });
}

const SIMILAR_COUNT = 3;

/** The needs and the results on the market that are most like some words, as far as the reader may see them. */
export function similarTextsQuery(words: string) {
  const query = { q: words, pageSize: SIMILAR_COUNT };
  return queryOptions({
    queryKey: ["demands", "similar", words],
    queryFn: async ({ signal }) => {
      const [demands, results] = await Promise.all([
        request<DemandPage>("/api/demands", { query, signal }),
        request<ResultPage>("/api/results", { query, signal }),
      ]);
      return { demands: demands.items, results: results.items };
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
}
