import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Catalog } from "./storage/catalog.ts";
import { STORE_FILE, Store } from "./storage/store.ts";

/** Copies a snapshot of a data folder's store, running or not, to a file. Throws when there is no store. */
export async function backUp(dataDir: string, file: string): Promise<void> {
  if (!Store.exists(dataDir)) throw new Error(`--data: ${dataDir} holds no ${STORE_FILE}`);
  const store = new Store(dataDir, { isInUse: true });
  try {
    await store.backup(file);
  } finally {
    await store.close();
  }
}

/** Makes a data folder from a backup file. Throws when the folder already holds a store, or the file is none. */
export async function restore(file: string, dataDir: string): Promise<void> {
  if (Store.exists(dataDir))
    throw new Error(`--data: ${dataDir} already holds a store, which is not overwritten`);
  await mkdir(dataDir, { recursive: true });
  await copyFile(file, join(dataDir, STORE_FILE));
  const store = new Store(dataDir);
  try {
    await Catalog.load(store);
  } finally {
    await store.close();
  }
}

/** `--data DIR --to FILE` backs up, `--data DIR --from FILE` restores. */
async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: "string" }, to: { type: "string" }, from: { type: "string" } },
    strict: true,
  });
  const { data = ".data/mongodb", to, from } = values;
  if ((to === undefined) === (from === undefined)) throw new Error("give either --to FILE or --from FILE");
  if (to !== undefined) await backUp(data, to);
  else if (from !== undefined) await restore(from, data);
}

if (process.argv[1] === import.meta.filename) await run();
