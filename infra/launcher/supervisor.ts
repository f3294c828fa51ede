import { setTimeout as delay } from "node:timers/promises";
import { type ChildExit, type ChildSpec, type RunningChild, startChild } from "./child-process.ts";

export interface SupervisorOptions {
  /** How long a process may take over its SIGTERM before it is killed. */
  stopGraceMs: number;
  /** Wait before the first restart; doubled for each further one, up to `maxRestartDelayMs`. */
  firstRestartDelayMs: number;
  maxRestartDelayMs: number;
  /** A process that ran this long is taken for sound again, and its next restart comes quickly. */
  soundAfterMs: number;
  onEvent: (event: SupervisorEvent) => void;
}

export type SupervisorEvent =
  | { type: "started"; name: string; pid: number }
  | { type: "died"; name: string; pid: number; exit: ChildExit; restartInMs: number }
  | { type: "restarted"; name: string; pid: number }
  | { type: "stopped"; name: string; exit: ChildExit };

interface Supervised {
  spec: ChildSpec;
  child: RunningChild;
  /** Aborted when the process is to be stopped for good. */
  stopping: AbortController;
  /** Resolves when the process is gone and will not come back. */
  done: Promise<void>;
}

/**
 * Keeps processes running: starts them, starts them again when they die, and stops them all, the last one
 * started first.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #supervised: Supervised[] = [];
  #isStopping = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Starts a process and keeps it running; returns once it is started, ready or not. */
  start(spec: ChildSpec): RunningChild {
    const supervised = this.#add(spec);
    supervised.done = this.#keepRunning(supervised);
    return supervised.child;
  }

  /**
   * Starts a process, keeps it running, and resolves with its URL once it says that it is ready.
   * A process that dies before that is given up: what cannot start once will not start by being tried again.
   */
  async startUntilReady(spec: ChildSpec): Promise<string> {
    const supervised = this.#add(spec);
    try {
      const url = await supervised.child.ready;
      supervised.done = this.#keepRunning(supervised);
      return url;
    } catch (error) {
      await this.#stop(supervised);
      throw error;
    }
  }

  /** Stops a process and starts it again at once, as after a change of its source. */
  async restart(name: string): Promise<void> {
    if (this.#isStopping) return;
    const supervised = this.#supervised.find(({ spec }) => spec.name === name);
    if (!supervised) throw new Error(`no process is named ${name}`);
    await this.#stop(supervised);
    if (!this.#isStopping) this.start(supervised.spec);
  }

  async stopAll(): Promise<void> {
    this.#isStopping = true;
    for (const supervised of this.#supervised.toReversed()) await this.#stop(supervised);
  }

  #add(spec: ChildSpec): Supervised {
    if (this.#isStopping) throw new Error(`${spec.name} is not started: everything is being stopped`);
    const child = startChild(spec);
    const supervised = { spec, child, stopping: new AbortController(), done: Promise.resolve() };
    this.#supervised.push(supervised);
    this.#options.onEvent({ type: "started", name: spec.name, pid: child.pid });
    return supervised;
  }

  async #stop(supervised: Supervised): Promise<void> {
    supervised.stopping.abort();
    const exit = await supervised.child.stop(this.#options.stopGraceMs);
    await supervised.done;
    const index = this.#supervised.indexOf(supervised);
    if (index < 0) return;
    this.#supervised.splice(index, 1);
    this.#options.onEvent({ type: "stopped", name: supervised.spec.name, exit });
  }

  async #keepRunning(supervised: Supervised): Promise<void> {
    const { firstRestartDelayMs, maxRestartDelayMs, soundAfterMs, onEvent } = this.#options;
    const { spec, stopping } = supervised;
    let restartDelayMs = firstRestartDelayMs;
    for (;;) {
      const startedAt = performance.now();
      const { pid, exited } = supervised.child;
      const exit = await exited;
      if (stopping.signal.aborted) return;
      if (performance.now() - startedAt > soundAfterMs) restartDelayMs = firstRestartDelayMs;
      onEvent({ type: "died", name: spec.name, pid, exit, restartInMs: restartDelayMs });
      try {
        await delay(restartDelayMs, undefined, { signal: stopping.signal });
      } catch {
        return;
      }
      restartDelayMs = Math.min(restartDelayMs * 2, maxRestartDelayMs);
      supervised.child = startChild(spec);
      onEvent({ type: "restarted", name: spec.name, pid: supervised.child.pid });
    }
  }
}
