import type { MuteKind, MuteList, MuteSubject } from "@market/shared";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "../../app/http.ts";

export const mutesQuery = queryOptions({
  queryKey: ["broker-mutes"],
  queryFn: ({ signal }) => request<MuteList>("/api/brokers/me/mutes", { signal }),
});

/** A need, a party or a field, and whether nothing of it is to ring. */
export interface MuteChange {
  kind: MuteKind;
  key: string;
  isMuted: boolean;
}

export function useSetMuted() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, key, isMuted }: MuteChange) =>
      request<MuteList>(`/api/brokers/me/${isMuted ? "mute" : "unmute"}`, {
        method: "POST",
        body: { [kind]: key } as MuteSubject,
      }),
    onSuccess: (mutes) => {
      queryClient.setQueryData(mutesQuery.queryKey, mutes);
      return queryClient.invalidateQueries({ queryKey: ["broker-digest"] });
    },
  });
}
