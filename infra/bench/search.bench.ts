import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Index, Meilisearch, type SearchParams } from "meilisearch";
import { type RunningChild, startChild } from "../launcher/child-process.ts";
import { sampleDemands, sampleResults } from "../seed/market-sample.ts";
import { type Figure, quantile, timed } from "./statistics.ts";

const DOCUMENT_COUNT = 10_000;
const DIMENSIONS = 512;
const BATCH_SIZE = 500;
const SEARCH_COUNT = 300;
const CLAUSES_A_TEXT = 10;
const PAGE_SIZE = 20;
const STOP_GRACE_MS = 10_000;
const TASK_TIMEOUT_MS = 120_000;

/** All clauses of the sample's texts, of which documents are put together. */
const clauses = [
  ...sampleResults.flatMap(({ summary, advantages }) => [summary, advantages]),
  ...sampleDemands.map(({ description }) => description),
].flatMap((text) => text.split(/[，。；]/).filter((clause) => clause.length > 4));
const titles = [...sampleResults, ...sampleDemands].map(({ title }) => title);
const keywords = [...sampleResults, ...sampleDemands].flatMap((text) => text.keywords);

/**
 * The embedded Meilisearch with 10,000 Chinese documents of about 200 characters, one vector each. Times are those of
 * a call over loopback less those of an empty one, measured in turn: what is spent inside the server.
 */
export async function benchSearch(): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "market-bench-search-"));
  let server: RunningChild | undefined;
  try {
    server = start(dataDir);
    const indexing = await measureIndexing(await server.ready);
    await server.stop(STOP_GRACE_MS);
    const startMs = await timed(async () => {
      server = start(dataDir);
      await server.ready;
    });
    const searches = await measureSearches(await server.ready);
    const residentMegabytes = await readResidentMegabytes(server.pid);
    return [
      ...searches,
      indexing,
      {
        name: `start with ${DOCUMENT_COUNT} stored documents`,
        value: startMs / 1000,
        unit: "s",
        bound: { atMost: 10, of: "value" },
      },
      { name: "memory after the searches", value: residentMegabytes, unit: "MB" },
    ];
  } finally {
    await server?.stop(STOP_GRACE_MS);
    await rm(dataDir, { recursive: true, force: true });
  }
}

function start(dataDir: string): RunningChild {
  const { MEILI_MASTER_KEY: _, ...env } = process.env;
  const script = join(import.meta.dirname, "../meilisearch/cli.ts");
  return startChild({
    name: "meilisearch",
    args: ["--import", "tsx", script, "--port", "0", "--data", dataDir],
    env,
    onLine: (line) => console.log(`meilisearch: ${line}`),
  });
}

async function measureIndexing(host: string): Promise<Figure> {
  const client = new Meilisearch({ host });
  const index = client.index("texts");
  await client.createIndex("texts", { primaryKey: "id" }).waitTask();
  await index
    .updateSettings({
      searchableAttributes: ["title", "keywords", "summary"],
      filterableAttributes: ["field", "trl"],
      embedders: { default: { source: "userProvided", dimensions: DIMENSIONS } },
    })
    .waitTask();
  const batches = Array.from({ length: DOCUMENT_COUNT / BATCH_SIZE }, (_, batch) =>
    Array.from({ length: BATCH_SIZE }, (_, i) => documentOf(batch * BATCH_SIZE + i)),
  );
  const indexingMs = await timed(async () => {
    const tasks = [];
    for (const batch of batches) tasks.push((await index.addDocuments(batch)).taskUid);
    for (const task of await client.tasks.waitForTasks(tasks, { timeout: TASK_TIMEOUT_MS, interval: 20 })) {
      if (task.status !== "succeeded") throw new Error(`indexing ${task.status}: ${task.error?.message}`);
    }
  });
  return {
    name: `indexing ${DOCUMENT_COUNT} documents`,
    value: DOCUMENT_COUNT / (indexingMs / 1000),
    unit: "documents/s",
    bound: { atLeast: 1_000, of: "value" },
  };
}

async function measureSearches(host: string): Promise<Figure[]> {
  const client = new Meilisearch({ host });
  const index = client.index("texts");
  const samples: Record<string, number[]> = { empty: [], keyword: [], vector: [], hybrid: [] };
  for (let number = 0; number < SEARCH_COUNT; number++) {
    const q = wordsOf(number);
    const vector = vectorOf(DOCUMENT_COUNT + number);
    const embedder = "default";
    samples.empty!.push(await timed(() => client.health()));
    samples.keyword!.push(await timed(() => ask(index, q, {})));
    samples.vector!.push(
      await timed(() => ask(index, "", { vector, hybrid: { embedder, semanticRatio: 1 } })),
    );
    samples.hybrid!.push(
      await timed(() => ask(index, q, { vector, hybrid: { embedder, semanticRatio: 0.5 } })),
    );
  }
  const empty = quantile(samples.empty!, 0.5);
  const figure = (name: string, atMost: number): Figure => ({
    name: `${name} search inside the server, p50`,
    value: quantile(samples[name]!, 0.5) - empty,
    unit: "ms",
    bound: { atMost, of: "value" },
  });
  return [figure("keyword", 20), figure("vector", 15), figure("hybrid", 40)];
}

function ask(index: Index, q: string, parameters: SearchParams): Promise<unknown> {
  return index.search(q, {
    filter: "trl >= 2",
    limit: PAGE_SIZE,
    matchingStrategy: "frequency",
    attributesToRetrieve: ["id"],
    showRankingScore: true,
    ...parameters,
  });
}

/** What a person might type: two or three keywords of the market. */
function wordsOf(number: number): string {
  return Array.from({ length: 2 + (number % 2) }, (_, i) => pick(keywords, number * 3 + i)).join(" ");
}

function documentOf(number: number) {
  const seed = number * CLAUSES_A_TEXT * 2;
  return {
    id: `T${number}`,
    title: `${pick(titles, seed)}（${number}）`,
    keywords: [1, 2, 3].map((i) => pick(keywords, seed + i)),
    summary: Array.from({ length: CLAUSES_A_TEXT }, (_, i) => pick(clauses, seed + 3 + i)).join("，"),
    field: sampleResults[number % sampleResults.length]!.field,
    trl: 1 + (number % 9),
    _vectors: { default: vectorOf(number) },
  };
}

function vectorOf(number: number): number[] {
  return Array.from({ length: DIMENSIONS }, (_, i) =>
    Number((noise(number * DIMENSIONS + i) / 10 - 0.05).toFixed(6)),
  );
}

function pick<T>(values: readonly T[], seed: number): T {
  return values[Math.floor(noise(seed) * values.length)]!;
}

/** A number from 0 (included) to 1 (not) that looks random and is the same for the same seed. */
function noise(seed: number): number {
  const scrambled = Math.sin(seed + 1) * 43_758.5453;
  return scrambled - Math.floor(scrambled);
}

/** Linux keeps a process's resident memory in `/proc`, in kB. */
async function readResidentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
}
