import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backUp, restore } from "../backup.ts";
import { startMongodb } from "../server.ts";
import { STORE_FILE } from "./store.ts";

const CLI = join(import.meta.dirname, "../cli.ts");
const { MongoClient } = mongoose.mongo;

let folder: string;
let folderCount = 0;
const newFolder = () => join(folder, String(folderCount++));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "market-durability-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function startProcess(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", CLI, "--port", "0", "--data", dataDir], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [ready] = (await once(child, "message")) as [{ url: string }];
  return { child, url: ready.url };
}

async function filledFolder(documentCount: number): Promise<string> {
  const dataDir = newFolder();
  const server = await startMongodb({ port: 0, dataDir });
  const client = await MongoClient.connect(server.url);
  const collection = client.db("test").collection("kept");
  await collection.createIndex({ n: 1 }, { unique: true });
  await collection.insertMany(
    Array.from({ length: documentCount }, (_, n) => ({ n, text: "x".repeat(500) })),
  );
  await client.close();
  await server.close();
  return dataDir;
}

describe("a server killed under load", () => {
  it("has lost nothing it acknowledged, and its indexes agree with its documents", async () => {
    const dataDir = newFolder();
    const acknowledged = new Set<string>();
    let increments = 0;
    for (let round = 0; round < 3; round++) {
      const { child, url } = await startProcess(dataDir);
      const client = await MongoClient.connect(url, { serverSelectionTimeoutMS: 1000 });
      const db = client.db("test");
      await db.collection("load").createIndex({ name: 1 }, { unique: true });
      await db.collection("load").createIndex({ round: 1, at: -1 });
      const before = acknowledged.size;
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let i = 0; ; i++) {
          const name = `${round}-${writer}-${i}`;
          await db
            .collection("load")
            .insertOne({ name, round, at: new Date() }, { writeConcern: { w: "majority", journal: true } });
          acknowledged.add(name);
          await db
            .collection<{ _id: string }>("counter")
            .updateOne({ _id: "n" }, { $inc: { n: 1 } }, { upsert: true });
          increments++;
        }
      });
      const stopped = Promise.allSettled(writers);
      await expect.poll(() => acknowledged.size - before, { timeout: 20_000 }).toBeGreaterThan(100);
      child.kill("SIGKILL");
      await stopped;
      await client.close();
    }
    const { child, url } = await startProcess(dataDir);
    const client = await MongoClient.connect(url);
    const collection = client.db("test").collection("load");
    const stored = (await collection.find().toArray()).map(({ name }) => name as string);
    expect(new Set(stored).size).toBe(stored.length);
    expect([...acknowledged].filter((name) => !stored.includes(name))).toEqual([]);
    for (const hint of ["_id_", "name_1", "round_1_at_-1"]) {
      expect(
        await collection.find({ name: { $gt: "" }, round: { $gte: 0 } }, { hint }).toArray(),
      ).toHaveLength(stored.length);
    }
    const counter = await client
      .db("test")
      .collection<{ _id: string; n: number }>("counter")
      .findOne({ _id: "n" });
    expect(counter!.n).toBeGreaterThanOrEqual(increments);
    await client.close();
    child.kill();
    await once(child, "exit");
  }, 120_000);
});

describe("a damaged store file", () => {
  const damages: Record<string, (file: string) => Promise<void>> = {
    "that is no store": (file) => writeFile(file, "not a store at all"),
    "cut in half": async (file) => truncate(file, Math.floor((await stat(file)).size / 2 / 4096) * 4096),
    "with documents overwritten": async (file) => {
      const content = (await readFile(file)).toString("latin1");
      await writeFile(file, content.replaceAll("x".repeat(400), "y".repeat(400)), "latin1");
    },
  };

  it.each(Object.keys(damages))("%s is named at start and not served", async (damage) => {
    const dataDir = await filledFolder(2000);
    const file = join(dataDir, STORE_FILE);
    await damages[damage]!(file);
    await expect(startMongodb({ port: 0, dataDir })).rejects.toThrow(`the store file ${file} is corrupt`);
  });
});

describe("a backup", () => {
  it("of a running server restores into a new folder", async () => {
    const dataDir = await filledFolder(500);
    const server = await startMongodb({ port: 0, dataDir });
    const file = join(folder, "backup.mdb");
    await backUp(dataDir, file);
    await server.close();
    const restoredDir = newFolder();
    await restore(file, restoredDir);
    const restored = await startMongodb({ port: 0, dataDir: restoredDir });
    const client = await MongoClient.connect(restored.url);
    expect(
      await client
        .db("test")
        .collection("kept")
        .countDocuments({ n: { $gte: 0 } }),
    ).toBe(500);
    await client.close();
    await restored.close();
  });

  it("is refused where there is no store, and never restored over one", async () => {
    const dataDir = await filledFolder(1);
    await expect(backUp(newFolder(), join(folder, "none.mdb"))).rejects.toThrow("holds no mongodb.mdb");
    await copyFile(join(dataDir, STORE_FILE), join(folder, "one.mdb"));
    await expect(restore(join(folder, "one.mdb"), dataDir)).rejects.toThrow("already holds a store");
  });
});
