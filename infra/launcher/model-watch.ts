import { setTimeout as delay } from "node:timers/promises";
import {
  type EnsureModelOptions,
  ensureModel,
  findLocalModel,
  ModelUnavailableError,
} from "../embeddings/fetch-model.ts";

const LOOK_EVERY_MS = 5_000;
const FIRST_FETCH_AFTER_MS = 60_000;
const LONGEST_FETCH_WAIT_MS = 15 * 60_000;

/**
 * Waits for an embedding model that could not be had: looks every few seconds whether one was put into the
 * folder, and asks the sources on the network again after a minute, then after longer and longer waits.
 */
export async function waitForModel(options: EnsureModelOptions & { signal: AbortSignal }): Promise<string> {
  let waitMs = FIRST_FETCH_AFTER_MS;
  let fetchAt = performance.now() + waitMs;
  for (;;) {
    await delay(LOOK_EVERY_MS, undefined, { signal: options.signal });
    const local = await findLocalModel(options);
    if ("modelDir" in local) return local.modelDir;
    if (performance.now() < fetchAt) continue;
    try {
      return await ensureModel({ ...options, report: undefined });
    } catch (error) {
      if (!(error instanceof ModelUnavailableError)) throw error;
    }
    waitMs = Math.min(waitMs * 2, LONGEST_FETCH_WAIT_MS);
    fetchAt = performance.now() + waitMs;
  }
}
