import { indexNotFound, MeilisearchError, quoteNames } from "../errors.ts";
import type { Catalog } from "../index/catalog.ts";
import { LiveIndex } from "../index/live-index.ts";
import { instanceRange, type Store } from "../storage/store.ts";
import type { TaskRecord } from "./task.ts";
import type { TaskOutcome } from "./task-queue.ts";

interface CreateIndexContent {
  primaryKey: string | null;
}

interface SwapIndexesContent {
  swaps: { indexes: [string, string] }[];
}

export async function prepareCreateIndex(catalog: Catalog, task: TaskRecord): Promise<TaskOutcome> {
  const uid = task.indexUid!;
  if (catalog.get(uid))
    throw new MeilisearchError("index_already_exists", `Index \`${uid}\` already exists.`);
  const record = catalog.newRecord(uid, (task.content as CreateIndexContent).primaryKey);
  return {
    details: task.details,
    write: () => catalog.store.indexes.putSync(uid, record),
    apply: () => catalog.set(new LiveIndex(record)),
  };
}

export async function prepareDeleteIndex(catalog: Catalog, task: TaskRecord): Promise<TaskOutcome> {
  const uid = task.indexUid!;
  const index = catalog.get(uid);
  if (!index) throw indexNotFound(uid);
  const { store } = catalog;
  return {
    details: { deletedDocuments: index.documentCount },
    write() {
      store.indexes.removeSync(uid);
      removeRange(store.documents, index.record.instance);
      removeRange(store.vectors, index.record.instance);
    },
    apply: () => catalog.remove(uid),
  };
}

/** Two indexes change names; what they hold stays where it is. Tasks that have ended follow their index. */
export async function prepareSwapIndexes(catalog: Catalog, task: TaskRecord): Promise<TaskOutcome> {
  const { swaps } = task.content as SwapIndexesContent;
  const names = new Map<string, string>();
  const missing: string[] = [];
  for (const { indexes } of swaps) {
    const [from, to] = indexes;
    missing.push(...indexes.filter((uid) => !catalog.get(uid)));
    names.set(from, to).set(to, from);
  }
  if (missing.length === 1) throw indexNotFound(missing[0]!);
  if (missing.length > 1) {
    throw new MeilisearchError("index_not_found", `Indexes ${quoteNames(missing.sort())} not found.`);
  }
  const moved = [...names].map(([from, to]) => ({ index: catalog.get(from)!, to }));
  const { store } = catalog;
  return {
    details: task.details,
    write() {
      for (const { index, to } of moved) store.indexes.putSync(to, { ...index.record, uid: to });
      renameInTasks(store, task.uid, names);
    },
    apply() {
      for (const { index, to } of moved) {
        index.record = { ...index.record, uid: to };
        catalog.set(index);
      }
    },
  };
}

function renameInTasks(store: Store, before: number, names: ReadonlyMap<string, string>): void {
  for (const { key, value } of store.tasks.getRange({ end: before })) {
    const name = value.indexUid === null ? undefined : names.get(value.indexUid);
    if (name !== undefined) store.tasks.putSync(key, { ...value, indexUid: name });
  }
}

function removeRange(database: Store["documents"] | Store["vectors"], instance: number): void {
  for (const key of [...database.getKeys(instanceRange(instance))]) {
    (database as Store["vectors"]).removeSync(key as [number, number, string]);
  }
}
