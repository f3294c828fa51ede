// Runs a program of the indexer's, with embedded servers of its own in a throw-away folder for whichever of
// `--meili` (or MEILI_URL) and `--embeddings` (or OPENAI_BASE_URL) is not given.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type RunningChild, startChild } from "../launcher/child-process.ts";
import { ensureKeptModel } from "../test/kept-model.ts";

const STOP_GRACE_MS = 10_000;
const repositoryRoot = resolve(import.meta.dirname, "../..");

/** @param script of the repository, from its root; it gets the arguments of this process, whose exit code it sets */
export async function runWithEngines(script: string): Promise<void> {
  const args = process.argv.slice(2);
  const isGiven = (flag: string, variable: string) =>
    args.some((arg) => arg === flag || arg.startsWith(`${flag}=`)) || Boolean(process.env[variable]);

  const dataDir = await mkdtemp(join(tmpdir(), "market-eval-"));
  const children: RunningChild[] = [];
  const env: NodeJS.ProcessEnv = { ...process.env };

  const startServer = (name: string, serverEnv: NodeJS.ProcessEnv): Promise<string> => {
    const server = join(repositoryRoot, `infra/${name}/cli.ts`);
    const child = startChild({
      name,
      args: ["--import", "tsx", server, "--port", "0", "--data", join(dataDir, name)],
      env: { ...process.env, ...serverEnv },
      cwd: repositoryRoot,
      onLine: (line, stream) => stream === "stderr" && console.error(`${name}: ${line}`),
    });
    children.push(child);
    return child.ready;
  };

  try {
    if (!isGiven("--meili", "MEILI_URL")) {
      env.MEILI_MASTER_KEY = randomBytes(24).toString("base64url");
      env.MEILI_URL = await startServer("meilisearch", { MEILI_MASTER_KEY: env.MEILI_MASTER_KEY });
    }
    if (!isGiven("--embeddings", "OPENAI_BASE_URL")) {
      const modelDir = await ensureKeptModel(console.error);
      env.OPENAI_BASE_URL = await startServer("embeddings", { EMBEDDING_MODEL_DIR: modelDir });
    }
    const program = spawn(process.execPath, ["--import", "tsx", join(repositoryRoot, script), ...args], {
      env,
      stdio: "inherit",
    });
    process.exitCode = await new Promise<number>((resolveExit) => {
      program.once("close", (code) => resolveExit(code ?? 1));
    });
  } finally {
    await Promise.all(children.map((child) => child.stop(STOP_GRACE_MS)));
    await rm(dataDir, { recursive: true, force: true });
  }
}
