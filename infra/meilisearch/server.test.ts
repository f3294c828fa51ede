import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Meilisearch } from "meilisearch";
import { afterEach, expect, test } from "vitest";

let dataDir: string | undefined;
let child: ChildProcess | undefined;

afterEach(async () => {
  await kill();
  if (dataDir) await rm(dataDir, { recursive: true });
  dataDir = undefined;
});

/** The server as a process of its own, which is what can be killed. */
async function start(): Promise<Meilisearch> {
  dataDir ??= await mkdtemp(join(tmpdir(), "meilisearch-"));
  const { MEILI_MASTER_KEY: _, ...env } = process.env;
  const started = fork(new URL("cli.ts", import.meta.url), ["--port", "0", "--data", dataDir], {
    execArgv: ["--import", "tsx"],
    env,
  });
  child = started;
  const host = await new Promise<string>((resolve, reject) => {
    started.once("message", (message) => resolve((message as { url: string }).url));
    started.once("exit", (code) => reject(new Error(`the server left with code ${code}`)));
  });
  return new Meilisearch({ host });
}

async function kill(): Promise<void> {
  const running = child;
  child = undefined;
  if (!running || running.exitCode !== null || running.signalCode !== null) return;
  const left = new Promise((resolve) => running.once("exit", resolve));
  running.kill("SIGKILL");
  await left;
}

interface Numbered {
  id: number;
  batch: number;
  title: string;
}

function batchOf(batch: number, size: number): Numbered[] {
  return Array.from({ length: size }, (_, i) => ({
    id: batch * size + i,
    batch,
    title: `第${batch}批海洋防腐涂料`,
  }));
}

test("what was acknowledged before a SIGKILL is carried out after it, each task whole, in order", async () => {
  const batchSize = 40;
  const acknowledged: number[] = [];
  let batches = 0;
  for (const killAfter of [3, 9]) {
    const client = await start();
    const index = client.index<Numbered>("results");
    if (batches === 0) {
      await client.createIndex("results", { primaryKey: "id" }).waitTask();
      await index.updateFilterableAttributes(["batch"]).waitTask();
    }
    const sent: Promise<void>[] = [];
    for (let i = 0; i < killAfter * 2; i++) {
      const documents = batchOf(batches++, batchSize);
      const adding = index.addDocuments(documents).then((task) => void acknowledged.push(task.taskUid));
      // The kill takes some of the later ones down: those were not acknowledged, and may be there or not.
      sent.push(adding.catch(() => {}));
      if (i === killAfter) {
        await adding;
        await kill();
      }
    }
    await Promise.all(sent);
  }

  const client = await start();
  const index = client.index<Numbered>("results");
  for (const uid of acknowledged) {
    const task = await client.tasks.waitForTask(uid, { timeout: 20_000, interval: 10 });
    expect(task).toMatchObject({ uid, status: "succeeded", details: { indexedDocuments: batchSize } });
  }
  // Every batch, acknowledged or not, is there as a whole or not at all, on disk and in the index alike.
  const { facetDistribution, hits } = await index.search("防腐涂料", { facets: ["batch"], limit: 1000 });
  expect(new Set(Object.values(facetDistribution!.batch!))).toEqual(new Set([batchSize]));
  expect(Object.keys(facetDistribution!.batch!).length).toBeGreaterThanOrEqual(acknowledged.length);
  const { total } = await index.getDocuments({ limit: 1 });
  expect(hits).toHaveLength(Math.min(1000, total));
  const uids = (await client.tasks.getTasks({ limit: 1000 })).results.map((task) => task.uid);
  expect(uids).toEqual([...uids].sort((a, b) => b - a));
});

test("documents, settings and vectors are the same after a restart", async () => {
  const before = await start();
  const index = before.index("results");
  await index
    .updateSettings({
      searchableAttributes: ["title"],
      filterableAttributes: ["field"],
      sortableAttributes: ["field"],
      embedders: { default: { source: "userProvided", dimensions: 3 } },
    })
    .waitTask();
  await index
    .addDocuments(
      [
        { id: "a", title: "海水淡化", field: "环保", _vectors: { default: [1, 0, 0] } },
        { id: "b", title: "防腐涂料", field: "材料", _vectors: { default: null } },
        {
          id: "c",
          title: "储氢瓶",
          field: "氢能",
          _vectors: {
            default: [
              [0, 1, 0],
              [0, 0, 1],
            ],
          },
        },
      ],
      { primaryKey: "id" },
    )
    .waitTask();
  await index.deleteDocument("b").waitTask();
  const ask = async (client: Meilisearch) => {
    const results = client.index("results");
    const {
      processingTimeMs: _,
      requestUid: __,
      ...found
    } = (await results.search("海水", {
      vector: [0, 0.2, 1],
      hybrid: { embedder: "default", semanticRatio: 0.5 },
      retrieveVectors: true,
      showRankingScoreDetails: true,
      facets: ["field"],
    })) as unknown as Record<string, unknown>;
    return { found, settings: await results.getSettings(), stats: await results.getStats() };
  };
  const expected = await ask(before);
  expect(expected.stats).toMatchObject({ numberOfDocuments: 2, numberOfEmbeddings: 3 });
  await kill();
  expect(await ask(await start())).toEqual(expected);
});
