import { Type } from "typebox";
import type { LiveIndex } from "../index/live-index.ts";
import { dropNulls } from "../request/json-body.ts";
import { CountTextSchema, fields } from "../request/schema.ts";
import { presentEnqueued } from "../tasks/task.ts";
import { IndexParamsSchema, IndexUidSchema, type Routes } from "./context.ts";

const PageQuerySchema = fields(
  { offset: CountTextSchema, limit: CountTextSchema },
  { codePrefix: "invalid_index_" },
);

const CreateIndexSchema = Type.Object(
  { uid: IndexUidSchema, primaryKey: Type.Optional(Type.String()) },
  { additionalProperties: false, codePrefix: "invalid_index_" },
);

export const indexesRoutes: Routes = async (app, { context: { catalog, queue } }) => {
  app.get("/indexes", { schema: { querystring: PageQuerySchema } }, ({ query }) => {
    const offset = Number(query.offset ?? 0);
    const limit = Number(query.limit ?? 20);
    const all = catalog.all();
    return { results: all.slice(offset, offset + limit).map(presentIndex), offset, limit, total: all.length };
  });

  app.get("/indexes/:uid", { schema: { params: IndexParamsSchema } }, ({ params }) =>
    presentIndex(catalog.getOrThrow(params.uid)),
  );

  app.post(
    "/indexes",
    { schema: { body: CreateIndexSchema }, preValidation: dropNulls },
    async ({ body: { uid, primaryKey = null } }, reply) => {
      const task = await queue.enqueue("indexCreation", uid, { primaryKey }, { primaryKey });
      return reply.status(202).send(presentEnqueued(task));
    },
  );

  app.delete("/indexes/:uid", { schema: { params: IndexParamsSchema } }, async ({ params }, reply) => {
    const task = await queue.enqueue("indexDeletion", params.uid, { deletedDocuments: null }, {});
    return reply.status(202).send(presentEnqueued(task));
  });
};

function presentIndex({ record }: LiveIndex): Record<string, unknown> {
  const { uid, createdAt, updatedAt, primaryKey } = record;
  return { uid, createdAt, updatedAt, primaryKey };
}
