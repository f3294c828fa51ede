import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Meilisearch, type Task } from "meilisearch";
import { type RunningChild, startChild } from "../../launcher/child-process.ts";
import { instanceRange, openStore } from "../../meilisearch/storage/store.ts";
import { Random } from "../random.ts";
import { IndexWriter } from "./index-writer.ts";

interface MeilisearchSoakReport {
  kills: number;
  /** Tasks that were acknowledged before a kill. */
  acknowledged: number;
  /** Of those, how many had not ended when the kill came. */
  interrupted: number;
  documents: number;
}

/** Enough that tasks come faster than they end. */
const INDEXES = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];
const LONGEST_LIFE_MS = 700;
const TASK_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 10_000;

/**
 * Kills the embedded Meilisearch with SIGKILL, time after time, at random instants while six clients write to an
 * index each. After each kill the file must hold just what the tasks that had ended left behind; after the start that
 * follows, the queue must go on, and documents, search and stats must agree with all acknowledged tasks.
 * @throws {AssertionError} for the first difference.
 */
export async function soakMeilisearch(
  { kills, seed }: { kills: number; seed: number },
  onKill: (report: MeilisearchSoakReport) => void = () => {},
): Promise<MeilisearchSoakReport> {
  const dataDir = await mkdtemp(join(tmpdir(), "meilisearch-soak-"));
  const random = new Random(seed);
  const total: MeilisearchSoakReport = { kills: 0, acknowledged: 0, interrupted: 0, documents: 0 };
  let server = await start(dataDir);
  try {
    const writers = new Map(INDEXES.map((uid) => [uid, new IndexWriter(uid, random)]));
    for (const writer of writers.values()) await writer.create(server.client);
    while (total.kills < kills) {
      await writeAndKill(server, [...writers.values()], random.below(LONGEST_LIFE_MS));
      const interrupted = await checkFile(dataDir, writers);
      const acknowledged = [...writers.values()].flatMap((writer) => writer.acknowledged);
      server = await start(dataDir);
      const documents = await checkServer(server.client, writers);
      total.kills++;
      total.acknowledged += acknowledged.length;
      total.interrupted += interrupted;
      total.documents = documents;
      onKill(total);
    }
    return total;
  } finally {
    await server.child.stop(STOP_GRACE_MS);
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface RunningServer {
  child: RunningChild;
  client: Meilisearch;
}

async function start(dataDir: string): Promise<RunningServer> {
  const { MEILI_MASTER_KEY: _, ...env } = process.env;
  const script = join(import.meta.dirname, "../../meilisearch/cli.ts");
  const child = startChild({
    name: "meilisearch",
    args: ["--import", "tsx", script, "--port", "0", "--data", dataDir],
    env,
    onLine: (line) => console.error(`meilisearch: ${line}`),
  });
  return { child, client: new Meilisearch({ host: await child.ready }) };
}

async function writeAndKill(
  { child, client }: RunningServer,
  writers: IndexWriter[],
  lifeMs: number,
): Promise<void> {
  let isKilled = false;
  const writing = writers.map((writer) => writer.writeUntilKilled(client, () => isKilled));
  await delay(lifeMs);
  isKilled = true;
  process.kill(child.pid, "SIGKILL");
  await Promise.all([...writing, child.exited]);
}

/** Compares the file the dead server left with what its ended tasks say; returns how many had not ended. */
async function checkFile(dataDir: string, writers: ReadonlyMap<string, IndexWriter>): Promise<number> {
  const store = openStore(dataDir);
  try {
    const tasks = [...store.tasks.getRange()].map(({ value }) => value);
    const waiting = tasks.filter(({ status }) => status === "enqueued");
    // In order: nothing has ended behind a task that has not.
    assert.deepEqual(tasks.slice(tasks.length - waiting.length), waiting);
    const firstWaiting = waiting[0]?.uid ?? Number.POSITIVE_INFINITY;
    for (const [uid, writer] of writers) {
      writer.identify(tasks.filter(({ indexUid }) => indexUid === uid).map((task) => task.uid));
      const { instance } = store.indexes.get(uid)!;
      const stored = [...store.documents.getRange(instanceRange(instance))].map(({ value }) => value);
      const expected = [...writer.documentsAfter((taskUid) => taskUid < firstWaiting).values()];
      assert.deepEqual(sortById(stored), sortById(expected.map(({ _vectors, ...fields }) => fields)), uid);
    }
    return waiting.length;
  } finally {
    await store.root.close();
  }
}

/** Waits for the queue and compares what the server answers with what was sent; returns the number of documents. */
async function checkServer(client: Meilisearch, writers: ReadonlyMap<string, IndexWriter>): Promise<number> {
  let count = 0;
  for (const [uid, writer] of writers) {
    for (const taskUid of writer.acknowledged) {
      const task = await client.tasks.waitForTask(taskUid, { timeout: TASK_TIMEOUT_MS, interval: 10 });
      assert.equal(task.status, "succeeded", describe(task));
    }
    const expected = [...writer.settle().values()];
    const index = client.index(uid);
    const { results } = await index.getDocuments({ limit: 10_000 });
    assert.deepEqual(sortById(results), sortById(expected.map(({ _vectors, ...fields }) => fields)), uid);

    const embedded = expected.filter(({ _vectors }) => _vectors.default !== null).length;
    const stats = await index.getStats();
    assert.equal(stats.numberOfDocuments, expected.length);
    assert.equal(stats.numberOfEmbeddings, embedded);

    const titles = new Set(expected.map(({ title }) => title).filter((title) => title !== undefined));
    for (const title of titles) {
      const { hits, estimatedTotalHits, facetDistribution } = await index.search(`"${title}"`, {
        limit: 1_000,
        facets: ["batch"],
      });
      const wanted = expected.filter((document) => document.title === title);
      assert.deepEqual(sortById(hits).map(idOf), sortById(wanted).map(idOf), title);
      assert.equal(estimatedTotalHits, wanted.length);
      assert.deepEqual(facetDistribution!.batch, countBatches(wanted));
    }
    const near = await index.search("", {
      vector: [1, 0, 0, 0],
      hybrid: { embedder: "default", semanticRatio: 1 },
      rankingScoreThreshold: 0.000_001,
      limit: 1_000,
    });
    assert.equal(near.hits.length, embedded);
    count += expected.length;
  }
  return count;
}

function countBatches(documents: readonly { batch: number }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { batch } of documents) counts[batch] = (counts[batch] ?? 0) + 1;
  return counts;
}

function sortById<T extends object>(documents: readonly T[]): T[] {
  return documents.toSorted((a, b) => idOf(a) - idOf(b));
}

function idOf(document: object): number {
  return (document as { id: number }).id;
}

function describe({ uid, type, error }: Task): string {
  return `task ${uid} (${type}): ${error?.message}`;
}
