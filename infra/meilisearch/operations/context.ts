import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Catalog } from "../index/catalog.ts";
import type { Store } from "../storage/store.ts";
import type { TaskQueue } from "../tasks/task-queue.ts";

/** What the operations work on. */
export interface Context {
  store: Store;
  catalog: Catalog;
  queue: TaskQueue;
}

/** Registers the routes of one concept. */
export type Routes = FastifyPluginAsyncTypebox<{ context: Context }>;

export const IndexUidSchema = Type.String({
  pattern: "^[a-zA-Z0-9_-]{1,512}$",
  code: "invalid_index_uid",
  missingCode: "missing_index_uid",
  invalid:
    "is not a valid index uid. Index uid can be an integer or a string containing only alphanumeric characters, hyphens (-) and underscores (_), and can not be more than 512 bytes.",
});

/** The index named in a URL. */
export const IndexParamsSchema = Type.Object({ uid: IndexUidSchema });
