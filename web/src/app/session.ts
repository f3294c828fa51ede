import type { User } from "@market/shared";
import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
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

/** Makes a person the one signed in here, or nobody. What was read on behalf of the last one is forgotten. */
export async function changePerson(queryClient: QueryClient, person: User | null): Promise<void> {
  queryClient.setQueryData(sessionQuery.queryKey, person);
  await queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}
