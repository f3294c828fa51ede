import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { ProvidedContext } from "vitest";
import type { TestProject } from "vitest/node";
import { type RunningChild, startChild } from "../launcher/child-process.ts";
import { ensureKeptModel } from "./kept-model.ts";

declare module "vitest" {
  interface ProvidedContext {
    mongodbUri: string;
    meiliUrl: string;
    meiliMasterKey: string;
    openaiBaseUrl: string;
  }
}

type Addresses = Pick<ProvidedContext, "mongodbUri" | "meiliUrl" | "meiliMasterKey" | "openaiBaseUrl">;

interface SharedServers {
  addresses: Promise<Addresses>;
  userCount: number;
  stop(): Promise<void>;
}

/** Projects whose tests are pure and must not wait for a server. */
const PROJECTS_WITHOUT_SERVERS = new Set(["shared", "web"]);
const STOP_GRACE_MS = 10_000;
const repositoryRoot = resolve(import.meta.dirname, "../..");

/**
 * vitest loads a global setup anew for each project, in one process: the servers live on `globalThis` so
 * that all projects share them.
 */
const shared = globalThis as typeof globalThis & { embeddedServersForTests?: SharedServers };

/**
 * Starts the embedded server for each of `MONGODB_URI`, `MEILI_URL` and `OPENAI_BASE_URL` that is not set,
 * once a run, in a temporary folder, and provides the addresses to tests through `inject`.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (project.isRootProject() || PROJECTS_WITHOUT_SERVERS.has(project.name)) return undefined;
  shared.embeddedServersForTests ??= startServers();
  const servers = shared.embeddedServersForTests;
  servers.userCount += 1;
  const release = async () => {
    servers.userCount -= 1;
    if (servers.userCount > 0) return;
    shared.embeddedServersForTests = undefined;
    await servers.stop();
  };
  try {
    const addresses = await servers.addresses;
    project.provide("mongodbUri", addresses.mongodbUri);
    project.provide("meiliUrl", addresses.meiliUrl);
    project.provide("meiliMasterKey", addresses.meiliMasterKey);
    project.provide("openaiBaseUrl", addresses.openaiBaseUrl);
  } catch (error) {
    await release();
    throw error;
  }
  return release;
}

function startServers(): SharedServers {
  const children: RunningChild[] = [];
  const dataDir = mkdtemp(join(tmpdir(), "market-test-"));

  const start = async (name: string, env: NodeJS.ProcessEnv = {}): Promise<string> => {
    const script = join(repositoryRoot, "infra", name, "cli.ts");
    const child = startChild({
      name,
      args: ["--import", "tsx", script, "--port", "0", "--data", join(await dataDir, name)],
      env: { ...process.env, ...env },
      cwd: repositoryRoot,
      onLine: (line) => console.log(`${name}: ${line}`),
    });
    children.push(child);
    return child.ready;
  };

  const startMeilisearch = async () => {
    const masterKey = randomBytes(24).toString("base64url");
    return { url: await start("meilisearch", { MEILI_MASTER_KEY: masterKey }), masterKey };
  };

  const startEmbeddings = async () => {
    const modelDir = await ensureKeptModel(console.log);
    return start("embeddings", { EMBEDDING_MODEL_DIR: modelDir });
  };

  const startAll = async (): Promise<Addresses> => {
    const { MONGODB_URI, MEILI_URL, MEILI_MASTER_KEY, OPENAI_BASE_URL } = process.env;
    const [mongodbUri, meilisearch, openaiBaseUrl] = await Promise.all([
      MONGODB_URI ?? start("mongodb"),
      MEILI_URL ? { url: MEILI_URL, masterKey: MEILI_MASTER_KEY ?? "" } : startMeilisearch(),
      OPENAI_BASE_URL ?? startEmbeddings(),
    ]);
    return { mongodbUri, meiliUrl: meilisearch.url, meiliMasterKey: meilisearch.masterKey, openaiBaseUrl };
  };

  return {
    addresses: startAll(),
    userCount: 0,
    stop: async () => {
      await Promise.all(children.map((child) => child.stop(STOP_GRACE_MS)));
      await rm(await dataDir, { recursive: true, force: true });
    },
  };
}
