import { randomUUID } from "node:crypto";
import type { Document } from "bson";
import { decode, encode } from "../bson/codec.ts";
import { ensure, ServerError } from "../errors.ts";
import { Collection } from "./collection.ts";
import { CollectionIndex, type IndexSpec } from "./collection-index.ts";
import { prefixKey, type Store } from "./store.ts";

const CATALOG_PREFIX = prefixKey(0);
const FORMAT_KEY = Buffer.concat([CATALOG_PREFIX, Buffer.from("\0format")]);
const FORMAT = Buffer.from("1");

interface StoredCollection {
  id: number;
  uuid: string;
  options: Document;
  indexes: { id: number; spec: IndexSpec; isMultikey: boolean }[];
}

/** Which collections and indexes exist. Its changes may only be made inside `Store.write`. */
export class Catalog {
  readonly #collections = new Map<string, Collection>();
  #lastId = 0;

  private constructor(readonly store: Store) {}

  /** Reads the catalog of a store; a store written by another format or with a broken catalog is refused. */
  static async load(store: Store): Promise<Catalog> {
    const catalog = new Catalog(store);
    store.assertWhole();
    const format = store.get(FORMAT_KEY);
    if (format === undefined) await store.write(() => store.put(FORMAT_KEY, FORMAT));
    else if (!format.equals(FORMAT))
      throw new Error(`the store has format ${format}, this server reads format ${FORMAT}`);
    for (const { key, value } of store.range(CATALOG_PREFIX, prefixKey(1))) {
      if (key.equals(FORMAT_KEY)) continue;
      const stored = decode(value) as StoredCollection;
      const indexes = stored.indexes.map(
        ({ id, spec, isMultikey }) => new CollectionIndex(id, spec, isMultikey),
      );
      catalog.#open(key.subarray(4).toString(), stored.id, stored.uuid, stored.options, indexes);
    }
    for (const collection of catalog.all()) collection.assertWhole();
    return catalog;
  }

  find(namespace: string): Collection | undefined {
    return this.#collections.get(namespace);
  }

  findOrThrow(namespace: string): Collection {
    const collection = this.find(namespace);
    ensure(collection, "NamespaceNotFound", `ns does not exist: ${namespace}`);
    return collection;
  }

  inDatabase(database: string): Collection[] {
    return this.all().filter(({ namespace }) => namespace.startsWith(`${database}.`));
  }

  all(): Collection[] {
    return [...this.#collections.values()];
  }

  findOrCreate(namespace: string): Collection {
    return this.find(namespace) ?? this.create(namespace, {});
  }

  create(namespace: string, options: Document): Collection {
    assertNamespace(namespace);
    const idIndex = new CollectionIndex(this.#nextId(), { v: 2, key: { _id: 1 }, name: "_id_" }, false);
    const collection = this.#open(namespace, this.#nextId(), randomUUID(), options, [idIndex]);
    this.#save(collection);
    this.store.onRollback(() => this.#collections.delete(namespace));
    return collection;
  }

  drop(collection: Collection): void {
    collection.drop();
    this.#collections.delete(collection.namespace);
    this.store.remove(catalogKey(collection.namespace));
    this.store.onRollback(() => this.#collections.set(collection.namespace, collection));
  }

  rename(collection: Collection, namespace: string): void {
    assertNamespace(namespace);
    this.#collections.delete(collection.namespace);
    this.store.remove(catalogKey(collection.namespace));
    const renamed = this.#open(
      namespace,
      collection.id,
      collection.uuid,
      collection.options,
      collection.indexes,
    );
    this.#save(renamed);
    this.store.onRollback(() => {
      this.#collections.delete(namespace);
      this.#collections.set(collection.namespace, collection);
    });
  }

  addIndex(collection: Collection, spec: IndexSpec): void {
    const index = new CollectionIndex(this.#nextId(), spec, false);
    collection.build(index);
    this.replaceIndexes(collection, [...collection.indexes, index]);
  }

  dropIndex(collection: Collection, index: CollectionIndex): void {
    collection.dropIndex(index);
    this.replaceIndexes(
      collection,
      collection.indexes.filter((other) => other !== index),
    );
  }

  replaceIndexes(collection: Collection, indexes: CollectionIndex[]): void {
    const before = collection.indexes;
    collection.indexes = indexes;
    this.store.onRollback(() => {
      collection.indexes = before;
    });
    this.#save(collection);
  }

  #open(
    namespace: string,
    id: number,
    uuid: string,
    options: Document,
    indexes: CollectionIndex[],
  ): Collection {
    this.#lastId = Math.max(this.#lastId, id, ...indexes.map((index) => index.id));
    const collection: Collection = new Collection(this.store, id, namespace, uuid, options, indexes, () =>
      this.#save(collection),
    );
    this.#collections.set(namespace, collection);
    return collection;
  }

  #save({ namespace, id, uuid, options, indexes }: Collection): void {
    const stored: StoredCollection = {
      id,
      uuid,
      options,
      indexes: indexes.map(({ id, spec, isMultikey }) => ({ id, spec, isMultikey })),
    };
    this.store.put(catalogKey(namespace), encode(stored));
  }

  #nextId(): number {
    return ++this.#lastId;
  }
}

function catalogKey(namespace: string): Buffer {
  return Buffer.concat([CATALOG_PREFIX, Buffer.from(namespace)]);
}

function assertNamespace(namespace: string): void {
  if (!/^[^/\\. "$\0]{1,63}\.[^.$\0][^$\0]*$/.test(namespace) || Buffer.byteLength(namespace) > 255) {
    throw new ServerError("InvalidNamespace", `Invalid namespace specified '${namespace}'`);
  }
}
