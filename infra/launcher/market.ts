import { join } from "node:path";
import getPort from "get-port";
import { ensureModel, ModelUnavailableError } from "../embeddings/fetch-model.ts";
import { buildWeb } from "./build-web.ts";
import { ChildLog } from "./child-log.ts";
import { type ChildSpec, describeExit, startChild } from "./child-process.ts";
import type { LauncherConfig } from "./config.ts";
import { type KeptSettings, openKeptSettings } from "./kept-settings.ts";
import { waitForModel } from "./model-watch.ts";
import { describeFaults, waitUntilReady } from "./ready-probe.ts";
import { watchSources } from "./source-watch.ts";
import type { StepReport } from "./step-report.ts";
import { Supervisor, type SupervisorEvent } from "./supervisor.ts";

export interface MarketOptions {
  config: LauncherConfig;
  repositoryRoot: string;
  /** Reload on change: api and indexer are restarted, the web app comes from Vite. */
  isDev: boolean;
  report: StepReport;
  print: (line: string) => void;
}

const STOP_GRACE_MS = 10_000;
const READY_TIMEOUT_MS = 60_000;
const DATABASE = "market";
const DEV_WEB_PORT = 5173;

/** The whole product on one machine: its servers, its processes, and the order in which they come and go. */
export class Market {
  readonly #options: MarketOptions;
  readonly #supervisor: Supervisor;
  readonly #closing = new AbortController();
  readonly #logs = new Map<string, ChildLog>();
  readonly #afterwards: (() => void | Promise<void>)[] = [];
  /** What api, indexer and seed find in their environment, once the servers' addresses are known. */
  #childEnv: NodeJS.ProcessEnv = {};

  constructor(options: MarketOptions) {
    this.#options = options;
    this.#supervisor = new Supervisor({
      stopGraceMs: STOP_GRACE_MS,
      firstRestartDelayMs: 250,
      maxRestartDelayMs: 15_000,
      soundAfterMs: 60_000,
      onEvent: (event) => this.#reportEvent(event),
    });
  }

  /** Starts everything; resolves with the address to open once it can be used. */
  async open(): Promise<string> {
    const { config, isDev, repositoryRoot, report } = this.#options;
    await assertPortIsFree(config.port);
    const settings = await openKeptSettings(config.dataDir);
    const [mongodbUri, meilisearch, openaiBaseUrl] = await Promise.all([
      config.mongodbUri ?? this.#startMongodb(settings),
      config.meiliUrl
        ? { url: config.meiliUrl, masterKey: config.meiliMasterKey }
        : this.#startMeilisearch(settings),
      config.openaiBaseUrl ?? this.#startEmbeddings(settings),
      isDev || report.step("Web app", () => buildWeb(repositoryRoot, this.#closing.signal)),
    ]);
    this.#childEnv = {
      ...process.env,
      PORT: String(config.port),
      DATA_DIR: config.dataDir,
      SEED: config.seed,
      MONGODB_URI: mongodbUri,
      MEILI_URL: meilisearch.url,
      MEILI_MASTER_KEY: meilisearch.masterKey,
      OPENAI_BASE_URL: openaiBaseUrl,
      EMBEDDING_MODEL: config.embeddingModel,
      WEB_DIST: isDev ? undefined : join(repositoryRoot, "web/dist"),
    };
    if (config.seed === "sample") await this.#seed("Sample market", "market");
    const url = await report.step("Api and indexer", async (detail) => {
      this.#supervisor.start(await this.#childSpec("indexer", "indexer/src/worker.ts", this.#childEnv));
      const apiUrl = `http://127.0.0.1:${config.port}`;
      const api = this.#supervisor.start(await this.#childSpec("api", "api/src/server.ts", this.#childEnv));
      const readiness = await Promise.race([
        waitUntilReady(apiUrl, READY_TIMEOUT_MS, this.#closing.signal),
        api.exited.then(async (exit) => {
          await api.ready;
          throw new Error(`api ended (${describeExit(exit)})`);
        }),
      ]);
      for (const fault of describeFaults(readiness)) detail(fault);
      return `http://localhost:${config.port}`;
    });
    return isDev ? this.#startWatching() : url;
  }

  /**
   * Brings in what of the sample needs a running market: the deals, which wait for the indexer's pairings.
   * The market is open meanwhile, and without them when they fail.
   */
  async finishSample(): Promise<void> {
    const { config, report } = this.#options;
    if (config.seed !== "sample") return;
    try {
      await this.#seed("Sample deals", "deals");
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      report.notice(
        `The sample is without its deals: ${(error as Error).message}. The next start goes on with them.`,
      );
    }
  }

  /** Stops everything, the last one started first; may be called while `open` is still under way. */
  async close(): Promise<void> {
    this.#closing.abort(new Error("the market is being stopped"));
    for (const undo of this.#afterwards) await undo();
    await this.#supervisor.stopAll();
    await Promise.all([...this.#logs.values()].map((log) => log.close()));
  }

  #startMongodb(settings: KeptSettings): Promise<string> {
    return this.#options.report.step("MongoDB, embedded", async (detail) => {
      const url = new URL(await this.#startEmbedded("mongodb", settings.ports.mongodb));
      if (url.pathname.length <= 1) url.pathname = `/${DATABASE}`;
      detail(url.href);
      return url.href;
    });
  }

  #startMeilisearch(settings: KeptSettings): Promise<{ url: string; masterKey: string }> {
    return this.#options.report.step("Meilisearch, embedded", async (detail) => {
      const masterKey = settings.meiliMasterKey;
      const url = await this.#startEmbedded("meilisearch", settings.ports.meilisearch, {
        MEILI_MASTER_KEY: masterKey,
      });
      detail(url);
      return { url, masterKey };
    });
  }

  /**
   * Without a model nothing listens at the address that is returned, which to the product is an embedding
   * service that is away: it goes on with keywords, and catches up once the server is there.
   */
  async #startEmbeddings(settings: KeptSettings): Promise<string> {
    const { config, report } = this.#options;
    const port = settings.ports.embeddings;
    const modelOptions = {
      modelDir: config.embeddingModelDir,
      dataDir: join(config.dataDir, "embeddings"),
      hubEndpoint: config.hubEndpoint,
      signal: this.#closing.signal,
    };
    const startWith = (modelDir: string) =>
      this.#startEmbedded("embeddings", port, { EMBEDDING_MODEL_DIR: modelDir });
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
    const lateStart = waitForModel(modelOptions)
      .then(startWith)
      .then(
        () => report.notice("The embedding model has turned up: what is missing is embedded now."),
        (error: Error) => {
          if (!this.#closing.signal.aborted)
            report.notice(`Embeddings could not be started: ${error.message}`);
        },
      );
    this.#afterwards.push(() => lateStart);
    return `http://127.0.0.1:${port}/v1`;
  }

  async #startEmbedded(name: string, port: number, env: NodeJS.ProcessEnv = {}): Promise<string> {
    const dataDir = join(this.#options.config.dataDir, name);
    const args = ["--port", String(port), "--data", dataDir];
    const spec = await this.#childSpec(name, `infra/${name}/cli.ts`, { ...process.env, ...env }, args);
    return this.#supervisor.startUntilReady(spec);
  }

  #seed(title: string, part: "market" | "deals"): Promise<void> {
    return this.#options.report.step(title, async (detail) => {
      const spec = await this.#childSpec("seed", "infra/seed/seed.ts", this.#childEnv, ["--part", part]);
      const child = startChild({
        ...spec,
        onLine: (line, stream) => {
          if (stream === "stdout") detail(line);
          else spec.onLine?.(line, stream);
        },
      });
      const stop = () => void child.stop(STOP_GRACE_MS);
      const { signal } = this.#closing;
      signal.addEventListener("abort", stop, { once: true });
      const exit = await child.exited;
      signal.removeEventListener("abort", stop);
      signal.throwIfAborted();
      if (exit.code !== 0) throw new Error(`seed failed (${describeExit(exit)})`);
    });
  }

  async #startWatching(): Promise<string> {
    const { config, repositoryRoot, report } = this.#options;
    const stopWatching = watchSources(
      ["shared/src", "indexer/src", "api/src"].map((dir) => join(repositoryRoot, dir)),
      () => {
        report.notice("Source has changed: api and indexer are started again.");
        void Promise.all([this.#supervisor.restart("indexer"), this.#supervisor.restart("api")]);
      },
    );
    this.#afterwards.push(stopWatching);

    return report.step("Web app, reloading", async () => {
      const port = await getPort({ port: DEV_WEB_PORT });
      const log = await this.#openLog("web");
      this.#supervisor.start({
        name: "web",
        args: [
          "--import",
          join(repositoryRoot, "infra/launcher/leave-with-parent.mjs"),
          join(repositoryRoot, "node_modules/vite/bin/vite.js"),
          "--port",
          String(port),
          "--strictPort",
        ],
        env: { ...this.#childEnv, API_ORIGIN: `http://127.0.0.1:${config.port}` },
        cwd: join(repositoryRoot, "web"),
        onLine: (line, stream) => log.write(line, stream),
      });
      return `http://127.0.0.1:${port}`;
    });
  }

  async #childSpec(
    name: string,
    script: string,
    env: NodeJS.ProcessEnv,
    args: readonly string[] = [],
  ): Promise<ChildSpec> {
    const { repositoryRoot } = this.#options;
    const log = await this.#openLog(name);
    return {
      name,
      args: ["--import", "tsx", join(repositoryRoot, script), ...args],
      env,
      cwd: repositoryRoot,
      onLine: (line, stream) => log.write(line, stream),
    };
  }

  async #openLog(name: string): Promise<ChildLog> {
    const { config, isDev, print } = this.#options;
    const opened = this.#logs.get(name);
    if (opened) return opened;
    const log = await ChildLog.open(join(config.dataDir, "logs"), name, { showAll: isDev, print });
    this.#logs.set(name, log);
    return log;
  }

  #reportEvent(event: SupervisorEvent): void {
    const { notice } = this.#options.report;
    switch (event.type) {
      case "died":
        notice(
          `${event.name} (process ${event.pid}) died, ${describeExit(event.exit)}; it is started again in ${event.restartInMs} ms`,
        );
        break;
      case "restarted":
        notice(`${event.name} runs again (process ${event.pid})`);
        break;
      case "stopped":
        if (event.exit.signal === "SIGKILL") notice(`${event.name} did not stop in time and was killed`);
        break;
      case "started":
        break;
      default:
        event satisfies never;
    }
  }
}

async function assertPortIsFree(port: number): Promise<void> {
  if ((await getPort({ port })) !== port) {
    throw new Error(`port ${port} is taken by another program: stop that, or set PORT to a free port`);
  }
}
