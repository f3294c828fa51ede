import type { ErrorBody } from "../errors.ts";

type TaskStatus = "enqueued" | "processing" | "succeeded" | "failed";

export type TaskType =
  | "documentAdditionOrUpdate"
  | "documentDeletion"
  | "settingsUpdate"
  | "indexCreation"
  | "indexDeletion"
  | "indexSwap";

export type TaskDetails = Record<string, unknown>;

/** A task as it is kept. `content` is what it has to do; it goes when the task has ended. */
export interface TaskRecord {
  uid: number;
  indexUid: string | null;
  type: TaskType;
  status: TaskStatus;
  details: TaskDetails;
  error: ErrorBody | null;
  enqueuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  content?: unknown;
}

/** A task as `GET /tasks/:uid` shows it. Every task is a batch of its own here. */
export function presentTask(task: TaskRecord): Record<string, unknown> {
  return {
    uid: task.uid,
    batchUid: task.startedAt === null ? null : task.uid,
    indexUid: task.indexUid,
    status: task.status,
    type: task.type,
    canceledBy: null,
    details: task.details,
    error: task.error,
    duration: durationOf(task),
    enqueuedAt: task.enqueuedAt,
    startedAt: task.startedAt,
    finishedAt: task.finishedAt,
  };
}

/** What the call that enqueued a task answers with status 202. */
export function presentEnqueued(task: TaskRecord): Record<string, unknown> {
  return {
    taskUid: task.uid,
    indexUid: task.indexUid,
    status: "enqueued",
    type: task.type,
    enqueuedAt: task.enqueuedAt,
  };
}

function durationOf(task: TaskRecord): string | null {
  if (task.startedAt === null || task.finishedAt === null) return null;
  return `PT${(Date.parse(task.finishedAt) - Date.parse(task.startedAt)) / 1000}S`;
}
