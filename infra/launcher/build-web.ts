import { spawn } from "node:child_process";
import { join } from "node:path";

const KEPT_LINES = 40;

/**
 * Builds the web app with Turborepo, which keeps the outcome: a second build of the same source takes no time.
 * @throws with what the build wrote last.
 */
export async function buildWeb(repositoryRoot: string, signal?: AbortSignal): Promise<void> {
  const turbo = join(repositoryRoot, "node_modules", "turbo", "bin", "turbo");
  const build = spawn(process.execPath, [turbo, "run", "build", "--output-logs=new-only", "--no-color"], {
    cwd: repositoryRoot,
    env: {
      ...process.env,
      NODE_ENV: "production",
      TURBO_TELEMETRY_DISABLED: "1",
      TURBO_NO_UPDATE_NOTIFIER: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  const lines: string[] = [];
  const keep = (chunk: Buffer) => {
    lines.push(...chunk.toString().trimEnd().split("\n"));
    lines.splice(0, lines.length - KEPT_LINES);
  };
  build.stdout.on("data", keep);
  build.stderr.on("data", keep);
  await new Promise<void>((resolve, reject) => {
    build.once("error", reject);
    build.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the web app could not be built:\n${lines.join("\n")}`));
    });
  });
}
