import type { Index, Meilisearch, Settings } from "meilisearch";
import { CoalescingWriter } from "./coalescing-writer.ts";
import type { IndexDocument } from "./index-document.ts";
import { EMBEDDER, type TextKind } from "./index-names.ts";
import { missingSettings, settingsOf } from "./index-settings.ts";
import { isIndexMissing } from "./meilisearch-client.ts";
import { awaitTask, TaskFailedError } from "./task-wait.ts";

/** What the sweep reads of an index document. */
export type IndexedState = Pick<IndexDocument, "id" | "revision" | "vectorModel">;

type Write = { put: IndexDocument } | { remove: string };

/** One of the two indexes. Every write is a task that has succeeded when the promise resolves. */
export class TextIndex {
  readonly name: string;
  readonly #meilisearch: Meilisearch;
  readonly #kind: TextKind;
  readonly #writer = new CoalescingWriter<Write>((writes) => this.#writeBatch(writes));

  constructor(meilisearch: Meilisearch, kind: TextKind, name: string) {
    this.#meilisearch = meilisearch;
    this.#kind = kind;
    this.name = name;
  }

  get #index(): Index<IndexDocument> {
    return this.#meilisearch.index<IndexDocument>(this.name);
  }

  put(document: IndexDocument): Promise<void> {
    return this.#writer.write({ put: document });
  }

  remove(id: string): Promise<void> {
    return this.#writer.write({ remove: id });
  }

  /**
   * Brings the index to its settings, creating it where it is missing. Vectors of other dimensions cannot live in
   * it: a new index takes its place then, and the texts are missing until the sweep has put them back.
   */
  async reconcile(dimensions: number | null): Promise<void> {
    const wanted = settingsOf(this.#kind, dimensions);
    const current = await this.#readSettings();
    if (current === null) {
      await this.#create(this.name, wanted);
      return;
    }
    const embedder = current.embedders?.[EMBEDDER];
    const hasOtherVectors = embedder?.source === "userProvided" && embedder.dimensions !== dimensions;
    if (dimensions !== null && hasOtherVectors) {
      await this.#replace(wanted);
      return;
    }
    const missing = missingSettings(current, wanted);
    if (Object.keys(missing).length > 0) await this.#finish(this.#index.updateSettings(missing));
  }

  /** Every document's id and state, a page at a time. */
  async *states(pageSize = 1_000): AsyncGenerator<IndexedState[]> {
    for (let offset = 0; ; offset += pageSize) {
      const { results } = await this.#index.getDocuments<IndexDocument>({
        fields: ["id", "revision", "vectorModel"],
        limit: pageSize,
        offset,
      });
      if (results.length > 0) yield results;
      if (results.length < pageSize) return;
    }
  }

  async #readSettings(): Promise<Settings | null> {
    try {
      return await this.#index.getSettings();
    } catch (error) {
      if (isIndexMissing(error)) return null;
      throw error;
    }
  }

  async #create(name: string, settings: Settings): Promise<void> {
    try {
      await this.#finish(this.#meilisearch.createIndex(name, { primaryKey: "id" }));
    } catch (error) {
      // Another indexer was faster.
      if (!(error instanceof TaskFailedError && error.code === "index_already_exists")) throw error;
    }
    await this.#finish(this.#meilisearch.index(name).updateSettings(settings));
  }

  async #replace(settings: Settings): Promise<void> {
    const next = `${this.name}_next`;
    await this.#create(next, settings);
    await this.#finish(this.#meilisearch.swapIndexes([{ indexes: [this.name, next], rename: false }]));
    await this.#finish(this.#meilisearch.deleteIndex(next));
  }

  async #writeBatch(writes: Write[]): Promise<void> {
    // The last word on a document wins; within one batch there is no order between a put and a remove.
    const last = new Map(writes.map((write) => ["put" in write ? write.put.id : write.remove, write]));
    const puts = [...last.values()].flatMap((write) => ("put" in write ? [write.put] : []));
    const removes = [...last.values()].flatMap((write) => ("remove" in write ? [write.remove] : []));
    await Promise.all([
      puts.length > 0 && this.#finish(this.#index.addDocuments(puts, { primaryKey: "id" })),
      removes.length > 0 && this.#finish(this.#index.deleteDocuments(removes)),
    ]);
  }

  async #finish(enqueued: ReturnType<Index["addDocuments"]>): Promise<void> {
    await awaitTask(this.#meilisearch.tasks, await enqueued);
  }
}
