import { Type } from "typebox";
import { MeilisearchError } from "../errors.ts";
import { CountTextSchema, fields, parseList, refused } from "../request/schema.ts";
import { presentTask } from "../tasks/task.ts";
import type { Routes } from "./context.ts";

const TaskParamsSchema = Type.Object({
  uid: Type.String({ pattern: "^\\d{1,15}$", code: "invalid_task_uids" }),
});

const TasksQuerySchema = fields(
  {
    limit: CountTextSchema,
    from: CountTextSchema,
    indexUids: Type.String({ code: "invalid_index_uid" }),
    ...refused(
      "reverse",
      "uids",
      "batchUids",
      "statuses",
      "types",
      "canceledBy",
      "afterEnqueuedAt",
      "beforeEnqueuedAt",
      "afterStartedAt",
      "beforeStartedAt",
      "afterFinishedAt",
      "beforeFinishedAt",
    ),
  },
  { codePrefix: "invalid_task_" },
);

export const tasksRoutes: Routes = async (app, { context: { queue } }) => {
  app.get("/tasks/:uid", { schema: { params: TaskParamsSchema } }, ({ params: { uid } }) => {
    const task = queue.get(Number(uid));
    if (!task) throw new MeilisearchError("task_not_found", `Task \`${uid}\` not found.`);
    return presentTask(task);
  });

  app.get("/tasks", { schema: { querystring: TasksQuerySchema } }, ({ query }) => {
    const limit = Number(query.limit ?? 20);
    const from = Number(query.from ?? Number.POSITIVE_INFINITY);
    const indexUids = parseList(query.indexUids);
    const all = [...queue.newestFirst()].filter(
      ({ indexUid }) => !indexUids || (indexUid !== null && indexUids.includes(indexUid)),
    );
    const tasks = all.filter(({ uid }) => uid <= from);
    const page = tasks.slice(0, limit);
    return {
      results: page.map(presentTask),
      total: all.length,
      limit,
      from: page[0]?.uid ?? null,
      next: tasks[limit]?.uid ?? null,
    };
  });
};
