import { setTimeout as sleep } from "node:timers/promises";
import {
  type EnqueuedTask,
  type Meilisearch,
  MeilisearchError,
  MeilisearchTaskTimeOutError,
  type Task,
} from "meilisearch";

/** A task of the search engine ended otherwise than well; the message is the engine's own. */
export class TaskFailedError extends MeilisearchError {
  override readonly name = "TaskFailedError";

  constructor(readonly task: Task) {
    super(`task ${task.uid} (${task.type}) ${task.status}: ${task.error?.message ?? "no reason given"}`);
  }

  get code(): string | undefined {
    return this.task.error?.code;
  }
}

const FIRST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 100;
const TIMEOUT_MS = 120_000;

/**
 * Waits for a task and throws unless it succeeded. Asks again soon at first, because one document is indexed in
 * moments and somebody is waiting, then ever less often: the client's own wait asks at one fixed pace.
 */
export async function awaitTask(tasks: Meilisearch["tasks"], enqueued: EnqueuedTask): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    const task = await tasks.getTask(enqueued.taskUid);
    if (task.status === "succeeded") return;
    if (task.status !== "enqueued" && task.status !== "processing") throw new TaskFailedError(task);
    if (Date.now() > deadline) throw new MeilisearchTaskTimeOutError(enqueued.taskUid, TIMEOUT_MS);
    await sleep(pauseMs);
  }
}
