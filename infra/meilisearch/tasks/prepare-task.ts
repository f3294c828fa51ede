import type { Catalog } from "../index/catalog.ts";
import { prepareAddDocuments } from "./add-documents.task.ts";
import { prepareDeleteDocuments } from "./delete-documents.task.ts";
import { prepareCreateIndex, prepareDeleteIndex, prepareSwapIndexes } from "./index.task.ts";
import type { TaskRecord, TaskType } from "./task.ts";
import type { TaskOutcome } from "./task-queue.ts";
import { prepareUpdateSettings } from "./update-settings.task.ts";

const PREPARE: Record<TaskType, (catalog: Catalog, task: TaskRecord) => Promise<TaskOutcome>> = {
  documentAdditionOrUpdate: prepareAddDocuments,
  documentDeletion: prepareDeleteDocuments,
  settingsUpdate: prepareUpdateSettings,
  indexCreation: prepareCreateIndex,
  indexDeletion: prepareDeleteIndex,
  indexSwap: prepareSwapIndexes,
};

/** Works out what a task does, by its type. */
export function prepareTask(catalog: Catalog, task: TaskRecord): Promise<TaskOutcome> {
  return PREPARE[task.type](catalog, task);
}
