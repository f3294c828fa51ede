import { join } from "node:path";
import getPort from "get-port";
import { buildWeb } from "./build-web.ts";
import { describeExit } from "./child-process.ts";
import type { LauncherConfig } from "./config.ts";
import { startEmbeddings, startMeilisearch, startMongodb } from "./embedded-servers.ts";
import { openKeptSettings } from "./kept-settings.ts";
import { MarketProcesses } from "./market-processes.ts";
import { describeFaults, waitUntilReady } from "./ready-probe.ts";
import { watchSources } from "./source-watch.ts";
import type { StepReport } from "./step-report.ts";

export interface MarketOptions {
  config: LauncherConfig;
  repositoryRoot: string;
  /** Reload on change: api and indexer are restarted, the web app comes from Vite. */
  isDev: boolean;
  report: StepReport;
  print: (line: string) => void;
}

const READY_TIMEOUT_MS = 60_000;
const DEV_WEB_PORT = 5173;

/** The whole product on one machine, and the order in which its parts come and go. */
export class Market {
  readonly #options: MarketOptions;
  readonly #processes: MarketProcesses;
  readonly #closing = new AbortController();
  /** What api, indexer and seed find in their environment, once the servers' addresses are known. */
  #env: NodeJS.ProcessEnv = {};
  #stopWatching = () => {};

  constructor(options: MarketOptions) {
    const { config, repositoryRoot, isDev, report, print } = options;
    this.#options = options;
    this.#processes = new MarketProcesses({
      repositoryRoot,
      logDir: join(config.dataDir, "logs"),
      showAll: isDev,
      report,
      print,
    });
  }

  /** Starts everything; resolves with the address to open once it can be used. */
  async open(): Promise<string> {
    const { config, isDev } = this.#options;
    await assertPortIsFree(config.port);
    this.#env = await this.#startServersAndBuild();
    if (config.seed === "sample") await this.#seed("Sample market", "market");
    await this.#startApiAndIndexer();
    return isDev ? this.#startReloading() : `http://localhost:${config.port}`;
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
    this.#stopWatching();
    await this.#processes.stopAll();
  }

  async #startServersAndBuild(): Promise<NodeJS.ProcessEnv> {
    const { config, isDev, repositoryRoot, report } = this.#options;
    const { signal } = this.#closing;
    const settings = await openKeptSettings(config.dataDir);
    const context = { config, settings, processes: this.#processes, report, signal };
    const [mongodbUri, meilisearch, openaiBaseUrl] = await Promise.all([
      config.mongodbUri ?? startMongodb(context),
      config.meiliUrl
        ? { url: config.meiliUrl, masterKey: config.meiliMasterKey }
        : startMeilisearch(context),
      config.openaiBaseUrl ?? startEmbeddings(context),
      isDev || report.step("Web app", () => buildWeb(repositoryRoot, signal)),
    ]);
    return {
      ...process.env,
      PORT: String(config.port),
      DATA_DIR: config.dataDir,
      SEED: config.seed,
      MONGODB_URI: mongodbUri,
      MEILI_URL: meilisearch.url,
      MEILI_MASTER_KEY: meilisearch.masterKey,
      OPENAI_BASE_URL: openaiBaseUrl,
      EMBEDDING_MODEL: config.embeddingModel,
      CERTIFICATE_PRIVATE_KEY: process.env.CERTIFICATE_PRIVATE_KEY || settings.certificatePrivateKey,
      WEB_DIST: isDev ? undefined : join(repositoryRoot, "web/dist"),
    };
  }

  #seed(title: string, part: "market" | "deals"): Promise<void> {
    return this.#options.report.step(title, async (detail) => {
      const spec = { name: "seed", script: "infra/seed/seed.ts", env: this.#env, args: ["--part", part] };
      const exit = await this.#processes.runToEnd(spec, detail, this.#closing.signal);
      if (exit.code !== 0) throw new Error(`seed failed (${describeExit(exit)})`);
    });
  }

  #startApiAndIndexer(): Promise<void> {
    const { config, report } = this.#options;
    return report.step("Api and indexer", async (detail) => {
      await this.#processes.start({ name: "indexer", script: "indexer/src/worker.ts", env: this.#env });
      const api = await this.#processes.start({ name: "api", script: "api/src/server.ts", env: this.#env });
      const readiness = await Promise.race([
        waitUntilReady(`http://127.0.0.1:${config.port}`, READY_TIMEOUT_MS, this.#closing.signal),
        api.exited.then((exit) => {
          throw new Error(`api ended before it was ready (${describeExit(exit)})`);
        }),
      ]);
      for (const fault of describeFaults(readiness)) detail(fault);
    });
  }

  async #startReloading(): Promise<string> {
    const { config, repositoryRoot, report } = this.#options;
    this.#stopWatching = watchSources(
      ["shared/src", "indexer/src", "api/src"].map((dir) => join(repositoryRoot, dir)),
      async () => {
        report.notice("Source has changed: api and indexer are started again.");
        await Promise.all([this.#processes.restart("indexer"), this.#processes.restart("api")]);
      },
    );
    const port = await getPort({ port: DEV_WEB_PORT });
    const vite = join(repositoryRoot, "node_modules/vite/bin/vite.js");
    await this.#processes.startProgram({
      name: "web",
      args: [vite, "--port", String(port), "--strictPort"],
      env: { ...this.#env, API_ORIGIN: `http://127.0.0.1:${config.port}` },
      cwd: join(repositoryRoot, "web"),
    });
    return `http://127.0.0.1:${port}`;
  }
}

async function assertPortIsFree(port: number): Promise<void> {
  if ((await getPort({ port })) !== port) {
    throw new Error(`port ${port} is taken by another program: stop that, or set PORT to a free port`);
  }
}
