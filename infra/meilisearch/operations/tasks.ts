import type { FastifyInstance } from "fastify";
import { MeilisearchError, quoteNames } from "../errors.ts";
import { parseBoolean, parseCount, parseList, readQuery } from "../request/check-value.ts";
import { presentEnqueued, presentTask, TASK_STATUSES, TASK_TYPES, type TaskRecord } from "../tasks/task.ts";
import type { Context } from "./context.ts";

const FILTER_NAMES = [
  "uids",
  "indexUids",
  "statuses",
  "types",
  "canceledBy",
  "beforeEnqueuedAt",
  "afterEnqueuedAt",
  "beforeStartedAt",
  "afterStartedAt",
  "beforeFinishedAt",
  "afterFinishedAt",
] as const;
type TaskQuery = Partial<Record<(typeof FILTER_NAMES)[number], string>>;

export function registerTasks(app: FastifyInstance, { queue }: Context): void {
  app.get<{ Params: { uid: string } }>("/tasks/:uid", ({ params }) => {
    if (!/^\d{1,10}$/.test(params.uid)) {
      throw new MeilisearchError(
        "invalid_task_uids",
        `Invalid value in parameter \`task_uid\`: could not parse \`${params.uid}\` as a positive integer`,
      );
    }
    const task = queue.get(Number(params.uid));
    if (!task) throw new MeilisearchError("task_not_found", `Task \`${params.uid}\` not found.`);
    return presentTask(task);
  });

  app.get("/tasks", (request) => {
    const query = readQuery(request.query, ["limit", "from", "reverse", ...FILTER_NAMES]);
    const limit = parseCount(query.limit, 20, "limit", "invalid_task_limit");
    const from =
      query.from === undefined ? undefined : parseCount(query.from, 0, "from", "invalid_task_from");
    const isReversed = parseBoolean(query.reverse, "reverse", "invalid_task_reverse");
    const accepts = taskFilter(query);
    let tasks = [...queue.newestFirst()].filter(accepts);
    const total = tasks.length;
    if (isReversed) tasks.reverse();
    if (from !== undefined) tasks = tasks.filter(({ uid }) => (isReversed ? uid >= from : uid <= from));
    const page = tasks.slice(0, limit);
    return {
      results: page.map(presentTask),
      total,
      limit,
      from: page[0]?.uid ?? null,
      next: tasks[limit]?.uid ?? null,
    };
  });

  app.post("/tasks/cancel", async (request, reply) => {
    const query = requireFilters(readQuery(request.query, FILTER_NAMES), "cancel");
    const matched = [...queue.newestFirst()].filter(taskFilter(query));
    const details = { matchedTasks: matched.length, originalFilter: originalFilter(request.url) };
    const task = await queue.cancel(
      matched.map(({ uid }) => uid),
      details,
    );
    return reply.status(200).send(presentEnqueued(task));
  });

  app.delete("/tasks", async (request, reply) => {
    const query = requireFilters(readQuery(request.query, FILTER_NAMES), "delete");
    const uids = [...queue.newestFirst()].filter(taskFilter(query)).map(({ uid }) => uid);
    const details = {
      matchedTasks: uids.length,
      deletedTasks: null,
      originalFilter: originalFilter(request.url),
    };
    return reply
      .status(200)
      .send(presentEnqueued(await queue.enqueue("taskDeletion", null, details, { uids })));
  });
}

/** The query string as it came, which the task shows. */
function originalFilter(url: string): string {
  return url.slice(url.indexOf("?"));
}

function requireFilters(query: TaskQuery, act: string): TaskQuery {
  if (Object.keys(query).length > 0) return query;
  throw new MeilisearchError(
    "missing_task_filters",
    `Query parameters to filter the tasks to ${act} are missing. Available query parameters are: ${quoteNames(FILTER_NAMES)}.`,
  );
}

function taskFilter(query: TaskQuery): (task: TaskRecord) => boolean {
  const uids = parseNumbers(query.uids, "uids", "invalid_task_uids");
  const canceledBy = parseNumbers(query.canceledBy, "canceledBy", "invalid_task_canceled_by");
  const indexUids = parseList(query.indexUids);
  const statuses = parseKnown(query.statuses, TASK_STATUSES, "status", "invalid_task_statuses");
  const types = parseKnown(query.types, TASK_TYPES, "type", "invalid_task_types");
  const dates = (["EnqueuedAt", "StartedAt", "FinishedAt"] as const).map((name) => ({
    field: `${name[0]!.toLowerCase()}${name.slice(1)}` as "enqueuedAt" | "startedAt" | "finishedAt",
    before: parseDate(query[`before${name}`], `before${name}`),
    after: parseDate(query[`after${name}`], `after${name}`),
  }));
  return (task) =>
    (!uids || uids.includes(task.uid)) &&
    (!canceledBy || (task.canceledBy !== null && canceledBy.includes(task.canceledBy))) &&
    (!indexUids || (task.indexUid !== null && indexUids.includes(task.indexUid))) &&
    (!statuses || statuses.includes(task.status)) &&
    (!types || types.includes(task.type)) &&
    dates.every(({ field, before, after }) => {
      if (before === undefined && after === undefined) return true;
      const at = task[field];
      if (at === null) return false;
      const time = Date.parse(at);
      return (before === undefined || time < before) && (after === undefined || time > after);
    });
}

function parseNumbers(text: string | undefined, name: string, code: string): number[] | undefined {
  return parseList(text)?.map((item) => parseCount(item, 0, name, code));
}

function parseKnown(
  text: string | undefined,
  known: readonly string[],
  what: string,
  code: string,
): string[] | undefined {
  return parseList(text)?.map((item) => {
    const found = known.find((name) => name.toLowerCase() === item.toLowerCase());
    if (found !== undefined) return found;
    throw new MeilisearchError(
      code,
      `Invalid value in parameter \`${what === "type" ? "types" : "statuses"}\`: \`${item}\` is not a valid task ${what}. Available ${what === "type" ? "types" : "statuses"} are ${quoteNames(known)}.`,
    );
  });
}

function parseDate(text: string | undefined, name: string): number | undefined {
  if (text === undefined || text === "*") return undefined;
  const time = /^\d{4}-\d\d-\d\d(T.+)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new MeilisearchError(
    `invalid_task_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
    `Invalid value in parameter \`${name}\`: \`${text}\` is an invalid date-time. It should follow the YYYY-MM-DD or RFC 3339 date-time format.`,
  );
}
