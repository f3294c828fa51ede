import { MeilisearchError } from "../errors.ts";
import type { Catalog } from "../index/catalog.ts";
import { type DocumentWrite, LiveIndex, slicer } from "../index/live-index.ts";
import type { JsonObject } from "../request/json.ts";
import { encodeVectors } from "../storage/document-vectors.ts";
import type { IndexRecord } from "../storage/store.ts";
import { documentId } from "./document-id.ts";
import { takeVectors, vectorsMissing } from "./read-vectors.ts";
import type { TaskRecord } from "./task.ts";
import type { TaskOutcome } from "./task-queue.ts";

export interface AddDocumentsContent {
  /** "replace" puts a document in the place of the old one, "update" changes the fields it brings. */
  method: "replace" | "update";
  primaryKey: string | undefined;
  documents: JsonObject[];
}

interface StagedDocument {
  docid: number;
  document: JsonObject;
  vectors: Map<string, Float32Array[]>;
}

export async function prepareAddDocuments(catalog: Catalog, task: TaskRecord): Promise<TaskOutcome> {
  const { method, primaryKey, documents } = task.content as AddDocumentsContent;
  const uid = task.indexUid!;
  const index = catalog.get(uid) ?? new LiveIndex(catalog.newRecord(uid, primaryKey ?? null));
  const record = nextRecord(index, primaryKey, documents);
  const pause = slicer();
  const staged = await stageDocuments(catalog, index, record, method, documents, pause);
  assertRoom(catalog, index, staged);
  const writes: DocumentWrite[] = [];
  for (const [externalId, { docid, document, vectors }] of staged) {
    writes.push({ docid, externalId, document, vectors, text: index.cutWords(document) });
    await pause();
  }
  const { store } = catalog;
  return {
    details: { receivedDocuments: documents.length, indexedDocuments: documents.length },
    write() {
      store.indexes.putSync(uid, record);
      for (const { docid, document, vectors } of writes) {
        store.documents.putSync([record.instance, docid], document);
        for (const [name, given] of vectors) {
          store.vectors.putSync([record.instance, docid, name], encodeVectors(given));
        }
      }
    },
    apply() {
      index.record = record;
      for (const write of writes) index.put(write);
      catalog.set(index);
    },
  };
}

function assertRoom(catalog: Catalog, index: LiveIndex, staged: ReadonlyMap<string, StagedDocument>): void {
  const more = { documents: 0, vectors: 0 };
  for (const { docid, vectors } of staged.values()) {
    if (!index.isLive(docid)) more.documents++;
    for (const [name, given] of vectors) {
      more.vectors += given.length - index.vectors.get(name)!.countOf(docid);
    }
  }
  catalog.assertRoomFor(more);
}

function nextRecord(index: LiveIndex, asked: string | undefined, documents: JsonObject[]): IndexRecord {
  const { uid, primaryKey } = index.record;
  if (primaryKey !== null && asked !== undefined && asked !== primaryKey) {
    throw new MeilisearchError(
      "index_primary_key_already_exists",
      `Index \`${uid}\`: Index already has a primary key: \`${primaryKey}\`.`,
    );
  }
  const known = primaryKey ?? asked ?? null;
  if (known === null && documents.length > 0) {
    throw new MeilisearchError(
      "index_primary_key_no_candidate_found",
      `Index \`${uid}\`: The embedded server infers no primary key. Please specify it using the \`primaryKey\` query parameter.`,
    );
  }
  return { ...index.record, primaryKey: known, updatedAt: new Date().toISOString() };
}

/** The documents as they will be, by id; a document that comes twice in one task is changed twice. */
async function stageDocuments(
  catalog: Catalog,
  index: LiveIndex,
  record: IndexRecord,
  method: AddDocumentsContent["method"],
  documents: JsonObject[],
  pause: () => Promise<void> | undefined,
): Promise<Map<string, StagedDocument>> {
  const { embedders } = index.settings;
  const allocateDocid = index.docidAllocator();
  const staged = new Map<string, StagedDocument>();
  for (const given of documents) {
    const id = documentId(given, record.primaryKey!);
    const known = index.docid(id);
    const earlier = staged.get(id);
    const { document, vectors } = takeVectors(record.uid, id, given, embedders);
    for (const name of Object.keys(embedders)) {
      const isNew = known === undefined && !earlier?.vectors.has(name);
      if (isNew && !vectors.has(name)) throw vectorsMissing(record.uid, id, name);
    }
    const docid = earlier?.docid ?? known ?? allocateDocid();
    const isKept = method === "update" && (earlier !== undefined || known !== undefined);
    const before = isKept
      ? (earlier?.document ?? catalog.store.documents.get([record.instance, docid]))
      : undefined;
    staged.set(id, {
      docid,
      document: { ...before, ...document },
      vectors: new Map([...(earlier?.vectors ?? []), ...vectors]),
    });
    await pause();
  }
  return staged;
}
