import { setTimeout as sleep } from "node:timers/promises";
import { connectMongo } from "@market/shared/models";
import type { Connection } from "mongoose";
import pino, { type Logger } from "pino";
import { readConfig } from "./config.ts";
import { type Indexer, startIndexer } from "./indexer.ts";

const RETRY_PAUSE_MS = 1_000;

/** The indexer as a process: starts whatever is away, and leaves in order when asked to, or when its parent is gone. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = pino({ level: config.logLevel, name: "indexer" });
  const leaving = new AbortController();
  for (const event of ["SIGTERM", "SIGINT", "disconnect"] as const) {
    process.on(event, () => leaving.abort(new Error(event)));
  }

  const connection = await retry(() => connectMongo(config.mongodbUri), "MongoDB", logger, leaving.signal);
  const indexer =
    connection &&
    (await retry(
      () => startIndexer({ ...config, connection, logger }),
      "indexes of MongoDB",
      logger,
      leaving.signal,
    ));
  if (indexer) {
    process.send?.({ type: "ready" });
    logger.info("indexer is at work");
    await untilAborted(leaving.signal);
  }
  await leave(indexer, connection, logger);
}

/** Tries until it works, or until the process is to leave. */
async function retry<T>(
  start: () => Promise<T>,
  what: string,
  logger: Logger,
  signal: AbortSignal,
): Promise<T | null> {
  while (!signal.aborted) {
    try {
      return await start();
    } catch (error) {
      logger.warn({ err: error }, `${what} not ready, trying again`);
      await sleep(RETRY_PAUSE_MS);
    }
  }
  return null;
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

async function leave(indexer: Indexer | null, connection: Connection | null, logger: Logger): Promise<void> {
  try {
    await indexer?.stop();
    await connection?.close();
    logger.info("indexer has stopped");
    process.exit(0);
  } catch (error) {
    logger.error({ err: error }, "indexer did not stop in order");
    process.exit(1);
  }
}

await main();
