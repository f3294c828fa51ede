import type {
  DeclinePairing,
  DeclineStatistics,
  DeclineStatisticsQuery,
  DigestPage,
  Page,
  Pairing,
  PairingAct,
  PairingQuery,
  Pipeline,
  PlanNextStep,
  WordedReasons,
} from "@market/shared";
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { request } from "../../app/http.ts";
import type { Language } from "../../i18n/language.ts";

const pairingsKey = "pairings";
const INBOX_PAGE_SIZE = 30;
const PAGE_SIZE = 20;
const DECLINES_PATH = "/api/statistics/declines";

export function pairingQuery(id: string) {
  return queryOptions({
    queryKey: [pairingsKey, "one", id],
    queryFn: ({ signal }) => request<Pairing>(`/api/pairings/${id}`, { signal }),
  });
}

export function pairingsQuery(query: PairingQuery) {
  return queryOptions({
    queryKey: [pairingsKey, "list", query],
    queryFn: ({ signal }) =>
      request<Page<Pairing>>("/api/pairings", { query: { pageSize: PAGE_SIZE, ...query }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** The definition comes in the reader's language, which is why it is part of the key. */
export function declinesQuery(query: DeclineStatisticsQuery, language: Language) {
  return queryOptions({
    queryKey: [pairingsKey, "declines", query, language],
    queryFn: ({ signal }) => request<DeclineStatistics>(DECLINES_PATH, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function declinesFilePath(format: "csv" | "xlsx"): string {
  return `${DECLINES_PATH}.${format}`;
}

/** The inbox's pairings, a page after another as the reader goes down. */
export function inboxQuery(query: PairingQuery) {
  return infiniteQueryOptions({
    queryKey: [pairingsKey, "inbox", query],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Pairing>>("/api/pairings", {
        query: { ...query, page: pageParam, pageSize: INBOX_PAGE_SIZE },
        signal,
      }),
    initialPageParam: 1,
    getNextPageParam: ({ page, pageSize, total }) => (page * pageSize < total ? page + 1 : undefined),
    placeholderData: keepPreviousData,
  });
}

/** A day's pairings that fit and did not ring; without a day, today's. */
export function digestQuery(query: { day: string | undefined; page: number }) {
  return queryOptions({
    queryKey: ["broker-digest", query],
    queryFn: ({ signal }) =>
      request<DigestPage>("/api/brokers/me/digest", { query: { pageSize: PAGE_SIZE, ...query }, signal }),
    placeholderData: keepPreviousData,
  });
}

const REASONS_POLL_MS = 2_000;
const MOST_REASONS_POLLS = 15;

/** A chat model's words for a pairing's reasons; asking has it asked, and goes on for a while until it has answered. */
export function wordedReasonsQuery({ id, weightsVersion }: Pairing) {
  return queryOptions({
    queryKey: ["worded-reasons", id, weightsVersion],
    queryFn: ({ signal }) =>
      request<WordedReasons>(`/api/pairings/${id}/reasons`, { method: "POST", signal }),
    refetchInterval: ({ state }) =>
      state.data?.state === "pending" && state.dataUpdateCount < MOST_REASONS_POLLS && REASONS_POLL_MS,
  });
}

/** An act on a pairing with the words that go with it. */
export type PairingMove =
  | { act: Exclude<PairingAct, "decline">; note?: string }
  | ({ act: "decline" } & DeclinePairing);

export function useActOnPairing(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ act, ...words }: PairingMove) =>
      request<Pairing>(`/api/pairings/${id}/${act}`, { method: "POST", body: words }),
    onSuccess: (pairing) => queryClient.setQueryData(pairingQuery(id).queryKey, pairing),
    // After a refusal too: most often somebody else was quicker, and the page shows what is no longer so.
    // Not awaited: the act is done when the server has answered, however long the lists take.
    onSettled: () => void queryClient.invalidateQueries({ queryKey: [pairingsKey] }),
  });
}

export const pipelineQuery = queryOptions({
  queryKey: [pairingsKey, "pipeline"],
  queryFn: ({ signal }) => request<Pipeline>("/api/brokers/me/pipeline", { signal }),
});

/** Sets a pairing's next step; `null` notes that the one there was is done. */
export function useChangeNextStep(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (step: PlanNextStep | null) =>
      request<Pairing>(
        `/api/pairings/${id}/next-step`,
        step === null ? { method: "DELETE" } : { method: "POST", body: step },
      ),
    onSuccess: (pairing) => queryClient.setQueryData(pairingQuery(id).queryKey, pairing),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: [pairingsKey] }),
  });
}
