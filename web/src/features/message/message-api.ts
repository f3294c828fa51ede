import type { Message, MessagePage, SendMessage } from "@market/shared";
import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "../../app/http.ts";

const messagesKey = "messages";
const PAGE_SIZE = 20;

/** What was said in a deal, a page after another as the reader goes back in time. */
export function messagesQuery(pairingId: string) {
  return infiniteQueryOptions({
    queryKey: [messagesKey, pairingId],
    queryFn: ({ pageParam, signal }) =>
      request<MessagePage>(`/api/pairings/${pairingId}/messages`, {
        query: { page: pageParam, pageSize: PAGE_SIZE },
        signal,
      }),
    initialPageParam: 1,
    getNextPageParam: ({ page, pageSize, total }) => (page * pageSize < total ? page + 1 : undefined),
  });
}

export function useSendMessage(pairingId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: { body: SendMessage; idempotencyKey: string }) =>
      request<Message>(`/api/pairings/${pairingId}/messages`, { method: "POST", body, idempotencyKey }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [messagesKey, pairingId] }),
  });
}
