import { createSearch } from "@market/indexer/search";
import { connectMongo, onHeartbeatStuck } from "@market/shared/models";
import { pino } from "pino";
import { ensureFirstAdmin } from "./account/first-admin.ts";
import { buildApp } from "./app.ts";
import { ConfigError, readConfig } from "./config.ts";
import { refreshClocks } from "./contract/refresh-clocks.ts";

/** Requests under way get this long when the process is asked to stop. */
const STOP_GRACE_MS = 10_000;

const log = pino({ name: "api", level: process.env.LOG_LEVEL || "info" });

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const connection = await connectMongo(config.mongodbUri);
  const app = await buildApp(config, { connection, search: createSearch(config) });
  if (config.firstAdmin !== null) await ensureFirstAdmin(app.models, config.firstAdmin);

  await refreshClocks(app.models);

  let isStopping = false;
  const stop = async (reason: string) => {
    if (isStopping) return;
    isStopping = true;
    app.log.info({ reason }, "stopping");
    // What does not end by itself must not keep the machine from stopping.
    setTimeout(() => process.exit(1), STOP_GRACE_MS).unref();
    await app.close();
    await connection.close();
    if (process.connected) process.disconnect();
  };
  const stopFor = (reason: string) => {
    stop(reason).catch((error) => {
      app.log.error({ err: error }, "could not stop cleanly");
      process.exit(1);
    });
  };
  process.once("SIGTERM", () => stopFor("SIGTERM"));
  process.once("SIGINT", () => stopFor("SIGINT"));
  // The launcher is gone, and with it whoever could stop this process.
  process.once("disconnect", () => stopFor("disconnect"));

  onHeartbeatStuck(connection, () => {
    app.log.fatal("the connection to the store is stuck: a new process must take over");
    process.exitCode = 1;
    stopFor("stuck connection");
  });

  const url = await app.listen({ port: config.port, host: config.host });
  process.send?.({ type: "ready", url });
}

start().catch((error: unknown) => {
  if (error instanceof ConfigError) log.fatal(error.message);
  else log.fatal({ err: error }, "could not start");
  process.exit(1);
});
