// Runs a program of the indexer's, with embedded servers of its own in a throw-away folder for whichever of
// `--meili` (or MEILI_URL) and `--embeddings` (or OPENAI_BASE_URL) is not given.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureKeptModel } from "../test/kept-model.ts";
import { EmbeddedServers, runProgram } from "./programs.ts";

/** @param script of the repository, from its root; it gets the arguments of this process, whose exit code it sets */
export async function runWithEngines(script: string): Promise<void> {
  const args = process.argv.slice(2);
  const isGiven = (flag: string, variable: string) =>
    args.some((arg) => arg === flag || arg.startsWith(`${flag}=`)) || Boolean(process.env[variable]);

  const dataDir = await mkdtemp(join(tmpdir(), "market-eval-"));
  const servers = new EmbeddedServers(dataDir);
  const env: NodeJS.ProcessEnv = { ...process.env };
  try {
    if (!isGiven("--meili", "MEILI_URL")) {
      env.MEILI_MASTER_KEY = randomBytes(24).toString("base64url");
      env.MEILI_URL = await servers.start("meilisearch", { MEILI_MASTER_KEY: env.MEILI_MASTER_KEY });
    }
    if (!isGiven("--embeddings", "OPENAI_BASE_URL")) {
      const modelDir = await ensureKeptModel(console.error);
      env.OPENAI_BASE_URL = await servers.start("embeddings", { EMBEDDING_MODEL_DIR: modelDir });
    }
    await runProgram(script, args, env);
  } finally {
    await servers.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
