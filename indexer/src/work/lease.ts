import { randomUUID } from "node:crypto";
import type { Models } from "@market/shared/models";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import { UNJOURNALLED } from "../store/write-concern.ts";

/**
 * Takes a lease on something that only one process need do at a time, for so long as the next one should wait. It
 * saves work and guards nothing: clocks differ, and what runs under it must bear being run twice.
 */
export async function takeLease(models: Models, name: string, durationMs: number): Promise<boolean> {
  const now = new Date();
  try {
    await models.Lease.updateOne(
      { _id: name, until: { $lte: now } },
      { $set: { token: randomUUID(), until: new Date(now.getTime() + durationMs) } },
      { upsert: true, ...UNJOURNALLED },
    );
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
