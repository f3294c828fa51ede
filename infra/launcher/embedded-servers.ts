import { join } from "node:path";
import { ensureModel, ModelUnavailableError } from "../embeddings/fetch-model.ts";
import type { LauncherConfig } from "./config.ts";
import type { KeptSettings } from "./kept-settings.ts";
import type { MarketProcesses } from "./market-processes.ts";
import { waitForModel } from "./model-watch.ts";
import type { StepReport } from "./step-report.ts";

export interface EmbeddedServersContext {
  config: LauncherConfig;
  settings: KeptSettings;
  processes: MarketProcesses;
  report: StepReport;
  /** Aborts when the market is being stopped. */
  signal: AbortSignal;
}

const DATABASE = "market";

/** Resolves with what `MONGODB_URI` would say. */
export function startMongodb(context: EmbeddedServersContext): Promise<string> {
  return context.report.step("MongoDB, embedded", async (detail) => {
    const url = new URL(await startServer(context, "mongodb"));
    if (url.pathname.length <= 1) url.pathname = `/${DATABASE}`;
    detail(url.href);
    return url.href;
  });
}

/** Resolves with what `MEILI_URL` and `MEILI_MASTER_KEY` would say. */
export function startMeilisearch(
  context: EmbeddedServersContext,
): Promise<{ url: string; masterKey: string }> {
  return context.report.step("Meilisearch, embedded", async (detail) => {
    const masterKey = context.settings.meiliMasterKey;
    const url = await startServer(context, "meilisearch", { MEILI_MASTER_KEY: masterKey });
    detail(url);
    return { url, masterKey };
  });
}

/**
 * Resolves with what `OPENAI_BASE_URL` would say. Without a model nothing listens there, which to the product
 * is an embedding service that is away: it goes on with keywords, and catches up once the server is there.
 */
export async function startEmbeddings(context: EmbeddedServersContext): Promise<string> {
  const { config, settings, report, signal } = context;
  const modelOptions = {
    modelDir: config.embeddingModelDir,
    dataDir: join(config.dataDir, "embeddings"),
    hubEndpoint: config.hubEndpoint,
    signal,
  };
  const startWith = (modelDir: string) =>
    startServer(context, "embeddings", { EMBEDDING_MODEL_DIR: modelDir });
  try {
    return await report.step("Embeddings, embedded", async (detail) => {
      const fetchReport = (line: string) => detail(`model: ${line}`);
      const url = await startWith(await ensureModel({ ...modelOptions, report: fetchReport }));
      detail(url);
      return url;
    });
  } catch (error) {
    if (!(error instanceof ModelUnavailableError)) throw error;
    report.notice(error.message);
    report.notice("Going on with keywords alone; the model is used as soon as it can be had.");
  }
  waitForModel(modelOptions)
    .then(startWith)
    .then(
      () => report.notice("The embedding model has turned up: what is missing is embedded now."),
      (error: Error) => {
        if (!signal.aborted) report.notice(`Embeddings could not be started: ${error.message}`);
      },
    );
  return `http://127.0.0.1:${settings.ports.embeddings}/v1`;
}

function startServer(
  { config, settings, processes }: EmbeddedServersContext,
  name: keyof KeptSettings["ports"],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  return processes.startUntilReady({
    name,
    script: `infra/${name}/cli.ts`,
    env: { ...process.env, ...env },
    args: ["--port", String(settings.ports[name]), "--data", join(config.dataDir, name)],
  });
}
