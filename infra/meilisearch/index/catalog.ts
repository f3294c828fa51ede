import type { Logger } from "pino";
import { indexNotFound, MeilisearchError } from "../errors.ts";
import type { IndexRecord, Store } from "../storage/store.ts";
import { LiveIndex } from "./live-index.ts";

/** Beyond this an exact scan is slow enough to be noticed, and memory counts. */
const MANY_VECTORS = 30_000;
/** Documents, and vectors, of all indexes together: the bound of what is kept in memory. */
const MAX_SIZE = 200_000;

/** All indexes by uid, in memory. */
export class Catalog {
  readonly store: Store;
  readonly #log: Pick<Logger, "warn">;
  readonly #indexes = new Map<string, LiveIndex>();
  #nextInstance = 1;
  #hasAdvised = false;

  private constructor(store: Store, log: Pick<Logger, "warn">) {
    this.store = store;
    this.#log = log;
  }

  static async load(store: Store, log: Pick<Logger, "warn">): Promise<Catalog> {
    const catalog = new Catalog(store, log);
    for (const { value } of store.indexes.getRange()) catalog.set(await LiveIndex.load(store, value));
    return catalog;
  }

  get(uid: string): LiveIndex | undefined {
    return this.#indexes.get(uid);
  }

  getOrThrow(uid: string): LiveIndex {
    const index = this.#indexes.get(uid);
    if (!index) throw indexNotFound(uid);
    return index;
  }

  /** All indexes, by uid in alphabetical order. */
  all(): LiveIndex[] {
    return [...this.#indexes.values()].sort((a, b) => (a.record.uid < b.record.uid ? -1 : 1));
  }

  set(index: LiveIndex): void {
    this.#indexes.set(index.record.uid, index);
    this.#nextInstance = Math.max(this.#nextInstance, index.record.instance + 1);
    this.#adviseOnSize();
  }

  remove(uid: string): void {
    this.#indexes.delete(uid);
  }

  /** The record of an index that is yet to be written. */
  newRecord(uid: string, primaryKey: string | null): IndexRecord {
    const now = new Date().toISOString();
    const instance = this.#nextInstance++;
    return { uid, instance, primaryKey, createdAt: now, updatedAt: now, settings: {} };
  }

  /** @throws {MeilisearchError} where that much more would be more than is kept in memory. */
  assertRoomFor(more: { documents: number; vectors: number }): void {
    const documents = this.all().reduce((sum, index) => sum + index.documentCount, more.documents);
    if (Math.max(documents, this.#vectorCount + more.vectors) <= MAX_SIZE) return;
    throw new MeilisearchError(
      "database_size_limit_reached",
      `The embedded server keeps at most ${MAX_SIZE} documents and as many vectors: set MEILI_URL to a real Meilisearch.`,
    );
  }

  get #vectorCount(): number {
    return this.all().reduce((sum, index) => sum + index.vectorCount, 0);
  }

  #adviseOnSize(): void {
    if (this.#hasAdvised) return;
    const vectors = this.#vectorCount;
    if (vectors <= MANY_VECTORS) return;
    this.#hasAdvised = true;
    this.#log.warn(
      { vectors },
      `More than ${MANY_VECTORS} vectors: set MEILI_URL to a real Meilisearch, whose search does not read them all.`,
    );
  }
}
