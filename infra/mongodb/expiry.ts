import type { ServerState } from "./commands/command.ts";
import { deleteDocument } from "./commands/write-document.ts";
import { findRecords } from "./query/find-records.ts";

const SWEEP_INTERVAL_MS = 60_000;

/** Deletes what TTL indexes say has expired, each minute. @returns how to stop. */
export function startExpiry(state: ServerState): () => void {
  const timer = setInterval(() => {
    sweepExpired(state).catch((error: unknown) =>
      console.error("expired documents could not be deleted:", error),
    );
  }, SWEEP_INTERVAL_MS);
  return () => clearInterval(timer);
}

/** One sweep over every TTL index. @returns how many documents were deleted. */
export function sweepExpired(state: ServerState): Promise<number> {
  return state.catalog.store.write(() => {
    let deleted = 0;
    for (const collection of state.catalog.all()) {
      for (const { spec } of collection.indexes) {
        if (spec.expireAfterSeconds === undefined) continue;
        const path = Object.keys(spec.key)[0]!;
        const limit = new Date(Date.now() - Number(spec.expireAfterSeconds) * 1000);
        const filter = { ...spec.partialFilterExpression, [path]: { $lt: limit } };
        for (const record of [...findRecords(collection, { filter })]) {
          deleteDocument(state, collection, record);
          deleted++;
        }
      }
    }
    return deleted;
  });
}
