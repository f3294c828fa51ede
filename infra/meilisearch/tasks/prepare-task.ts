import { MeilisearchError } from "../errors.ts";
import type { Catalog } from "../index/catalog.ts";
import { prepareAddDocuments } from "./add-documents.task.ts";
import { prepareDeleteDocuments } from "./delete-documents.task.ts";
import {
  prepareCreateIndex,
  prepareDeleteIndex,
  prepareSwapIndexes,
  prepareUpdateIndex,
} from "./index.task.ts";
import type { TaskRecord } from "./task.ts";
import { TaskFailure, type TaskOutcome } from "./task-queue.ts";
import { prepareUpdateSettings } from "./update-settings.task.ts";

/** Works out what a task does, by its type. */
export async function prepareTask(catalog: Catalog, task: TaskRecord): Promise<TaskOutcome> {
  switch (task.type) {
    case "documentAdditionOrUpdate":
      try {
        return await prepareAddDocuments(catalog, task);
      } catch (error) {
        if (!(error instanceof MeilisearchError)) throw error;
        throw new TaskFailure(error, { ...task.details, indexedDocuments: 0 });
      }
    case "documentDeletion":
      return prepareDeleteDocuments(catalog, task);
    case "settingsUpdate":
      return prepareUpdateSettings(catalog, task);
    case "indexCreation":
      return prepareCreateIndex(catalog, task);
    case "indexUpdate":
      return prepareUpdateIndex(catalog, task);
    case "indexDeletion":
      return prepareDeleteIndex(catalog, task);
    case "indexSwap":
      return prepareSwapIndexes(catalog, task);
  }
}
