import type { Catalog } from "../index/catalog.ts";
import { LiveIndex, slicer } from "../index/live-index.ts";
import type { JsonObject } from "../request/read-json.ts";
import { applySettings, resolveSettings } from "../settings/check-settings.ts";
import type { Settings, SettingsChange } from "../settings/settings.ts";
import { decodeVectors, encodeVectors, presentVectors } from "../storage/document-vectors.ts";
import { type IndexRecord, instanceRange, type Store } from "../storage/store.ts";
import { documentId } from "./document-id.ts";
import { takeVectors } from "./read-vectors.ts";
import type { TaskRecord } from "./task.ts";
import type { TaskOutcome } from "./task-queue.ts";

export interface UpdateSettingsContent {
  change: SettingsChange;
  /** Takes everything that was set before away first. */
  isReset: boolean;
}

export async function prepareUpdateSettings(catalog: Catalog, task: TaskRecord): Promise<TaskOutcome> {
  const { change, isReset } = task.content as UpdateSettingsContent;
  const uid = task.indexUid!;
  const index = catalog.get(uid) ?? new LiveIndex(catalog.newRecord(uid, null));
  const settings = applySettings(isReset ? {} : index.record.settings, change);
  const record: IndexRecord = { ...index.record, settings, updatedAt: new Date().toISOString() };
  const moves = await moveVectors(catalog.store, index, resolveSettings(settings));
  return {
    details: task.details,
    write() {
      catalog.store.indexes.putSync(uid, record);
      for (const move of moves) move();
    },
    async apply() {
      catalog.set(await LiveIndex.load(catalog.store, record));
    },
  };
}

/**
 * Vectors live with their embedder. When an embedder goes, its vectors go back into the documents' `_vectors`; when
 * one comes, it takes those it finds there. The result is a list of writes.
 */
async function moveVectors(store: Store, index: LiveIndex, next: Settings): Promise<(() => void)[]> {
  const before = index.settings.embedders;
  const isSame = (name: string): boolean => before[name]?.dimensions === next.embedders[name]?.dimensions;
  const gone = Object.keys(before).filter((name) => !isSame(name));
  const come = Object.fromEntries(Object.entries(next.embedders).filter(([name]) => !isSame(name)));
  const moves: (() => void)[] = [];
  if (gone.length === 0 && Object.keys(come).length === 0) return moves;

  const { instance, primaryKey, uid } = index.record;
  const pause = slicer();
  for (const { key, value } of store.documents.getRange(instanceRange(instance))) {
    const docid = key[1];
    const returned: JsonObject = {};
    for (const name of gone) {
      const stored = store.vectors.get([instance, docid, name]);
      if (!stored) continue;
      returned[name] = presentVectors(decodeVectors(stored, before[name]!.dimensions));
      moves.push(() => store.vectors.removeSync([instance, docid, name]));
    }
    const whole = { ...value, _vectors: { ...(value._vectors as JsonObject | undefined), ...returned } };
    const { document, vectors } = takeVectors(uid, documentId(value, primaryKey!), whole, come);
    moves.push(() => store.documents.putSync(key, document));
    for (const [name, given] of vectors) {
      moves.push(() => store.vectors.putSync([instance, docid, name], encodeVectors(given)));
    }
    await pause();
  }
  return moves;
}
