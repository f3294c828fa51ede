import { crc32 } from "node:zlib";
import type { Document } from "bson";
import { decode, MAX_DOCUMENT_BYTES } from "../bson/codec.ts";
import { valuesAt } from "../bson/path.ts";
import { ensure, ServerError } from "../errors.ts";
import type { CollectionIndex } from "./collection-index.ts";
import { prefixKey, readRecordId, recordIdBytes, type Store } from "./store.ts";

const CHECKSUM_BYTES = 4;

/** A document as it lies in the store, and the number that names its place (they rise as documents arrive). */
export interface StoredRecord {
  recordId: number;
  bytes: Buffer;
}

/** The documents of one collection with their indexes; changes may only be made inside `Store.write`. */
export class Collection {
  readonly #start: Buffer;
  readonly #end: Buffer;
  #lastRecordId: number;

  constructor(
    readonly store: Store,
    readonly id: number,
    readonly namespace: string,
    readonly uuid: string,
    readonly options: Document,
    public indexes: CollectionIndex[],
    /** Called when an index turns multikey, so that the catalog remembers it. */
    readonly onMultikey: (index: CollectionIndex) => void,
  ) {
    this.#start = prefixKey(id);
    this.#end = prefixKey(id + 1);
    const last = store.range(this.#start, this.#end, true).next();
    this.#lastRecordId = last.done ? 0 : readRecordId(last.value.key, 4);
  }

  get count(): number {
    return this.store.count(this.#start, this.#end);
  }

  read(recordId: number): Buffer | undefined {
    return this.store.get(this.#recordKey(recordId))?.subarray(0, -CHECKSUM_BYTES);
  }

  /** Throws when a document is not as it was written, or is not in the `_id` index. */
  assertWhole(): void {
    for (const { key, value } of this.store.range(this.#start, this.#end)) {
      const isIntact =
        value.length > CHECKSUM_BYTES && seal(value.subarray(0, -CHECKSUM_BYTES)).equals(value);
      if (!isIntact)
        this.store.failAsCorrupt(`document ${readRecordId(key, 4)} of ${this.namespace} is damaged`);
    }
    const idIndex = this.indexes[0]!;
    if (this.store.count(idIndex.prefix, idIndex.end) !== this.count) {
      this.store.failAsCorrupt(`the _id index of ${this.namespace} does not agree with its documents`);
    }
  }

  /** Documents in the order in which they arrived, or the other way. */
  *records(isReverse = false): Generator<StoredRecord> {
    for (const { key, value } of this.store.range(this.#start, this.#end, isReverse)) {
      yield { recordId: readRecordId(key, 4), bytes: value.subarray(0, -CHECKSUM_BYTES) };
    }
  }

  /** Which records an index holds between two keys that start with its prefix, in key order. */
  *recordIdsBetween(start: Buffer, end: Buffer, isReverse: boolean): Generator<number> {
    for (const { value } of this.store.range(start, end, isReverse)) yield readRecordId(value);
  }

  /** Which record a unique index holds at exactly this key. */
  recordIdAt(key: Buffer): number | null {
    const value = this.store.get(key);
    return value ? readRecordId(value) : null;
  }

  insert(document: Document, bytes: Buffer): number {
    ensure(bytes.length <= MAX_DOCUMENT_BYTES, "BadValue", "object to insert too large");
    const keys = this.indexes.map((index) => index.keysOf(document));
    this.indexes.forEach((index, i) => {
      this.#assertUnique(index, keys[i]!, document, null);
    });
    const recordId = ++this.#lastRecordId;
    this.indexes.forEach((index, i) => {
      this.#putKeys(index, keys[i]!, recordId);
    });
    this.store.put(this.#recordKey(recordId), seal(bytes));
    return recordId;
  }

  /** Puts a document in another's place; `bytes` are the new one's encoding. */
  replace(recordId: number, before: Document, after: Document, bytes: Buffer): void {
    ensure(bytes.length <= MAX_DOCUMENT_BYTES, "Location17419", "updated document too large");
    const changes = this.indexes.map((index) => {
      const oldKeys = new Map(index.keysOf(before).map((key) => [key.toString("latin1"), key]));
      const added = index.keysOf(after).filter((key) => !oldKeys.delete(key.toString("latin1")));
      return { index, added, removed: [...oldKeys.values()] };
    });
    for (const { index, added } of changes) this.#assertUnique(index, added, after, recordId);
    for (const { index, added, removed } of changes) {
      for (const key of removed) this.store.remove(entryKey(index, key, recordId));
      this.#putKeys(index, added, recordId);
      if (added.length > 0) this.#noteMultikey(index, index.keysOf(after).length);
    }
    this.store.put(this.#recordKey(recordId), seal(bytes));
  }

  remove(recordId: number, document: Document): void {
    for (const index of this.indexes) {
      for (const key of index.keysOf(document)) this.store.remove(entryKey(index, key, recordId));
    }
    this.store.remove(this.#recordKey(recordId));
  }

  /** Fills a new index from what is stored; throws at the first duplicate, and the act's rollback cleans up. */
  build(index: CollectionIndex): void {
    for (const { recordId, bytes } of this.records()) {
      const document = decode(bytes);
      const keys = index.keysOf(document);
      this.#assertUnique(index, keys, document, recordId);
      this.#putKeys(index, keys, recordId);
    }
  }

  dropIndex(index: CollectionIndex): void {
    this.store.removeRange(index.prefix, index.end);
  }

  drop(): void {
    for (const index of this.indexes) this.dropIndex(index);
    this.store.removeRange(this.#start, this.#end);
  }

  #recordKey(recordId: number): Buffer {
    return Buffer.concat([this.#start, recordIdBytes(recordId)]);
  }

  #putKeys(index: CollectionIndex, keys: Buffer[], recordId: number): void {
    const value = recordIdBytes(recordId);
    for (const key of keys) this.store.put(entryKey(index, key, recordId), value);
    this.#noteMultikey(index, keys.length);
  }

  #noteMultikey(index: CollectionIndex, keyCount: number): void {
    if (keyCount < 2 || index.isMultikey) return;
    index.isMultikey = true;
    this.store.onRollback(() => {
      index.isMultikey = false;
    });
    this.onMultikey(index);
  }

  #assertUnique(
    index: CollectionIndex,
    keys: Buffer[],
    document: Document,
    ownRecordId: number | null,
  ): void {
    if (!index.isUnique) return;
    for (const key of keys) {
      const holder = this.store.get(entryKey(index, key, 0));
      if (holder && readRecordId(holder) !== ownRecordId) throw duplicateKey(this.namespace, index, document);
    }
  }
}

/** A document with its checksum, by which a damaged file is told at start. */
function seal(bytes: Buffer): Buffer {
  const checksum = Buffer.allocUnsafe(CHECKSUM_BYTES);
  checksum.writeUInt32LE(crc32(bytes));
  return Buffer.concat([bytes, checksum]);
}

export function entryKey(index: CollectionIndex, key: Buffer, recordId: number): Buffer {
  return Buffer.concat(index.isUnique ? [index.prefix, key] : [index.prefix, key, recordIdBytes(recordId)]);
}

function duplicateKey(namespace: string, index: CollectionIndex, document: Document): ServerError {
  const keyValue = Object.fromEntries(
    index.fields.map(({ path, parts }) => [path, valuesAt(document, parts)[0] ?? null]),
  );
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${show(value)}`);
  return new ServerError(
    "DuplicateKey",
    `E11000 duplicate key error collection: ${namespace} index: ${index.spec.name} dup key: { ${shown.join(", ")} }`,
    { keyPattern: index.spec.key, keyValue },
  );
}

function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (typeof value !== "object" || value === null) return String(value);
  if ("toHexString" in value) return `ObjectId('${String(value)}')`;
  return JSON.stringify(value);
}
