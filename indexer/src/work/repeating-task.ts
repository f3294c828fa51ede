import type { Logger } from "pino";
import { WakeSignal } from "./wake-signal.ts";

/** Something done over and over: an error is logged and the next time comes as usual. */
export class RepeatingTask {
  readonly #stopSignal = new WakeSignal();
  readonly #ended: Promise<void>;
  #isStopping = false;

  /** Runs `task` at once, then again `intervalMs` after each end. */
  constructor(name: string, intervalMs: number, logger: Logger, task: () => Promise<void>) {
    this.#ended = this.#run(name, intervalMs, logger, task);
  }

  /** Resolves once the run under way has ended. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#stopSignal.set();
    await this.#ended;
  }

  async #run(name: string, intervalMs: number, logger: Logger, task: () => Promise<void>): Promise<void> {
    while (!this.#isStopping) {
      try {
        await task();
      } catch (error) {
        logger.error({ err: error, task: name }, "task failed");
      }
      if (!this.#isStopping) await this.#stopSignal.wait(intervalMs);
    }
  }
}
