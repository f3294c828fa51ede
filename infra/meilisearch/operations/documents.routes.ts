import type { FastifyReply } from "fastify";
import { type Static, Type } from "typebox";
import { MeilisearchError } from "../errors.ts";
import { filterDocuments } from "../filter/evaluate-filter.ts";
import { parseFilterParameter } from "../filter/parse-filter.ts";
import type { LiveIndex } from "../index/live-index.ts";
import { isObject, type JsonObject } from "../request/json.ts";
import { dropNulls } from "../request/json-body.ts";
import { CountSchema, CountTextSchema, fields, IdSchema, parseList, refused } from "../request/schema.ts";
import { FieldNamesSchema } from "../search/search-parameters.ts";
import { presentVectorsOf, selectFields } from "../storage/read-document.ts";
import type { AddDocumentsContent } from "../tasks/add-documents.task.ts";
import type { DeleteDocumentsContent } from "../tasks/delete-documents.task.ts";
import { presentEnqueued } from "../tasks/task.ts";
import { type Context, IndexParamsSchema, IndexUidSchema, type Routes } from "./context.ts";

const codes = { codePrefix: "invalid_document_" };
const params = IndexParamsSchema;

const DocumentParamsSchema = Type.Object({ uid: IndexUidSchema, id: Type.String() });
const shown = { fields: Type.String(), retrieveVectors: Type.Enum(["true", "false"]) };
const DocumentQuerySchema = fields(shown, codes);
const DocumentsQuerySchema = fields(
  { offset: CountTextSchema, limit: CountTextSchema, ...shown, ...refused("filter", "sort", "ids") },
  codes,
);
const FetchSchema = fields(
  {
    offset: CountSchema,
    limit: CountSchema,
    fields: FieldNamesSchema,
    retrieveVectors: Type.Boolean(),
    filter: Type.Unknown(),
    ...refused("sort", "ids"),
  },
  codes,
);
const AddQuerySchema = fields(
  { primaryKey: Type.String(), ...refused("csvDelimiter", "skipCreation") },
  {
    codePrefix: "invalid_index_",
  },
);
const DeleteByFilterSchema = Type.Object(
  { filter: Type.Unknown({ missingCode: "missing_document_filter" }) },
  { additionalProperties: false, ...codes },
);

export const documentsRoutes: Routes = async (app, { context }) => {
  const { catalog, queue } = context;

  app.get(
    "/indexes/:uid/documents/:id",
    { schema: { params: DocumentParamsSchema, querystring: DocumentQuerySchema } },
    ({ params: { uid, id }, query }) => {
      const index = catalog.getOrThrow(uid);
      const docid = index.docid(id);
      if (docid === undefined) {
        throw new MeilisearchError("document_not_found", `Document \`${id}\` not found.`);
      }
      return presentDocument(context, index, docid, toShown(query));
    },
  );
  app.get(
    "/indexes/:uid/documents",
    { schema: { params, querystring: DocumentsQuerySchema } },
    ({ params: { uid }, query }) =>
      fetchDocuments(context, catalog.getOrThrow(uid), {
        offset: Number(query.offset ?? 0),
        limit: Number(query.limit ?? 20),
        ...toShown(query),
      }),
  );
  app.post(
    "/indexes/:uid/documents/fetch",
    { schema: { params, body: FetchSchema }, preValidation: dropNulls },
    (request) => fetchDocuments(context, catalog.getOrThrow(request.params.uid), request.body),
  );

  for (const [verb, method] of [
    ["POST", "replace"],
    ["PUT", "update"],
  ] as const) {
    app.route({
      method: verb,
      url: "/indexes/:uid/documents",
      schema: { params, querystring: AddQuerySchema },
      handler: async (request, reply) => {
        const documents = readDocuments(request.body);
        const details = { receivedDocuments: documents.length, indexedDocuments: null };
        const content: AddDocumentsContent = { method, primaryKey: request.query.primaryKey, documents };
        const { uid } = request.params;
        const task = await queue.enqueue("documentAdditionOrUpdate", uid, details, content);
        return reply.status(202).send(presentEnqueued(task));
      },
    });
  }

  const enqueueDeletion = async (uid: string, content: DeleteDocumentsContent, reply: FastifyReply) => {
    const details = {
      providedIds: "ids" in content ? content.ids.length : 0,
      deletedDocuments: null,
      originalFilter: "filter" in content ? JSON.stringify(content.filter) : null,
    };
    const task = await queue.enqueue("documentDeletion", uid, details, content);
    return reply.status(202).send(presentEnqueued(task));
  };
  app.delete(
    "/indexes/:uid/documents/:id",
    { schema: { params: DocumentParamsSchema } },
    ({ params: { uid, id } }, reply) => enqueueDeletion(uid, { ids: [id] }, reply),
  );
  app.post(
    "/indexes/:uid/documents/delete-batch",
    { schema: { params, body: Type.Array(IdSchema) } },
    ({ params: { uid }, body }, reply) => enqueueDeletion(uid, { ids: body.map(String) }, reply),
  );
  app.post(
    "/indexes/:uid/documents/delete",
    { schema: { params, body: DeleteByFilterSchema } },
    ({ params: { uid }, body: { filter } }, reply) => {
      if (!parseFilterParameter(filter, "invalid_document_filter")) {
        throw new MeilisearchError("invalid_document_filter", "Sending an empty filter is forbidden.");
      }
      return enqueueDeletion(uid, { filter }, reply);
    },
  );
};

/** A call's documents: a JSON array, or one JSON object. */
function readDocuments(body: unknown): JsonObject[] {
  if (body === undefined) throw new MeilisearchError("missing_payload", "A json payload is missing.");
  const documents: unknown[] = Array.isArray(body) ? body : [body];
  if (documents.every(isObject)) return documents;
  throw new MeilisearchError(
    "malformed_payload",
    "The `json` payload provided is malformed. `Couldn't serialize document value: data are neither an object nor a list of objects`.",
  );
}

interface Shown {
  fields?: string[] | undefined;
  retrieveVectors?: boolean;
}

function toShown(query: Static<typeof DocumentQuerySchema>): Shown {
  return { fields: parseList(query.fields), retrieveVectors: query.retrieveVectors === "true" };
}

function fetchDocuments(
  context: Context,
  index: LiveIndex,
  { offset = 0, limit = 20, filter, ...shown }: Shown & { offset?: number; limit?: number; filter?: unknown },
): JsonObject {
  const accepted = filterDocuments(index, filter, "invalid_document_filter");
  const docids = [...index.allDocids()].filter((docid) => accepted[docid] === 1);
  const page = docids.slice(offset, offset + limit);
  return {
    results: page.map((docid) => presentDocument(context, index, docid, shown)),
    offset,
    limit,
    total: docids.length,
  };
}

function presentDocument(
  { store }: Context,
  index: LiveIndex,
  docid: number,
  { fields, retrieveVectors }: Shown,
): JsonObject {
  const document = store.documents.get([index.record.instance, docid])!;
  const selected = selectFields(document, fields);
  if (retrieveVectors) selected._vectors = presentVectorsOf(store, index, docid);
  return selected;
}
