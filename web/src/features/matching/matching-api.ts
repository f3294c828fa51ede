import type { AdoptWeights, MatchingOverview } from "@market/shared";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "../../app/http.ts";

const PATH = "/api/admin/matching";
/** While something is under way, as often as its progress can be seen to move. */
const BUSY_REFRESH_MS = 1_000;
const IDLE_REFRESH_MS = 15_000;

export const matchingQuery = queryOptions({
  queryKey: ["matching"],
  queryFn: ({ signal }) => request<MatchingOverview>(PATH, { signal }),
  refetchInterval: ({ state }) => (isBusy(state.data) ? BUSY_REFRESH_MS : IDLE_REFRESH_MS),
});

function isBusy(matching: MatchingOverview | undefined): boolean {
  const isRematching = matching?.rematch != null && matching.rematch.finishedAt === null;
  return isRematching || matching?.learning.requestedAt != null;
}

export function useAdoptWeights() {
  return useMatchingAct((body: AdoptWeights) => request(`${PATH}/adopt`, { method: "POST", body }));
}

export function useRematch() {
  return useMatchingAct(() => request(`${PATH}/rematch`, { method: "POST" }));
}

export function useFitWeights() {
  return useMatchingAct(() => request(`${PATH}/fit`, { method: "POST" }));
}

/** An act that answers with how matching stands then. */
function useMatchingAct<Body = void>(mutationFn: (body: Body) => Promise<MatchingOverview>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (matching) => queryClient.setQueryData(matchingQuery.queryKey, matching),
    // Refused, as a rule, because somebody else was faster: what they did is shown.
    onError: () => queryClient.invalidateQueries({ queryKey: matchingQuery.queryKey }),
  });
}
