import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ProblemError } from "./http.ts";
import { sessionQuery } from "./session.ts";

// A session may end while pages are open. Whichever request learns of it first tells all of them, through the
// session's own query; guarded pages then lead to the sign-in page.
function noteEndedSession(error: Error): void {
  if (error instanceof ProblemError && error.problem.status === 401) {
    queryClient.setQueryData(sessionQuery.queryKey, null);
  }
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteEndedSession }),
  mutationCache: new MutationCache({ onError: noteEndedSession }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What the server refuses it refuses again; only an unreachable or failing server is asked once more.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ProblemError && error.problem.status < 500),
    },
  },
});
