import type { RetryWork, WorkOverview } from "@market/shared";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "../../app/http.ts";

const REFRESH_MS = 5_000;

export const workQuery = queryOptions({
  queryKey: ["work"],
  queryFn: ({ signal }) => request<WorkOverview>("/api/admin/work", { signal }),
  refetchInterval: REFRESH_MS,
});

export function useRetryWork() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: RetryWork) =>
      request<{ retried: number }>("/api/admin/work/retry", { method: "POST", body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: workQuery.queryKey }),
  });
}
