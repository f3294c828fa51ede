import pino from "pino";
import type { EmbeddedOptions, EmbeddedServer } from "../embedded-cli.ts";
import { buildApp } from "./app.ts";
import { Catalog } from "./index/catalog.ts";
import { openStore } from "./storage/store.ts";
import { prepareTask } from "./tasks/prepare-task.ts";
import { TaskQueue } from "./tasks/task-queue.ts";

/**
 * Starts the embedded Meilisearch on loopback: reads what is stored into memory, goes on with the tasks that were
 * enqueued, and listens. Without a master key everyone on this machine may do everything, as in the real one.
 */
export async function startMeilisearch(
  options: EmbeddedOptions & { masterKey?: string },
): Promise<EmbeddedServer> {
  const log = pino({ name: "meilisearch", level: process.env.LOG_LEVEL ?? "warn" });
  const store = openStore(options.dataDir);
  const catalog = await Catalog.load(store, log);
  const queue = new TaskQueue(
    store,
    (task) => prepareTask(catalog, task),
    (error) => {
      // Memory and disk may differ now; a restart reads the disk.
      log.fatal(error, "The task queue broke.");
      process.exit(1);
    },
  );
  const app = buildApp({ store, catalog, queue }, options.masterKey);
  const url = await app.listen({ host: "127.0.0.1", port: options.port });
  return {
    url,
    async close() {
      await app.close();
      await queue.close();
      await store.root.close();
    },
  };
}
