import type { FastifyInstance } from "fastify";
import { MeilisearchError } from "../errors.ts";
import { checkIndexUid } from "../index/catalog.ts";
import type { LiveIndex } from "../index/live-index.ts";
import { parseCount, readObject, readQuery, readString } from "../request/check-value.ts";
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
    const body = readObject<{ uid?: string; primaryKey?: string }>(readJson(request), "", {
      uid: { read: readString, code: "invalid_index_uid" },
      primaryKey: { read: readString, code: "invalid_index_primary_key" },
    });
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
    const body = readObject<{ uid?: string; primaryKey?: string }>(readJson(request), "", {
      uid: { read: readString, code: "invalid_index_uid" },
      primaryKey: { read: readString, code: "invalid_index_primary_key" },
    });
    if (body.uid !== undefined) checkIndexUid(body.uid);
    const details = {
      primaryKey: body.primaryKey ?? null,
      ...(body.uid !== undefined && { oldIndexUid: uid, newIndexUid: body.uid }),
    };
    const content = { primaryKey: body.primaryKey, newUid: body.uid };
    return reply.status(202).send(presentEnqueued(await queue.enqueue("indexUpdate", uid, details, content)));
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
