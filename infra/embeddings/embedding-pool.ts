import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { EmbeddingQueue } from "./embedding-queue.ts";
import type { InferenceReply, InferenceWorkerData } from "./inference-worker.ts";

export interface EmbeddedText {
  /** Unit length, `MODEL_DIMENSIONS` long. */
  vector: Float32Array<ArrayBuffer>;
  tokenCount: number;
}

/** A text of more tokens than the model reads; `index` is its place in the request. */
export class TextTooLongError extends Error {
  override readonly name = "TextTooLongError";

  constructor(
    readonly index: number,
    readonly tokenCount: number,
  ) {
    super(`text ${index} has ${tokenCount} tokens`);
  }
}

/** The server is stopping; the texts were not embedded. */
export class PoolClosedError extends Error {
  override readonly name = "PoolClosedError";
}

interface Task {
  text: string;
  index: number;
  isCancelled(): boolean;
  resolve(embedded: EmbeddedText): void;
  reject(error: Error): void;
}

interface Lane {
  worker: Worker;
  /** Takes queries only, and so is free, or soon free, however long the backlog. */
  isReserved: boolean;
  tookQueryLast: boolean;
  task: Task | null;
}

/**
 * Runs inference on one thread per core, and one more that only takes queries: an inference cannot be
 * interrupted, and a query would otherwise wait for a passage ten times its length to finish.
 */
export class EmbeddingPool {
  readonly #queue = new EmbeddingQueue<Task>();
  readonly #lanes: Lane[] = [];
  #isClosed = false;

  static async start(modelDir: string): Promise<EmbeddingPool> {
    const pool = new EmbeddingPool();
    const laneCount = availableParallelism() + 1;
    const workers = await Promise.all(Array.from({ length: laneCount }, () => startWorker(modelDir)));
    for (const [index, worker] of workers.entries()) {
      const lane: Lane = { worker, isReserved: index === 0, tookQueryLast: false, task: null };
      pool.#lanes.push(lane);
      worker.on("message", (reply: InferenceReply) => pool.#settle(lane, reply));
    }
    return pool;
  }

  /**
   * Embeds texts, each alone, and returns them in the order given.
   * When `signal` aborts, what has not been started is dropped.
   * @throws {TextTooLongError} for the first text found too long; the rest is then dropped.
   */
  async embed(texts: readonly string[], signal: AbortSignal): Promise<EmbeddedText[]> {
    if (this.#isClosed) throw new PoolClosedError("the embedding server is stopping");
    let hasFailed = false;
    const pending: Promise<EmbeddedText>[] = [];
    const tasks = texts.map((text, index): Task => {
      let task!: Task;
      const promise = new Promise<EmbeddedText>((resolve, reject) => {
        task = { text, index, isCancelled: () => hasFailed || signal.aborted, resolve, reject };
      });
      pending.push(promise);
      return task;
    });
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    });
    this.#queue.add(tasks);
    this.#dispatch();
    try {
      return await Promise.race([Promise.all(pending), aborted]);
    } finally {
      hasFailed = true;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const error = new PoolClosedError("the embedding server is stopping");
    for (let task = this.#takeAny(); task; task = this.#takeAny()) task.reject(error);
    for (const lane of this.#lanes) lane.task?.reject(error);
    await Promise.all(this.#lanes.map(({ worker }) => worker.terminate()));
  }

  #takeAny(): Task | undefined {
    return this.#queue.takeQuery() ?? this.#queue.takeFromBatch();
  }

  #dispatch(): void {
    if (this.#isClosed) return;
    for (const lane of this.#lanes) {
      if (lane.task) continue;
      const task = this.#takeFor(lane);
      if (!task) continue;
      lane.task = task;
      lane.worker.postMessage(task.text);
    }
  }

  /** Outside the reserved lane queries and backlog alternate: a flood of queries does not starve the backlog. */
  #takeFor(lane: Lane): Task | undefined {
    if (lane.isReserved) return this.#queue.takeQuery();
    const backlogTask = lane.tookQueryLast ? this.#queue.takeFromBatch() : undefined;
    const query = backlogTask ? undefined : this.#queue.takeQuery();
    lane.tookQueryLast = query !== undefined;
    return backlogTask ?? query ?? this.#queue.takeFromBatch();
  }

  #settle(lane: Lane, reply: InferenceReply): void {
    const task = lane.task;
    if (!task) return;
    lane.task = null;
    this.#dispatch();
    switch (reply.type) {
      case "embedded":
        task.resolve(reply);
        break;
      case "tooLong":
        task.reject(new TextTooLongError(task.index, reply.tokenCount));
        break;
      case "failed":
        task.reject(new Error(`inference failed: ${reply.reason}`));
        break;
      case "ready":
        break;
      default:
        reply satisfies never;
    }
  }
}

async function startWorker(modelDir: string): Promise<Worker> {
  const worker = new Worker(new URL("./worker-thread.mjs", import.meta.url), {
    workerData: { modelDir } satisfies InferenceWorkerData,
  });
  await once(worker, "message");
  // A thread that dies later takes the process with it, by an unhandled "error" event: whoever
  // supervises the server starts it anew, which is simpler and safer than half a pool.
  return worker;
}
