import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import getPort from "get-port";
import { waitUntilReady } from "../launcher/ready-probe.ts";
import { type Figure, timed } from "./statistics.ts";

const COLD_LIMIT_MS = 300_000;
const repositoryRoot = resolve(import.meta.dirname, "../..");

/** From a fresh clone to `/ready` by the README's one command, model included; then the same again. */
export async function benchStartTime(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "market-clone-"));
  const clone = join(folder, "market");
  try {
    const cold = await timed(async () => {
      const cloned = spawnSync("git", ["clone", "--quiet", repositoryRoot, clone], { stdio: "inherit" });
      if (cloned.status !== 0) throw new Error("git clone failed");
      await startAndStop(clone);
    });
    const warm = await timed(() => startAndStop(clone));
    return [
      {
        name: "cold start, clone to /ready",
        value: cold / 1000,
        unit: "s",
        bound: { atMost: 300, of: "value" },
      },
      { name: "warm start to /ready", value: warm / 1000, unit: "s", bound: { atMost: 15, of: "value" } },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startAndStop(clone: string): Promise<void> {
  const port = await getPort({ host: "127.0.0.1" });
  // Whatever this run's own environment points at, a fresh clone starts with nothing set.
  const { PATH, HOME, TMPDIR } = process.env;
  const npm = spawn("npm", ["start"], {
    cwd: clone,
    env: { PATH, HOME, TMPDIR, PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<void>((resolveEnd) => npm.once("close", () => resolveEnd()));
  try {
    await waitUntilReady(`http://127.0.0.1:${port}`, COLD_LIMIT_MS, AbortSignal.timeout(COLD_LIMIT_MS));
  } finally {
    npm.kill("SIGTERM");
    await ended;
  }
}
