import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI from "openai";
import { startChild } from "../launcher/child-process.ts";
import { sampleDemands, sampleResults } from "../seed/market-sample.ts";
import { ensureKeptModel } from "../test/kept-model.ts";
import { type Figure, quantile, timed } from "./statistics.ts";

const QUERY_COUNT = 200;
const BATCH_SIZE = 32;
const BATCHES_IN_FLIGHT = 4;
const STOP_GRACE_MS = 10_000;
const MODEL = "bge-small-zh-v1.5";

/** How long a person's query waits for its vector, alone and while a backlog of passages is being embedded. */
export async function benchEmbeddings(): Promise<Figure[]> {
  const server = startChild({
    name: "embeddings",
    args: [
      "--import",
      "tsx",
      join(import.meta.dirname, "../embeddings/cli.ts"),
      "--port",
      "0",
      "--data",
      tmpdir(),
    ],
    env: { ...process.env, EMBEDDING_MODEL_DIR: await ensureKeptModel(console.log) },
    onLine: (line) => console.log(`embeddings: ${line}`),
  });
  try {
    const openai = new OpenAI({ baseURL: await server.ready, apiKey: "unused" });
    await measureQueries(openai);
    const idleMs = await measureQueries(openai);
    const backlog = startBacklog(openai);
    const busyMs = await measureQueries(openai);
    const rate = await backlog.stop();
    return [
      {
        name: "query beside a backlog, p95",
        value: busyMs,
        unit: "ms",
        baseline: idleMs,
        ratio: busyMs / idleMs,
        bound: { atMost: 4, of: "ratio" },
      },
      { name: "backlog beside the queries", value: rate, unit: "texts/s" },
    ];
  } finally {
    await server.stop(STOP_GRACE_MS);
  }
}

/** Returns the p95 of queries sent one after another. */
async function measureQueries(openai: OpenAI): Promise<number> {
  const samples: number[] = [];
  for (let number = 0; number < QUERY_COUNT; number++) {
    const { title } = sampleDemands[number % sampleDemands.length]!;
    samples.push(await timed(() => openai.embeddings.create({ model: MODEL, input: title })));
  }
  return quantile(samples, 0.95);
}

/** Keeps several batches of passages in the queue until it is stopped; tells how many it embedded a second. */
function startBacklog(openai: OpenAI): { stop(): Promise<number> } {
  const startedAt = performance.now();
  let count = 0;
  let isStopped = false;
  const lane = async (_: unknown, number: number) => {
    for (let batch = number; !isStopped; batch += BATCHES_IN_FLIGHT) {
      const input = Array.from({ length: BATCH_SIZE }, (_, i) => passageOf(batch * BATCH_SIZE + i));
      await openai.embeddings.create({ model: MODEL, input });
      count += BATCH_SIZE;
    }
  };
  const lanes = Promise.all(Array.from({ length: BATCHES_IN_FLIGHT }, lane));
  return {
    async stop() {
      isStopped = true;
      await lanes;
      return count / ((performance.now() - startedAt) / 1000);
    },
  };
}

function passageOf(number: number): string {
  const { summary, advantages } = sampleResults[number % sampleResults.length]!;
  return `${summary}${advantages}`.slice(0, 300);
}
