import type { User } from "@market/shared";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { ProblemError, request } from "./http.ts";

/** Who is signed in; `null` for a stranger. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<User | null> => {
    try {
      return await request<User>("/api/auth/me", { signal });
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** The person signed in, `null` for a stranger, `undefined` while that is not known yet. */
export function useSession(): User | null | undefined {
  return useQuery(sessionQuery).data;
}
