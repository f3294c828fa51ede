import { setTimeout as delay } from "node:timers/promises";

interface Readiness {
  status: "ok" | "degraded" | "down";
  dependencies: { name: string; state: string; detail?: string | null }[];
}

const POLL_EVERY_MS = 100;

/**
 * Asks `/ready` until it answers that the product can be used, in full or in part.
 * @throws after `timeoutMs`, with the last answer.
 */
export async function waitUntilReady(
  baseUrl: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Readiness> {
  const deadline = performance.now() + timeoutMs;
  let lastAnswer = "no answer";
  while (performance.now() < deadline) {
    try {
      const response = await fetch(`${baseUrl}/ready`, { signal });
      const readiness = (await response.json()) as Readiness;
      if (response.ok) return readiness;
      lastAnswer = describeFaults(readiness).join("; ");
    } catch (error) {
      signal.throwIfAborted();
      lastAnswer = (error as Error).message;
    }
    await delay(POLL_EVERY_MS, undefined, { signal });
  }
  throw new Error(`${baseUrl}/ready is not ready after ${timeoutMs / 1000} s: ${lastAnswer}`);
}

/** A line for each dependency that is not as it should be. */
export function describeFaults({ dependencies }: Readiness): string[] {
  return dependencies
    .filter(({ state }) => state !== "ok")
    .map(({ name, state, detail }) => (detail ? `${name} is ${state}: ${detail}` : `${name} is ${state}`));
}
