import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { startChild } from "../launcher/child-process.ts";
import { type Figure, quantile, timed } from "./statistics.ts";

const DOCUMENT_COUNT = 100_000;
const BATCH_SIZE = 1_000;
const LOOKUP_COUNT = 2_000;
const PAGE_SIZE = 20;
const CLIENT_COUNT = 32;
const CLIENTS_MS = 5_000;
const STOP_GRACE_MS = 10_000;

const textSchema = new mongoose.Schema({
  code: { type: String, unique: true },
  status: String,
  publishedAt: Date,
  title: String,
  amountFen: Number,
  fields: [String],
  body: String,
});
textSchema.index({ status: 1, publishedAt: -1 });
const textModel = (connection: mongoose.Connection) => connection.model("Text", textSchema);
type TextModel = ReturnType<typeof textModel>;
type Known = { _id: unknown; code?: string | null };

/** The embedded MongoDB with 100,000 documents, through mongoose; set `MONGODB_URI` to measure another server. */
export async function benchStore(): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "market-bench-store-"));
  const script = join(import.meta.dirname, "../mongodb/cli.ts");
  const server = process.env.MONGODB_URI
    ? null
    : startChild({
        name: "mongodb",
        args: ["--import", "tsx", script, "--port", "0", "--data", dataDir],
        env: process.env,
        onLine: (line) => console.log(`mongodb: ${line}`),
      });
  const connection = mongoose.createConnection(process.env.MONGODB_URI ?? (await server!.ready), {
    dbName: "bench",
    writeConcern: { w: "majority", journal: true },
    maxPoolSize: CLIENT_COUNT,
  });
  try {
    await connection.asPromise();
    return await measure(connection);
  } finally {
    if (connection.db) await connection.db.dropDatabase();
    await connection.close();
    await server?.stop(STOP_GRACE_MS);
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(connection: mongoose.Connection): Promise<Figure[]> {
  const Text = textModel(connection);
  await Text.init();
  const insertMs = await timed(async () => {
    for (let from = 0; from < DOCUMENT_COUNT; from += BATCH_SIZE) {
      await Text.insertMany(Array.from({ length: BATCH_SIZE }, (_, i) => textOf(from + i)));
    }
  });
  const some = await Text.find().sort({ code: 1 }).limit(LOOKUP_COUNT).lean();
  const reads = await measureReads(Text, some);
  const groupMs = await timed(() =>
    Text.aggregate([{ $group: { _id: "$status", count: { $sum: 1 }, amountFen: { $sum: "$amountFen" } } }]),
  );
  const inserts = await countClientInserts(Text);
  return [
    ...reads,
    {
      name: "insertMany",
      value: DOCUMENT_COUNT / (insertMs / 1000),
      unit: "documents/s",
      bound: { atLeast: 10_000, of: "value" },
    },
    {
      name: `journalled inserts of ${CLIENT_COUNT} clients`,
      value: inserts / (CLIENTS_MS / 1000),
      unit: "documents/s",
      bound: { atLeast: 1_000, of: "value" },
    },
    {
      name: `$group over ${DOCUMENT_COUNT} documents`,
      value: groupMs / 1000,
      unit: "s",
      bound: { atMost: 4, of: "value" },
    },
  ];
}

/** Each kind of read in turn with a ping, so that whatever else the machine does meets all of them alike. */
async function measureReads(Text: TextModel, some: Known[]): Promise<Figure[]> {
  const page = { status: "published" };
  const kinds = {
    ping: () => Text.db.db!.command({ ping: 1 }),
    "by _id": ({ _id }) => Text.findById(_id).lean(),
    "by a unique index": ({ code }) => Text.findOne({ code }).lean(),
    "an indexed, sorted page": () => Text.find(page).sort({ publishedAt: -1 }).limit(PAGE_SIZE).lean(),
  } satisfies Record<string, (text: Known) => PromiseLike<unknown>>;
  const samples = new Map<string, number[]>(Object.keys(kinds).map((name) => [name, []]));
  for (const text of some) {
    for (const [name, read] of Object.entries(kinds)) {
      samples.get(name)!.push(await timed(async () => read(text)));
    }
  }
  const p50 = (name: keyof typeof kinds) => quantile(samples.get(name)!, 0.5);
  const against = (name: keyof typeof kinds, atMost: number): Figure => ({
    name: `${name}, p50`,
    value: p50(name),
    unit: "ms",
    baseline: p50("ping"),
    ratio: p50(name) / p50("ping"),
    bound: { atMost, of: "ratio" },
  });
  return [against("by _id", 2), against("by a unique index", 2), against("an indexed, sorted page", 4)];
}

async function countClientInserts(Text: TextModel): Promise<number> {
  let inserted = 0;
  const until = performance.now() + CLIENTS_MS;
  const client = async (_: unknown, number: number) => {
    for (let i = 0; performance.now() < until; i++) {
      await Text.create({ code: `client-${number}-${i}`, status: "draft" });
      inserted++;
    }
  };
  await Promise.all(Array.from({ length: CLIENT_COUNT }, client));
  return inserted;
}

function textOf(number: number) {
  return {
    code: `T${number}`,
    status: ["draft", "published", "closed"][number % 3],
    publishedAt: new Date(Date.UTC(2026, 0, 1) + ((number * 7919) % DOCUMENT_COUNT) * 1000),
    title: `电机低频转矩补偿 ${number}`,
    amountFen: (number * 13) % 100_000,
    fields: [`field-${number % 50}`],
    body: "摘要".repeat(60),
  };
}
