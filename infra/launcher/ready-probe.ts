import { setTimeout as delay } from "node:timers/promises";
import type { Readiness } from "@market/shared";

const POLL_EVERY_MS = 100;
/** What a product that has just started may lack for a moment: its indexer has not reported yet. */
const DEGRADED_GRACE_MS = 5_000;

/**
 * Asks `/ready` until it answers that the product can be used: in full, or in part for so long that it is
 * not just still starting.
 * @throws after `timeoutMs`, with the last answer.
 */
export async function waitUntilReady(
  baseUrl: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Readiness> {
  const deadline = performance.now() + timeoutMs;
  let lastAnswer = "no answer";
  let degradedSince: number | undefined;
  while (performance.now() < deadline) {
    try {
      const response = await fetch(`${baseUrl}/ready`, { signal });
      const readiness = (await response.json()) as Readiness;
      if (readiness.status === "ok") return readiness;
      if (readiness.status === "degraded") {
        degradedSince ??= performance.now();
        if (performance.now() - degradedSince > DEGRADED_GRACE_MS) return readiness;
      }
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
