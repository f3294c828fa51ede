import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DataDirLockedError, lockDataDir } from "./data-lock.ts";

const LAUNCHER = { name: "launcher", remedy: "set DATA_DIR to another folder" };
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "data-lock-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

it("refuses a folder that a running process has, naming folder, process and variable", async () => {
  await lockDataDir(dataDir, LAUNCHER);
  const second = lockDataDir(dataDir, LAUNCHER);
  await expect(second).rejects.toThrow(DataDirLockedError);
  await expect(second).rejects.toThrow(
    `${dataDir} is in use by another launcher (process ${process.pid}): stop it, or set DATA_DIR`,
  );
});

it("gives the folder back", async () => {
  const unlock = await lockDataDir(dataDir, LAUNCHER);
  await unlock();
  await expect(lockDataDir(dataDir, LAUNCHER)).resolves.toBeTypeOf("function");
});

it.each([
  { title: "a process that is gone", content: JSON.stringify({ pid: 2 ** 30, startedTicks: "1" }) },
  {
    title: "an earlier process with the same pid",
    content: JSON.stringify({ pid: process.pid, startedTicks: "1" }),
  },
  { title: "a crash half-way through writing it", content: '{"pid":' },
])("takes over a lock left by $title", async ({ content }) => {
  await writeFile(join(dataDir, "launcher.lock"), content);
  await expect(lockDataDir(dataDir, LAUNCHER)).resolves.toBeTypeOf("function");
});
