import { indexNotFound, MeilisearchError } from "../errors.ts";
import { evaluateFilter } from "../filter/evaluate-filter.ts";
import { parseFilterParameter } from "../filter/parse-filter.ts";
import type { Catalog } from "../index/catalog.ts";
import type { LiveIndex } from "../index/live-index.ts";
import type { TaskRecord } from "./task.ts";
import { TaskFailure, type TaskOutcome } from "./task-queue.ts";

/** The documents to delete: by id, by filter, or all of them. */
export type DeleteDocumentsContent = { ids: string[] } | { filter: unknown } | { isAll: true };

export async function prepareDeleteDocuments(catalog: Catalog, task: TaskRecord): Promise<TaskOutcome> {
  const index = catalog.get(task.indexUid!);
  if (!index) {
    throw new TaskFailure(indexNotFound(task.indexUid!), { ...task.details, deletedDocuments: 0 });
  }
  const docids = docidsToDelete(index, task);
  const record = { ...index.record, updatedAt: new Date().toISOString() };
  const { store } = catalog;
  return {
    details: { ...task.details, deletedDocuments: docids.length },
    write() {
      store.indexes.putSync(record.uid, record);
      for (const docid of docids) {
        store.documents.removeSync([record.instance, docid]);
        for (const name of index.vectors.keys()) store.vectors.removeSync([record.instance, docid, name]);
      }
    },
    apply() {
      index.record = record;
      // From the last one back: lists of documents by word are cut at their end, which moves nothing.
      for (const docid of docids.toReversed()) index.delete(docid);
    },
  };
}

function docidsToDelete(index: LiveIndex, task: TaskRecord): number[] {
  const content = task.content as DeleteDocumentsContent;
  if ("ids" in content) {
    const docids = content.ids.map((id) => index.docid(id)).filter((docid) => docid !== undefined);
    return [...new Set(docids)].sort((a, b) => a - b);
  }
  const all = [...index.allDocids()];
  if ("isAll" in content) return all;
  try {
    const filter = parseFilterParameter(content.filter, "invalid_document_filter");
    if (!filter) return all;
    const accepted = evaluateFilter(index, filter, "invalid_document_filter");
    return all.filter((docid) => accepted[docid] === 1);
  } catch (error) {
    if (!(error instanceof MeilisearchError)) throw error;
    throw new TaskFailure(error, { ...task.details, deletedDocuments: 0 });
  }
}
