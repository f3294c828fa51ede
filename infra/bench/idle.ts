import { setTimeout as delay } from "node:timers/promises";
import type { WorkOverview } from "@market/shared";

/** Seldom enough to be no load itself. */
const POLL_MS = 250;

/** Waits until no background work is pending. */
export async function waitUntilIdle(readWork: () => Promise<WorkOverview>): Promise<void> {
  while ((await readWork()).pending > 0) await delay(POLL_MS);
}
