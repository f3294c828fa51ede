import { join } from "node:path";
import { ChildLog } from "./child-log.ts";
import {
  type ChildExit,
  type ChildSpec,
  describeExit,
  type RunningChild,
  startChild,
} from "./child-process.ts";
import type { StepReport } from "./step-report.ts";
import { Supervisor, type SupervisorEvent } from "./supervisor.ts";

export interface MarketProcessesOptions {
  repositoryRoot: string;
  logDir: string;
  /** Everything the processes write goes to the console too, not only warnings and errors. */
  showAll: boolean;
  report: StepReport;
  print: (line: string) => void;
}

/** How one process of the market is run. */
export interface ProcessSpec {
  name: string;
  /** A TypeScript file, from the repository's root. */
  script: string;
  env: NodeJS.ProcessEnv;
  args?: readonly string[];
}

const STOP_GRACE_MS = 10_000;

/** The processes of a market: each with its log file, kept running, told about on the console. */
export class MarketProcesses {
  readonly #options: MarketProcessesOptions;
  readonly #supervisor: Supervisor;
  readonly #logs = new Map<string, ChildLog>();

  constructor(options: MarketProcessesOptions) {
    this.#options = options;
    this.#supervisor = new Supervisor({
      stopGraceMs: STOP_GRACE_MS,
      firstRestartDelayMs: 250,
      maxRestartDelayMs: 15_000,
      soundAfterMs: 60_000,
      onEvent: (event) => this.#reportEvent(event),
    });
  }

  async start(spec: ProcessSpec): Promise<RunningChild> {
    return this.#supervisor.start(await this.#toChildSpec(spec));
  }

  /** Resolves with the URL that the process tells once it is ready. */
  async startUntilReady(spec: ProcessSpec): Promise<string> {
    return this.#supervisor.startUntilReady(await this.#toChildSpec(spec));
  }

  /** Starts a Node program that is not ours, which is therefore taught to leave with the launcher. */
  async startProgram(spec: Omit<ChildSpec, "onLine">): Promise<RunningChild> {
    const log = await this.#openLog(spec.name);
    const leaveWithParent = join(this.#options.repositoryRoot, "infra/launcher/leave-with-parent.mjs");
    return this.#supervisor.start({
      ...spec,
      args: ["--import", leaveWithParent, ...spec.args],
      onLine: (line, stream) => log.write(line, stream),
    });
  }

  /** Runs a process that ends by itself; what it writes to stdout is its progress. Stops it when `signal` aborts. */
  async runToEnd(
    spec: ProcessSpec,
    onProgress: (line: string) => void,
    signal: AbortSignal,
  ): Promise<ChildExit> {
    const childSpec = await this.#toChildSpec(spec);
    signal.throwIfAborted();
    const child = startChild({
      ...childSpec,
      onLine: (line, stream) => (stream === "stdout" ? onProgress(line) : childSpec.onLine?.(line, stream)),
    });
    const stop = () => void child.stop(STOP_GRACE_MS);
    signal.addEventListener("abort", stop, { once: true });
    const exit = await child.exited;
    signal.removeEventListener("abort", stop);
    signal.throwIfAborted();
    return exit;
  }

  restart(name: string): Promise<void> {
    return this.#supervisor.restart(name);
  }

  async stopAll(): Promise<void> {
    await this.#supervisor.stopAll();
    await Promise.all([...this.#logs.values()].map((log) => log.close()));
  }

  async #toChildSpec({ name, script, env, args = [] }: ProcessSpec): Promise<ChildSpec> {
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
    const { logDir, showAll, print } = this.#options;
    const log = this.#logs.get(name) ?? (await ChildLog.open(logDir, name, { showAll, print }));
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
