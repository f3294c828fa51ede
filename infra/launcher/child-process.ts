import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A Node process of ours, run from its TypeScript source. */
export interface ChildSpec {
  name: string;
  /** Arguments to `node`, the script's path included. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /** Gets what the process writes, a line at a time. */
  onLine?: (line: string, stream: "stdout" | "stderr") => void;
}

export interface ChildExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningChild {
  pid: number;
  /** Resolves with the URL of the process's `{ type: "ready", url }` message; rejects when it ends before. */
  ready: Promise<string>;
  exited: Promise<ChildExit>;
  /** SIGTERM, then after `graceMs` SIGKILL to the process and everything it started; resolves when it is gone. */
  stop(graceMs: number): Promise<ChildExit>;
}

const KEPT_ERROR_LINES = 10;

/**
 * Starts a process with an IPC channel, which is how it tells its URL and how it learns that its parent is
 * gone. It leads a process group of its own: Ctrl-C in a terminal reaches the launcher alone, which then
 * stops its children in order.
 */
export function startChild(spec: ChildSpec): RunningChild {
  const child = spawn(process.execPath, spec.args, {
    cwd: spec.cwd,
    env: spec.env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true,
  });
  if (child.pid === undefined) throw new Error(`${spec.name} could not be started`);

  const lastErrorLines: string[] = [];
  createInterface({ input: child.stdout! }).on("line", (line) => spec.onLine?.(line, "stdout"));
  createInterface({ input: child.stderr! }).on("line", (line) => {
    lastErrorLines.push(line);
    if (lastErrorLines.length > KEPT_ERROR_LINES) lastErrorLines.shift();
    spec.onLine?.(line, "stderr");
  });

  const exited = new Promise<ChildExit>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  const ready = new Promise<string>((resolve, reject) => {
    child.on("message", (message) => {
      if (isReadyMessage(message)) resolve(message.url);
    });
    void exited.then((exit) => {
      const reason = [`${spec.name} ended before it was ready (${describeExit(exit)})`, ...lastErrorLines];
      reject(new Error(reason.join("\n")));
    });
  });
  // Not every caller waits for readiness, and an unheard rejection would end the launcher.
  ready.catch(() => {});

  return {
    pid: child.pid,
    ready,
    exited,
    async stop(graceMs) {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      const killTimer = setTimeout(() => killGroup(child), graceMs);
      const exit = await exited;
      clearTimeout(killTimer);
      return exit;
    },
  };
}

export function describeExit({ code, signal }: ChildExit): string {
  return signal ? `killed by ${signal}` : `exit code ${code}`;
}

function isReadyMessage(message: unknown): message is { type: "ready"; url: string } {
  return typeof message === "object" && message !== null && "type" in message && message.type === "ready";
}

function killGroup(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
