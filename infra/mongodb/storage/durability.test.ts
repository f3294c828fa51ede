import { copyFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startChild } from "../../launcher/child-process.ts";
import { backUp, restore } from "../backup.ts";
import { startMongodb } from "../server.ts";
import { STORE_FILE, Store } from "./store.ts";

const CLI = join(import.meta.dirname, "../cli.ts");
const { MongoClient } = mongoose.mongo;
const STOP_GRACE_MS = 10_000;

let folder: string;
let folderCount = 0;
const newFolder = () => join(folder, String(folderCount++));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "market-durability-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const startProcess = (dataDir: string) =>
  startChild({
    name: "mongodb",
    args: ["--import", "tsx", CLI, "--port", "0", "--data", dataDir],
    env: process.env,
  });

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

describe("a second server", () => {
  it("is kept out of a folder, which its refusal names", async () => {
    const dataDir = newFolder();
    const first = startProcess(dataDir);
    await first.ready;
    await expect(startProcess(dataDir).ready).rejects.toThrow(
      `${dataDir} is in use by another mongodb (process ${first.pid})`,
    );
    await first.stop(STOP_GRACE_MS);
    const next = startProcess(dataDir);
    await next.ready;
    await next.stop(STOP_GRACE_MS);
  });
});

describe("acts that wait together", () => {
  it("fail alone, also when one of them had written already", async () => {
    const store = new Store(newFolder());
    const key = (name: string) => Buffer.from(name);
    const put = (name: string) => store.put(key(name), key(name));
    const outcomes = await Promise.allSettled([
      store.write(() => put("before")),
      store.write(() => {
        put("half");
        throw new Error("failed half-way");
      }),
      store.write(() => put("behind")),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(["before", "half", "behind"].map((name) => store.get(key(name))?.toString())).toEqual([
      "before",
      undefined,
      "behind",
    ]);
    await store.close();
  });

  it("show to readers once they are acknowledged, with or without the journal", async () => {
    const store = new Store(newFolder());
    for (const isJournalled of [true, false]) {
      const key = Buffer.from(`journalled: ${isJournalled}`);
      expect(store.get(key)).toBeUndefined();
      await store.write(() => store.put(key, key), isJournalled);
      expect(store.get(key)).toEqual(key);
    }
    await store.close();
  });
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
