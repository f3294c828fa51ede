import type { FastifyInstance } from "fastify";
import { MeilisearchError, quoteNames } from "../errors.ts";
import { parseBoolean, parseCount, parseList, readQuery } from "../request/check-value.ts";
import { presentTask, TASK_STATUSES, TASK_TYPES, type TaskRecord } from "../tasks/task.ts";
import type { Context } from "./context.ts";

const FILTER_NAMES = ["uids", "indexUids", "statuses", "types"] as const;
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
}

function taskFilter(query: TaskQuery): (task: TaskRecord) => boolean {
  const uids = parseNumbers(query.uids, "uids", "invalid_task_uids");
  const indexUids = parseList(query.indexUids);
  const statuses = parseKnown(query.statuses, TASK_STATUSES, "status", "invalid_task_statuses");
  const types = parseKnown(query.types, TASK_TYPES, "type", "invalid_task_types");
  return (task) =>
    (!uids || uids.includes(task.uid)) &&
    (!indexUids || (task.indexUid !== null && indexUids.includes(task.indexUid))) &&
    (!statuses || statuses.includes(task.status)) &&
    (!types || types.includes(task.type));
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
