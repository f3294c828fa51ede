import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
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

async function countKept(dataDir: string): Promise<number> {
  const server = await startMongodb({ port: 0, dataDir });
  const client = await MongoClient.connect(server.url);
  const count = await client.db("test").collection("kept").countDocuments();
  await client.close();
  await server.close();
  return count;
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

  it("is kept out of a folder that this process serves", async () => {
    const dataDir = newFolder();
    const server = await startMongodb({ port: 0, dataDir });
    await expect(startMongodb({ port: 0, dataDir })).rejects.toThrow("is served by this process already");
    await server.close();
    await (await startMongodb({ port: 0, dataDir })).close();
  });
});

describe("a commit that fails", () => {
  it("ends the process with its reason, and what was acknowledged is there at the next start", async () => {
    const dataDir = newFolder();
    // The shell's limit on the size of a file, in KiB, makes a small full disk.
    const limited = `trap "" XFSZ; ulimit -f 2048; exec "$0" "$@"`;
    const command = [
      "-c",
      limited,
      process.execPath,
      "--import",
      "tsx",
      CLI,
      "--port",
      "0",
      "--data",
      dataDir,
    ];
    const child = spawn("bash", command, { stdio: ["ignore", "pipe", "pipe"] });
    const exited = once(child, "exit");
    const errors = text(child.stderr);
    const url = /mongodb:.*/.exec(String((await once(child.stdout, "data"))[0]))![0];
    const client = await MongoClient.connect(url, { serverSelectionTimeoutMS: 1000 });
    const collection = client.db("test").collection("kept");
    let acknowledged = 0;
    const fill = async () => {
      for (;;) {
        await collection.insertOne({ body: "x".repeat(50_000) });
        acknowledged++;
      }
    };
    await expect(fill()).rejects.toThrow();
    expect((await exited)[0]).toBe(1);
    expect(await errors).toContain("could not be written");
    await client.close();
    expect(acknowledged).toBeGreaterThan(0);
    expect(await countKept(dataDir)).toBe(acknowledged);
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

  it("are acknowledged also when none of them wrote anything", async () => {
    const store = new Store(newFolder());
    const outcomes = [true, false].map((isJournalled) => store.write(() => "nothing to do", isJournalled));
    expect(await Promise.all(outcomes)).toEqual(["nothing to do", "nothing to do"]);
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
    expect(await countKept(restoredDir)).toBe(500);
  });

  it("is refused where there is no store, and never restored over one", async () => {
    const dataDir = await filledFolder(1);
    await expect(backUp(newFolder(), join(folder, "none.mdb"))).rejects.toThrow("holds no mongodb.mdb");
    await copyFile(join(dataDir, STORE_FILE), join(folder, "one.mdb"));
    await expect(restore(join(folder, "one.mdb"), dataDir)).rejects.toThrow("already holds a store");
  });
});
