import type { FastifyInstance, FastifyRequest } from "fastify";
import { MeilisearchError } from "../errors.ts";
import { checkIndexUid } from "../index/catalog.ts";
import type { LiveIndex } from "../index/live-index.ts";
import { parseCount, prefixed, readObject, readQuery, readString } from "../request/check-value.ts";
import { readJson } from "../request/read-json.ts";
import { presentEnqueued } from "../tasks/task.ts";
import type { Context } from "./context.ts";

interface IndexParams {
  uid: string;
}

export function registerIndexes(app: FastifyInstance, { catalog, queue }: Context): void {
  app.get("/indexes", (request) => {
    const query = readQuery(request.query, ["offset", "limit"]);
    const offset = parseCount(query.offset, 0, "offset", "invalid_index_offset");
    const limit = parseCount(query.limit, 20, "limit", "invalid_index_limit");
    const all = catalog.all();
    return { results: all.slice(offset, offset + limit).map(presentIndex), offset, limit, total: all.length };
  });

  app.post("/indexes", async (request, reply) => {
    const body = readIndexBody(request);
    if (body.uid === undefined) throw new MeilisearchError("missing_index_uid", "Missing field `uid`");
    checkIndexUid(body.uid);
    const content = { primaryKey: body.primaryKey ?? null };
    const task = await queue.enqueue("indexCreation", body.uid, { ...content }, content);
    return reply.status(202).send(presentEnqueued(task));
  });

  app.get<{ Params: IndexParams }>("/indexes/:uid", ({ params }) =>
    presentIndex(catalog.getOrThrow(params.uid)),
  );

  app.patch<{ Params: IndexParams }>("/indexes/:uid", async (request, reply) => {
    const { uid } = request.params;
    checkIndexUid(uid);
    const { primaryKey, uid: newUid } = readIndexBody(request);
    if (newUid !== undefined) {
      throw new MeilisearchError(
        "invalid_index_uid",
        "`.uid` is not supported by the embedded server: swap indexes.",
      );
    }
    const task = await queue.enqueue("indexUpdate", uid, { primaryKey: primaryKey ?? null }, { primaryKey });
    return reply.status(202).send(presentEnqueued(task));
  });

  app.delete<{ Params: IndexParams }>("/indexes/:uid", async ({ params: { uid } }, reply) => {
    checkIndexUid(uid);
    const task = await queue.enqueue("indexDeletion", uid, { deletedDocuments: null }, {});
    return reply.status(202).send(presentEnqueued(task));
  });
}

function presentIndex({ record }: LiveIndex): Record<string, unknown> {
  const { uid, createdAt, updatedAt, primaryKey } = record;
  return { uid, createdAt, updatedAt, primaryKey };
}

function readIndexBody(request: FastifyRequest): { uid?: string; primaryKey?: string } {
  const fields = { uid: readString, primaryKey: readString };
  return readObject(readJson(request), "", fields, prefixed("invalid_index_"));
}
