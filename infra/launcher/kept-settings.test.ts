import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clearLockedPorts } from "get-port";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openKeptSettings, readKeptSettings } from "./kept-settings.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "kept-settings-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** As a later launcher would: a process of its own, which has reserved no port yet. */
const openAnew = () => {
  clearLockedPorts();
  return openKeptSettings(dataDir);
};

it("keeps key and ports from one start to the next, for the owner's eyes only", async () => {
  expect(await readKeptSettings(dataDir)).toBeNull();
  const first = await openAnew();
  expect(first.meiliMasterKey.length).toBeGreaterThanOrEqual(32);
  expect(new Set(Object.values(first.ports)).size).toBe(3);
  expect(await openAnew()).toEqual(first);
  expect(await readKeptSettings(dataDir)).toEqual(first);
  expect((await stat(join(dataDir, "launcher.json"))).mode & 0o777).toBe(0o600);
});

it("gives a server another port when somebody else has taken its own", async () => {
  const first = await openAnew();
  const intruder = createServer();
  await new Promise<void>((resolve) => intruder.listen(first.ports.mongodb, "127.0.0.1", resolve));
  try {
    const second = await openAnew();
    expect(second.ports.mongodb).not.toBe(first.ports.mongodb);
    expect(second.ports.meilisearch).toBe(first.ports.meilisearch);
    expect(second.meiliMasterKey).toBe(first.meiliMasterKey);
  } finally {
    await new Promise((resolve) => intruder.close(resolve));
  }
});

it("names the file when it cannot be read, and does not make a new key over it", async () => {
  await writeFile(join(dataDir, "launcher.json"), "{");
  await expect(openAnew()).rejects.toThrow(join(dataDir, "launcher.json"));
});
