import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Database, open, type RootDatabase } from "lmdb";
import type { JsonObject } from "../request/json.ts";
import type { SettingsChange } from "../settings/settings.ts";
import type { TaskRecord } from "../tasks/task.ts";

/** What is kept of an index beside its documents. Documents hang on `instance`, so a swap moves two names only. */
export interface IndexRecord {
  uid: string;
  instance: number;
  primaryKey: string | null;
  createdAt: string;
  updatedAt: string;
  settings: SettingsChange;
}

/** Everything the server keeps, in one lmdb file: a transaction over it is atomic and survives a kill. */
export interface Store {
  root: RootDatabase;
  /** By index uid. */
  indexes: Database<IndexRecord, string>;
  /** By task uid. */
  tasks: Database<TaskRecord, number>;
  /** By [instance, docid]. */
  documents: Database<JsonObject, [number, number]>;
  /** By [instance, docid, embedder]; see `encodeVectors`. */
  vectors: Database<Buffer, [number, number, string]>;
}

export function openStore(dataDir: string): Store {
  mkdirSync(dataDir, { recursive: true });
  const root = open({ path: join(dataDir, "meilisearch.mdb"), maxDbs: 8 });
  return {
    root,
    indexes: root.openDB({ name: "indexes", encoding: "json" }),
    tasks: root.openDB({ name: "tasks", encoding: "json" }),
    documents: root.openDB({ name: "documents", encoding: "json" }),
    vectors: root.openDB({ name: "vectors", encoding: "binary" }),
  };
}

/** The range that holds all entries of one index instance. */
export function instanceRange(instance: number): { start: [number]; end: [number] } {
  return { start: [instance], end: [instance + 1] };
}
