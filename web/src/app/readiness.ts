import type { Readiness } from "@market/shared";
import { queryOptions } from "@tanstack/react-query";
import { ProblemError } from "./http.ts";

const REFRESH_MS = 60_000;

/** What the market runs on and how that is. A market that is down answers 503 with the same document. */
export const readinessQuery = queryOptions({
  queryKey: ["readiness"],
  queryFn: async ({ signal }): Promise<Readiness> => {
    const response = await fetch("/ready", { signal });
    const body = (await response.json()) as Partial<Readiness>;
    if (body.status === undefined || body.dependencies === undefined) {
      throw new ProblemError({
        type: "about:blank",
        title: response.statusText,
        status: response.status,
        detail: response.statusText,
        code: "unknown",
      });
    }
    return { status: body.status, dependencies: body.dependencies };
  },
  staleTime: REFRESH_MS,
  refetchInterval: REFRESH_MS,
  retry: false,
});
