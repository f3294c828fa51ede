import type {
  CreateNomination,
  CreateObjection,
  CreateSelectionCall,
  DecideNomination,
  Nomination,
  NominationPage,
  ReceivedObjection,
  Result,
  ReviewNomination,
  Select,
  SelectionBatchDetail,
  SelectionBatchList,
  SelectionCall,
  SelectionCallPage,
  UpdateSelectionCall,
} from "@market/shared";
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type QueryValues, request } from "../../app/http.ts";

const selectionKey = "selection";

export function callsQuery(query: QueryValues) {
  return queryOptions({
    queryKey: [selectionKey, "calls", query],
    queryFn: ({ signal }) => request<SelectionCallPage>("/api/selection-calls", { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function callQuery(callId: string) {
  return queryOptions({
    queryKey: [selectionKey, "call", callId],
    queryFn: ({ signal }) => request<SelectionCall>(`/api/selection-calls/${callId}`, { signal }),
  });
}

export function nominationsQuery(query: QueryValues) {
  return queryOptions({
    queryKey: [selectionKey, "nominations", query],
    queryFn: ({ signal }) => request<NominationPage>("/api/selection-nominations", { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export const batchesQuery = queryOptions({
  queryKey: [selectionKey, "batches"],
  queryFn: ({ signal }) => request<SelectionBatchList>("/api/selection-batches", { signal }),
});

export function batchQuery(batch: string) {
  return queryOptions({
    queryKey: [selectionKey, "batches", batch],
    queryFn: ({ signal }) =>
      request<SelectionBatchDetail>(`/api/selection-batches/${encodeURIComponent(batch)}`, { signal }),
  });
}

export function createCall(body: CreateSelectionCall, idempotencyKey: string): Promise<SelectionCall> {
  return request<SelectionCall>("/api/selection-calls", { method: "POST", body, idempotencyKey });
}

export function updateCall(callId: string, body: UpdateSelectionCall): Promise<SelectionCall> {
  return request<SelectionCall>(`/api/selection-calls/${callId}`, { method: "PATCH", body });
}

export function objectToBatch(callId: string, body: CreateObjection): Promise<ReceivedObjection> {
  return request<ReceivedObjection>(`/api/selection-calls/${callId}/objections`, { method: "POST", body });
}

/** A mutation after which everything of the selection is read again, and the results it touches. */
function useSelectionMutation<Variables, Answer>(mutationFn: (variables: Variables) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: [selectionKey] }),
        queryClient.invalidateQueries({ queryKey: ["results"] }),
      ]);
    },
  });
}

export type CallAct = "open" | "review" | "announce" | "release" | "cancel";

/** An act on a call, with a reason where it owes one. */
export function useCallAct(callId: string) {
  return useSelectionMutation(({ act, reason }: { act: CallAct; reason?: string | undefined }) =>
    request<SelectionCall>(`/api/selection-calls/${callId}/${act}`, {
      method: "POST",
      body: reason === undefined ? undefined : { reason },
    }),
  );
}

export function useDeleteCall(callId: string) {
  return useSelectionMutation(() => request<void>(`/api/selection-calls/${callId}`, { method: "DELETE" }));
}

export function useAppoint(callId: string) {
  return useSelectionMutation((user: string) =>
    request<SelectionCall>(`/api/selection-calls/${callId}/reviewers`, { method: "POST", body: { user } }),
  );
}

export function useDismiss(callId: string) {
  return useSelectionMutation((user: string) =>
    request<SelectionCall>(`/api/selection-calls/${callId}/reviewers/${user}`, { method: "DELETE" }),
  );
}

export function useAnswer(callId: string) {
  return useSelectionMutation(({ objection, answer }: { objection: string; answer: string }) =>
    request<SelectionCall>(`/api/selection-calls/${callId}/objections/${objection}/answer`, {
      method: "POST",
      body: { answer },
    }),
  );
}

export function useNominate() {
  return useSelectionMutation(({ call, ...body }: CreateNomination & { call: string }) =>
    request<Nomination>(`/api/selection-calls/${call}/nominations`, { method: "POST", body }),
  );
}

export function useWithdrawNomination() {
  return useSelectionMutation((nominationId: string) =>
    request<Nomination>(`/api/selection-nominations/${nominationId}/withdraw`, { method: "POST" }),
  );
}

export function useReview(nominationId: string) {
  return useSelectionMutation((body: ReviewNomination) =>
    request<Nomination>(`/api/selection-nominations/${nominationId}/review`, { method: "POST", body }),
  );
}

export function useDecide(nominationId: string) {
  return useSelectionMutation((body: DecideNomination) =>
    request<Nomination>(`/api/selection-nominations/${nominationId}/decide`, { method: "POST", body }),
  );
}

/** Puts a result forward outside any call. */
export function useNominateAlone() {
  return useSelectionMutation((resultId: string) =>
    request<Result>(`/api/results/${resultId}/nominate`, { method: "POST" }),
  );
}

/** An official's decision on a result that was put forward outside any call. */
export function useSelectResult(resultId: string) {
  return useSelectionMutation((body: Select) =>
    request<Result>(`/api/results/${resultId}/select`, { method: "POST", body }),
  );
}
