import type { Demand, Result } from "@market/shared";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "../../app/http.ts";

/** Which of the two kinds of published text, by the name it has in an address of the api. */
export type PublicationKind = "demands" | "results";
export type Publication = Demand | Result;

/** How often an owner's page looks whether search and matching have caught up with a text. */
export const INDEXING_REFRESH_MS = 3_000;

type PublicationAct = "publish" | "withdraw" | "close" | "delete";

export interface PublicationActRequest {
  act: PublicationAct;
  id: string;
  /** For an official's withdrawal. */
  reason?: string;
}

function callAct(kind: PublicationKind, { act, id, reason }: PublicationActRequest): Promise<unknown> {
  if (act === "delete") return request<void>(`/api/${kind}/${id}`, { method: "DELETE" });
  return request<Publication>(`/api/${kind}/${id}/${act}`, {
    method: "POST",
    body: reason === undefined ? {} : { reason },
  });
}

/** Carries out an act on a text; lists and the text itself are read again afterwards. */
export function usePublicationAct(kind: PublicationKind) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (act: PublicationActRequest) => callAct(kind, act),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [kind] }),
  });
}
