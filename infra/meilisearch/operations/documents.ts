import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { MeilisearchError } from "../errors.ts";
import { parseFilterParameter } from "../filter/parse-filter.ts";
import { checkIndexUid } from "../index/catalog.ts";
import type { LiveIndex } from "../index/live-index.ts";
import { rankBySort } from "../ranking/rank-by-sort.ts";
import {
  type Fields,
  parseBoolean,
  parseCount,
  parseList,
  prefixed,
  readBoolean,
  readCount,
  readObject,
  readQuery,
  readStrings,
  wrongType,
} from "../request/check-value.ts";
import { type JsonObject, readDocuments, readJson } from "../request/read-json.ts";
import { parseSort, searchUniverse } from "../search/run-search.ts";
import { readFilter } from "../search/search-parameters.ts";
import { displayedOnly, selectFields } from "../search/select-fields.ts";
import { presentVectorsOf } from "../storage/read-document.ts";
import type { AddDocumentsContent } from "../tasks/add-documents.task.ts";
import type { DeleteDocumentsContent } from "../tasks/delete-documents.task.ts";
import { presentEnqueued } from "../tasks/task.ts";
import type { Context } from "./context.ts";

interface IndexParams {
  uid: string;
}

interface DocumentParams extends IndexParams {
  id: string;
}

interface FetchParameters {
  offset?: number;
  limit?: number;
  fields?: string[];
  retrieveVectors?: boolean;
  filter?: unknown;
  sort?: string[];
  ids?: (string | number)[];
}

const FETCH_FIELDS: Fields<FetchParameters> = {
  offset: readCount,
  limit: readCount,
  fields: readStrings,
  retrieveVectors: readBoolean,
  filter: readFilter,
  sort: readStrings,
  ids: readIds,
};

const documentCode = prefixed("invalid_document_");

export function registerDocuments(app: FastifyInstance, context: Context): void {
  const { catalog } = context;
  app.get<{ Params: DocumentParams }>("/indexes/:uid/documents/:id", (request) => {
    const query = readQuery(request.query, ["fields", "retrieveVectors"]);
    const index = catalog.getOrThrow(request.params.uid);
    const docid = index.docid(request.params.id);
    if (docid === undefined) {
      throw new MeilisearchError("document_not_found", `Document \`${request.params.id}\` not found.`);
    }
    return presentDocument(context, index, docid, {
      fields: parseList(query.fields),
      retrieveVectors: parseBoolean(
        query.retrieveVectors,
        "retrieveVectors",
        "invalid_document_retrieve_vectors",
      ),
    });
  });

  app.get<{ Params: IndexParams }>("/indexes/:uid/documents", (request) => {
    const names = ["offset", "limit", "fields", "retrieveVectors", "filter", "sort", "ids"] as const;
    const query = readQuery(request.query, names);
    return fetchDocuments(context, catalog.getOrThrow(request.params.uid), {
      offset: parseCount(query.offset, 0, "offset", "invalid_document_offset"),
      limit: parseCount(query.limit, 20, "limit", "invalid_document_limit"),
      fields: parseList(query.fields),
      retrieveVectors: parseBoolean(
        query.retrieveVectors,
        "retrieveVectors",
        "invalid_document_retrieve_vectors",
      ),
      filter: query.filter,
      sort: parseList(query.sort),
      ids: parseList(query.ids),
    });
  });

  app.post<{ Params: IndexParams }>("/indexes/:uid/documents/fetch", (request) => {
    const index = catalog.getOrThrow(request.params.uid);
    const parameters = readObject<FetchParameters>(readJson(request), "", FETCH_FIELDS, documentCode);
    return fetchDocuments(context, index, parameters);
  });

  app.post<{ Params: IndexParams }>("/indexes/:uid/documents", (request, reply) =>
    addDocuments(context, "replace", request, reply),
  );
  app.put<{ Params: IndexParams }>("/indexes/:uid/documents", (request, reply) =>
    addDocuments(context, "update", request, reply),
  );

  app.delete<{ Params: DocumentParams }>("/indexes/:uid/documents/:id", ({ params }, reply) =>
    deleteDocuments(context, params.uid, { ids: [params.id] }, reply),
  );
  app.delete<{ Params: IndexParams }>("/indexes/:uid/documents", ({ params }, reply) =>
    deleteDocuments(context, params.uid, { isAll: true }, reply),
  );
  app.post<{ Params: IndexParams }>("/indexes/:uid/documents/delete-batch", (request, reply) => {
    const ids = readIds(readJson(request), "", "bad_request").map(String);
    return deleteDocuments(context, request.params.uid, { ids }, reply);
  });
  app.post<{ Params: IndexParams }>("/indexes/:uid/documents/delete", (request, reply) => {
    const { filter } = readObject<{ filter?: unknown }>(
      readJson(request),
      "",
      { filter: readFilter },
      documentCode,
    );
    if (filter === undefined) throw new MeilisearchError("missing_document_filter", "Missing field `filter`");
    if (!parseFilterParameter(filter, "invalid_document_filter")) {
      throw new MeilisearchError("invalid_document_filter", "Sending an empty filter is forbidden.");
    }
    return deleteDocuments(context, request.params.uid, { filter }, reply);
  });
}

async function addDocuments(
  { queue }: Context,
  method: AddDocumentsContent["method"],
  request: FastifyRequest<{ Params: IndexParams }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { uid } = request.params;
  checkIndexUid(uid);
  const { primaryKey } = readQuery(request.query, ["primaryKey"]);
  const documents = readDocuments(request);
  const details = { receivedDocuments: documents.length, indexedDocuments: null };
  const content: AddDocumentsContent = { method, primaryKey, documents };
  const task = await queue.enqueue("documentAdditionOrUpdate", uid, details, content);
  return reply.status(202).send(presentEnqueued(task));
}

async function deleteDocuments(
  { queue }: Context,
  uid: string,
  content: DeleteDocumentsContent,
  reply: FastifyReply,
): Promise<FastifyReply> {
  checkIndexUid(uid);
  const details = {
    providedIds: "ids" in content ? content.ids.length : 0,
    deletedDocuments: null,
    originalFilter: "filter" in content ? JSON.stringify(content.filter) : null,
  };
  const task = await queue.enqueue("documentDeletion", uid, details, content);
  return reply.status(202).send(presentEnqueued(task));
}

function fetchDocuments(context: Context, index: LiveIndex, parameters: FetchParameters): JsonObject {
  const { offset = 0, limit = 20, ids, sort, filter } = parameters;
  const universe = searchUniverse(index, { filter }, "invalid_document_filter");
  const wanted = ids && new Set(ids.map((id) => index.docid(String(id))));
  let docids = [...index.allDocids()].filter(
    (docid) => universe[docid] === 1 && (wanted === undefined || wanted.has(docid)),
  );
  const rules = parseSort(index, sort, "invalid_document_sort");
  if (rules.length > 0) docids = rankBySort(index, docids, rules).map(({ docid }) => docid);
  return {
    results: docids
      .slice(offset, offset + limit)
      .map((docid) => presentDocument(context, index, docid, parameters)),
    offset,
    limit,
    total: docids.length,
  };
}

function presentDocument(
  { store }: Context,
  index: LiveIndex,
  docid: number,
  { fields, retrieveVectors }: { fields?: string[] | undefined; retrieveVectors?: boolean | undefined },
): JsonObject {
  const document = store.documents.get([index.record.instance, docid])!;
  const shown = selectFields(document, displayedOnly(fields, index.settings.displayedAttributes));
  if (retrieveVectors) shown._vectors = presentVectorsOf(store, index, docid, document);
  return shown;
}

function readIds(value: unknown, path: string, code: string): (string | number)[] {
  if (!Array.isArray(value)) throw wrongType(value, path, "an array", code);
  return value.map((id, i) => {
    if (typeof id !== "string" && typeof id !== "number") {
      throw wrongType(id, `${path}[${i}]`, "a string or an integer", code);
    }
    return id;
  });
}
