import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import mongoose from "mongoose";
import { type RunningChild, startChild } from "../../launcher/child-process.ts";
import { Random } from "../random.ts";
import { TEXTS } from "./acts.ts";
import { checkIndexes } from "./check-indexes.ts";
import type { SoakText } from "./client-state.ts";
import { SoakClient } from "./soak-client.ts";

type MongoClient = InstanceType<typeof mongoose.mongo.MongoClient>;
type Database = mongoose.mongo.Db;

const CLIENT_COUNT = 6;
const LONGEST_LOAD_MS = 1_500;
const CLI = join(import.meta.dirname, "../../mongodb/cli.ts");

export interface SoakReport {
  kills: number;
  acts: number;
  /** Acts that were under way at a kill: each was found done or not done. */
  inDoubt: number;
}

/**
 * Kills the embedded MongoDB at random instants under a mixed load and compares, after each restart, what is stored
 * with what was acknowledged. Every other restart forgets what was not synced to the disk, as a power cut does.
 * Throws at the first difference.
 */
export async function soakMongodb(
  { kills, seed }: { kills: number; seed: number },
  onKill: (report: SoakReport) => void = () => {},
): Promise<SoakReport> {
  const dataDir = await mkdtemp(join(tmpdir(), "market-soak-mongodb-"));
  const random = new Random(seed);
  const clients = Array.from({ length: CLIENT_COUNT }, (_, number) => new SoakClient(number));
  const report: SoakReport = { kills: 0, acts: 0, inDoubt: 0 };
  let server = startServer(dataDir, false);
  try {
    let connection = await connect(server);
    const database = connection.db();
    await database.collection(TEXTS).createIndex({ code: 1 }, { unique: true });
    await database.collection(TEXTS).createIndex({ group: 1, n: -1 });
    for (const client of clients) await client.prepare(database);
    while (report.kills < kills) {
      const load = clients.map((client) => client.work(connection.db(), new Random(random.below(2 ** 32))));
      await Promise.race([Promise.all(load), delay(random.below(LONGEST_LOAD_MS))]);
      if (random.below(2) === 0) await Promise.race([Promise.all(load), nextAcknowledgement(clients)]);
      process.kill(server.pid, "SIGKILL");
      await Promise.all([...load, server.exited]);
      await connection.close();
      await checkIndexes(dataDir);
      server = startServer(dataDir, report.kills % 2 === 1);
      connection = await connect(server);
      for (const client of clients) if (await client.compare(connection.db())) report.inDoubt++;
      await compareReads(connection.db());
      report.kills++;
      report.acts = clients.reduce((sum, { actCount }) => sum + actCount, 0);
      onKill(report);
    }
    await connection.close();
    return report;
  } finally {
    await server.stop(0);
    await rm(dataDir, { recursive: true, force: true });
  }
}

function startServer(dataDir: string, isPowerCut: boolean): RunningChild {
  return startChild({
    name: "mongodb",
    args: ["--import", "tsx", CLI, "--port", "0", "--data", dataDir],
    // lmdb then opens the last state that was synced, whatever the kernel has written since.
    env: { ...process.env, ...(isPowerCut ? { LMDB_RESTORE: "safe" } : {}) },
    onLine: (line) => console.error(`mongodb: ${line}`),
  });
}

async function connect(server: RunningChild): Promise<MongoClient> {
  const url = new URL(await server.ready);
  url.pathname = "/soak";
  return mongoose.mongo.MongoClient.connect(url.href, {
    writeConcern: { w: "majority", journal: true },
    serverSelectionTimeoutMS: 2_000,
  });
}

/** Whatever way the texts are counted or walked, they are the same ones. */
async function compareReads(database: Database): Promise<void> {
  const texts = database.collection<SoakText>(TEXTS);
  const idsBy = async (hint: mongoose.mongo.Hint) =>
    (await texts.find({}, { hint, projection: { _id: 1 } }).toArray()).map(({ _id }) => _id).sort();
  const scanned = await idsBy({ $natural: 1 });
  for (const { name } of await texts.listIndexes().toArray()) {
    if (!isDeepStrictEqual(await idsBy(name), scanned))
      throw new Error(`index ${name} does not hold what a scan finds`);
  }
  const counts = [await texts.countDocuments(), await texts.estimatedDocumentCount()];
  if (counts.some((count) => count !== scanned.length))
    throw new Error(`a scan finds ${scanned.length} texts, counts say ${counts}`);
}

/** The moment when a server that acknowledges too early has most to lose. */
function nextAcknowledgement(clients: readonly SoakClient[]): Promise<void> {
  return new Promise((resolve) => {
    for (const client of clients) client.onAcknowledged = resolve;
  });
}

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
