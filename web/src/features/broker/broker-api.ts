import type { Broker, BrokerLevel, BrokerWishes, Page, User } from "@market/shared";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type QueryValues, request } from "../../app/http.ts";

export const wishesQuery = queryOptions({
  queryKey: ["broker-wishes"],
  queryFn: ({ signal }) => request<Broker>("/api/brokers/me", { signal }),
});

export function useUpdateWishes() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: BrokerWishes) => request<Broker>("/api/brokers/me", { method: "PATCH", body }),
    onSuccess: (wishes) => queryClient.setQueryData(wishesQuery.queryKey, wishes),
  });
}

export function brokersQuery(query: QueryValues) {
  return queryOptions({
    queryKey: ["users", { ...query, role: "broker" }],
    queryFn: ({ signal }) =>
      request<Page<User>>("/api/users", { query: { ...query, role: "broker" }, signal }),
  });
}

export function useVerifyBroker() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, level }: { userId: string; level?: BrokerLevel }) =>
      request<User>(`/api/brokers/${userId}/verify`, {
        method: "POST",
        body: level === undefined ? {} : { level },
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["users"] }),
  });
}
