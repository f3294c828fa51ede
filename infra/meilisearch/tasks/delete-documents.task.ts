import { indexNotFound } from "../errors.ts";
import { filterDocuments } from "../filter/evaluate-filter.ts";
import type { Catalog } from "../index/catalog.ts";
import type { LiveIndex } from "../index/live-index.ts";
import type { TaskRecord } from "./task.ts";
import type { TaskOutcome } from "./task-queue.ts";

/** The documents to delete: by id, or by filter. */
export type DeleteDocumentsContent = { ids: string[] } | { filter: unknown };

export async function prepareDeleteDocuments(catalog: Catalog, task: TaskRecord): Promise<TaskOutcome> {
  const index = catalog.get(task.indexUid!);
  if (!index) throw indexNotFound(task.indexUid!);
  const docids = docidsToDelete(index, task.content as DeleteDocumentsContent);
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

function docidsToDelete(index: LiveIndex, content: DeleteDocumentsContent): number[] {
  if ("ids" in content) {
    const docids = content.ids.map((id) => index.docid(id)).filter((docid) => docid !== undefined);
    return [...new Set(docids)].sort((a, b) => a - b);
  }
  const accepted = filterDocuments(index, content.filter, "invalid_document_filter");
  return [...index.allDocids()].filter((docid) => accepted[docid] === 1);
}
