import { setTimeout as sleep } from "node:timers/promises";
import type { Search } from "@market/indexer/search";
import type { Dependency, Readiness } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Connection } from "mongoose";

/** A dependency that answers later than this counts as away: whoever asks for readiness must not be kept waiting. */
const CHECK_TIMEOUT_MS = 2_000;
/** An indexer says that it lives every few seconds. */
const WORKER_SILENCE_MS = 30_000;

/** What the market works with and how it is: `down` without the store, `degraded` without anything else. */
export async function checkReadiness(
  connection: Connection,
  models: Models,
  search: Search,
  at: Date,
): Promise<Readiness> {
  const dependencies = await Promise.all([
    checkWithin("mongodb", () => checkMongodb(connection)),
    checkWithin("meilisearch", () => search.checkMeilisearch()),
    checkWithin("embeddings", () => search.checkEmbeddings()),
    checkWithin("indexer", () => checkIndexer(models, at)),
  ]);
  return { status: statusOf(dependencies), dependencies };
}

function statusOf(dependencies: Dependency[]): Readiness["status"] {
  const isStoreDown = dependencies.some(({ name, state }) => name === "mongodb" && state === "down");
  if (isStoreDown) return "down";
  return dependencies.every(({ state }) => state === "ok") ? "ok" : "degraded";
}

async function checkWithin(name: Dependency["name"], check: () => Promise<Dependency>): Promise<Dependency> {
  const stopWaiting = new AbortController();
  try {
    return await Promise.race([
      check(),
      sleep(CHECK_TIMEOUT_MS, undefined, { signal: stopWaiting.signal }).then(
        (): Dependency => ({ name, state: "down", detail: `no answer within ${CHECK_TIMEOUT_MS} ms` }),
      ),
    ]);
  } catch (error) {
    return { name, state: "down", detail: error instanceof Error ? error.message : String(error) };
  } finally {
    stopWaiting.abort();
  }
}

async function checkMongodb(connection: Connection): Promise<Dependency> {
  await connection.getClient().db().command({ ping: 1 });
  return { name: "mongodb", state: "ok", detail: "" };
}

async function checkIndexer(models: Models, at: Date): Promise<Dependency> {
  const seenSince = new Date(at.getTime() - WORKER_SILENCE_MS);
  const count = await models.Worker.countDocuments({ seenAt: { $gte: seenSince } });
  return count > 0
    ? { name: "indexer", state: "ok", detail: `${count} running` }
    : { name: "indexer", state: "down", detail: "no indexer has been seen lately" };
}
