import { MeilisearchError } from "../errors.ts";
import type { Catalog } from "../index/catalog.ts";
import { LiveIndex } from "../index/live-index.ts";
import { applySettings, resolveSettings, type SettingsChange } from "../settings/settings.ts";
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
  const { store } = catalog;
  const index = catalog.get(uid) ?? new LiveIndex(catalog.newRecord(uid, null));
  const settings = applySettings(isReset ? {} : index.record.settings, change);
  const { embedders } = resolveSettings(settings);
  for (const [name, vectors] of index.vectors) {
    if (vectors.size === 0 || embedders[name]?.dimensions === vectors.dimensions) continue;
    throw new MeilisearchError(
      "invalid_settings_embedders",
      `Index \`${uid}\`: \`.embedders.${name}\` has vectors, and the embedded server neither removes nor changes it then: fill another index and swap the two.`,
    );
  }
  const record = { ...index.record, settings, updatedAt: new Date().toISOString() };
  const next = await LiveIndex.load(store, record);
  return {
    details: task.details,
    write: () => store.indexes.putSync(uid, record),
    apply: () => catalog.set(next),
  };
}
