import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { type RunningChild, startChild } from "../launcher/child-process.ts";

const STOP_GRACE_MS = 10_000;
const repositoryRoot = resolve(import.meta.dirname, "../..");

/** Embedded servers that live as long as a program needs them. */
export class EmbeddedServers {
  readonly #dataDir: string;
  readonly #children: RunningChild[] = [];

  /** @param dataDir each server keeps its data in a folder of its name in it */
  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** @returns the server's address, once it answers */
  start(name: "mongodb" | "meilisearch" | "embeddings", env: NodeJS.ProcessEnv): Promise<string> {
    const server = join(repositoryRoot, `infra/${name}/cli.ts`);
    const child = startChild({
      name,
      args: ["--import", "tsx", server, "--port", "0", "--data", join(this.#dataDir, name)],
      env: { ...process.env, ...env },
      cwd: repositoryRoot,
      onLine: (line, stream) => stream === "stderr" && console.error(`${name}: ${line}`),
    });
    this.#children.push(child);
    return child.ready;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#children.map((child) => child.stop(STOP_GRACE_MS)));
  }
}

/**
 * Runs a program of the repository to its end; this process takes its exit code.
 *
 * @param script its path from the root
 */
export async function runProgram(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const program = spawn(process.execPath, ["--import", "tsx", join(repositoryRoot, script), ...args], {
    env,
    stdio: "inherit",
  });
  const [code] = (await once(program, "close")) as [number | null];
  process.exitCode = code ?? 1;
}
