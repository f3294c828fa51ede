import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import getPort from "get-port";
import { type RunningChild, startChild } from "../launcher/child-process.ts";
import { readKeptSettings } from "../launcher/kept-settings.ts";
import { waitUntilReady } from "../launcher/ready-probe.ts";
import { ensureKeptModel } from "./kept-model.ts";

const STOP_GRACE_MS = 30_000;
const READY_TIMEOUT_MS = 300_000;
/** What the launcher says when nothing of the sample is still on its way; the market is open well before. */
const SAMPLE_WHOLE = /✓ Sample deals|without its deals/;
const repositoryRoot = resolve(import.meta.dirname, "../..");

/** A whole market in a folder of its own, with its embedded servers' addresses, so that they can be asked directly. */
export interface RunningMarket {
  url: string;
  dataDir: string;
  meili: { url: string; masterKey: string };
  openaiBaseUrl: string;
  stop(): Promise<void>;
}

/** What a market starts with: the sample, or nothing but an admin. */
export type MarketSeed = { seed: "sample" } | { seed: "none"; admin: { email: string; password: string } };

/** Starts a market as `npm start` does, on free ports, and waits until it can be used and holds all its sample. */
export async function startMarket(options: MarketSeed): Promise<RunningMarket> {
  const dataDir = await mkdtemp(join(tmpdir(), "market-"));
  const modelDir = await ensureKeptModel(console.log);
  const port = await getPort({ host: "127.0.0.1" });
  // The launcher's own variables are left out: this market has servers of its own, whatever the run points at.
  const { MONGODB_URI, MEILI_URL, MEILI_MASTER_KEY, OPENAI_BASE_URL, ...inherited } = process.env;
  let tellSampleWhole = () => {};
  const sampleWhole = new Promise<void>((resolveWhole) => {
    tellSampleWhole = resolveWhole;
  });
  const launcher = startChild({
    name: "market",
    args: [join(repositoryRoot, "infra/run.mjs"), "infra/start.ts"],
    cwd: repositoryRoot,
    env: {
      ...inherited,
      NODE_ENV: "development",
      PORT: String(port),
      DATA_DIR: dataDir,
      EMBEDDING_MODEL_DIR: modelDir,
      SEED: options.seed,
      ...(options.seed === "none" && {
        ADMIN_EMAIL: options.admin.email,
        ADMIN_PASSWORD: options.admin.password,
      }),
    },
    onLine: (line) => {
      console.log(`market: ${line}`);
      if (SAMPLE_WHOLE.test(line)) tellSampleWhole();
    },
  });
  const stop = async () => {
    await launcher.stop(STOP_GRACE_MS);
    await rm(dataDir, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReadyOrEnded(url, launcher);
    if (options.seed === "sample") await Promise.race([sampleWhole, launcher.exited]);
  } catch (error) {
    await stop();
    throw error;
  }
  const settings = await readKeptSettings(dataDir);
  if (settings === null) throw new Error(`the market kept no settings in ${dataDir}`);
  const { ports, meiliMasterKey } = settings;
  return {
    url,
    dataDir,
    meili: { url: `http://127.0.0.1:${ports.meilisearch}`, masterKey: meiliMasterKey },
    openaiBaseUrl: `http://127.0.0.1:${ports.embeddings}/v1`,
    stop,
  };
}

async function untilReadyOrEnded(url: string, launcher: RunningChild): Promise<void> {
  const ended = launcher.exited.then(() => {
    throw new Error("the market ended before it was ready");
  });
  await Promise.race([waitUntilReady(url, READY_TIMEOUT_MS, AbortSignal.timeout(READY_TIMEOUT_MS)), ended]);
}
