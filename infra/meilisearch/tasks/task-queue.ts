import { MeilisearchError } from "../errors.ts";
import type { Store } from "../storage/store.ts";
import type { TaskDetails, TaskRecord, TaskType } from "./task.ts";

/**
 * What a task will do, worked out beforehand: `write` puts it on disk, in the same transaction as the task's
 * status; `apply` then brings it into memory. Neither may fail.
 */
export interface TaskOutcome {
  details: TaskDetails;
  write?(): void;
  apply?(): void | Promise<void>;
}

/** Works out what a task does. A MeilisearchError makes the task fail and leaves everything as it was. */
export type PrepareTask = (task: TaskRecord) => Promise<TaskOutcome>;

/**
 * One queue for all indexes, first in first out. A task is on disk before it is acknowledged; its effect and its end
 * are one lmdb transaction, so a kill leaves either the state before it or the state after it, and the tasks still
 * enqueued go on at the next start.
 */
export class TaskQueue {
  readonly #store: Store;
  readonly #prepare: PrepareTask;
  readonly #onCrash: (error: Error) => void;
  /** Tasks that have not ended, without their content, in order. */
  readonly #pending = new Map<number, TaskRecord>();
  #nextUid = 0;
  #running: Promise<void> | undefined;
  #isClosed = false;

  constructor(store: Store, prepare: PrepareTask, onCrash: (error: Error) => void) {
    this.#store = store;
    this.#prepare = prepare;
    this.#onCrash = onCrash;
    for (const { key, value } of store.tasks.getRange()) {
      this.#nextUid = key + 1;
      if (value.status === "enqueued") this.#pending.set(key, withoutContent(value));
    }
    this.#run();
  }

  /** Keeps a task and resolves once it is flushed to disk. */
  async enqueue(
    type: TaskType,
    indexUid: string | null,
    details: TaskDetails,
    content: unknown,
  ): Promise<TaskRecord> {
    const task: TaskRecord = {
      uid: this.#nextUid++,
      indexUid,
      type,
      status: "enqueued",
      details,
      error: null,
      enqueuedAt: new Date().toISOString(),
      startedAt: null,
      finishedAt: null,
    };
    this.#pending.set(task.uid, task);
    await this.#store.tasks.put(task.uid, { ...task, content });
    this.#run();
    await this.#store.root.flushed;
    return task;
  }

  get(uid: number): TaskRecord | undefined {
    return this.#pending.get(uid) ?? this.#store.tasks.get(uid);
  }

  /** All tasks, the newest first. */
  *newestFirst(): Generator<TaskRecord> {
    for (const uid of this.#store.tasks.getKeys({ reverse: true })) {
      const task = this.get(uid);
      if (task) yield task;
    }
  }

  isProcessing(indexUid: string): boolean {
    return [...this.#pending.values()].some(
      (task) => task.indexUid === indexUid && task.status === "processing",
    );
  }

  /** Lets the running task end; the others wait on disk for the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
    await this.#store.root.flushed;
  }

  #run(): void {
    if (this.#running || this.#isClosed || this.#pending.size === 0) return;
    this.#running = this.#drain()
      .catch(this.#onCrash)
      .finally(() => {
        this.#running = undefined;
        this.#run();
      });
  }

  async #drain(): Promise<void> {
    for (const uid of this.#pending.keys()) {
      if (this.#isClosed) return;
      await this.#process(uid);
    }
  }

  async #process(uid: number): Promise<void> {
    // A task that was enqueued a moment ago may not be committed yet.
    await this.#store.root.committed;
    const stored = this.#store.tasks.get(uid);
    if (stored?.status !== "enqueued") {
      this.#pending.delete(uid);
      return;
    }
    const task: TaskRecord = { ...stored, status: "processing", startedAt: new Date().toISOString() };
    this.#pending.set(uid, withoutContent(task));
    const { ended, outcome } = await this.#work(task);
    this.#store.root.transactionSync(() => {
      outcome?.write?.();
      this.#store.tasks.putSync(uid, ended);
    });
    await outcome?.apply?.();
    this.#pending.delete(uid);
  }

  async #work(task: TaskRecord): Promise<{ ended: TaskRecord; outcome?: TaskOutcome }> {
    const end = (changes: Partial<TaskRecord>): TaskRecord => ({
      ...withoutContent(task),
      ...changes,
      finishedAt: new Date().toISOString(),
    });
    try {
      const outcome = await this.#prepare(task);
      return { ended: end({ status: "succeeded", details: outcome.details }), outcome };
    } catch (error) {
      const reason =
        error instanceof MeilisearchError
          ? error
          : new MeilisearchError("internal", `An internal error has occurred. \`${error}\`.`);
      const details = withoutEffect(task.details);
      return { ended: end({ status: "failed", details, error: reason.toBody() }) };
    }
  }
}

/** What a failed task shows: it has indexed and deleted nothing. */
function withoutEffect(details: TaskDetails): TaskDetails {
  return {
    ...details,
    ...("indexedDocuments" in details && { indexedDocuments: 0 }),
    ...("deletedDocuments" in details && { deletedDocuments: 0 }),
  };
}

function withoutContent({ content: _content, ...task }: TaskRecord): TaskRecord {
  return task;
}
