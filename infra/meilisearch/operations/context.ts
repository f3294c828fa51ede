import type { Catalog } from "../index/catalog.ts";
import type { Store } from "../storage/store.ts";
import type { TaskQueue } from "../tasks/task-queue.ts";

/** What the operations work on. */
export interface Context {
  store: Store;
  catalog: Catalog;
  queue: TaskQueue;
}
