import { createHash } from "node:crypto";
import type { Document } from "bson";
import { EMPTY_ARRAY_KEY, encodeKey, invertKey } from "../bson/key-string.ts";
import { valuesAt } from "../bson/path.ts";
import { ensure } from "../errors.ts";
import { compileFilter, type Predicate } from "../query/filter.ts";
import { prefixKey } from "./store.ts";

/** lmdb takes keys up to 1,978 bytes: longer ones keep their beginning for order and a hash for identity. */
const MAX_KEY_BYTES = 1900;
const HASH_BYTES = 32;
/** Bounds beyond this length may fall into the hashed part, so a plan may not be built on them. */
export const MAX_BOUND_BYTES = MAX_KEY_BYTES - HASH_BYTES;

export interface IndexSpec {
  v: number;
  key: Document;
  name: string;
  unique?: boolean;
  sparse?: boolean;
  partialFilterExpression?: Document;
  expireAfterSeconds?: number;
  [option: string]: unknown;
}

export interface IndexField {
  path: string;
  parts: string[];
  isDescending: boolean;
}

/** One index of a collection: which keys a document has in it, and where they lie in the store. */
export class CollectionIndex {
  readonly prefix: Buffer;
  readonly end: Buffer;
  readonly fields: IndexField[];
  readonly isUnique: boolean;
  readonly #isCovered: Predicate | null;

  constructor(
    readonly id: number,
    readonly spec: IndexSpec,
    /** Whether some document has several keys in it: then it gives no order, and one range at a time. */
    public isMultikey: boolean,
  ) {
    this.prefix = prefixKey(id);
    this.end = prefixKey(id + 1);
    this.fields = Object.entries(spec.key).map(([path, direction]) => ({
      path,
      parts: path.split("."),
      isDescending: Number(direction) < 0,
    }));
    this.isUnique = spec.unique === true || spec.name === "_id_";
    this.#isCovered = spec.partialFilterExpression ? compileFilter(spec.partialFilterExpression) : null;
  }

  /** The keys of a document, without the store's prefix; none when a partial or sparse index leaves it out. */
  keysOf(document: Document): Buffer[] {
    if (this.#isCovered && !this.#isCovered(document)) return [];
    let keys: Buffer[] = [Buffer.alloc(0)];
    let arrayRoot: string | null = null;
    let isMissingAll = true;
    for (const { path, parts, isDescending } of this.fields) {
      const values = valuesAt(document, parts);
      if (values.some((value) => value !== undefined)) isMissingAll = false;
      const components = componentsOf(values);
      if (components.length > 1 || Array.isArray(values[0])) {
        const root = parts[0]!;
        ensure(
          arrayRoot === null || arrayRoot === root,
          "CannotIndexParallelArrays",
          `parallel arrays [${path}] [${arrayRoot}]`,
        );
        arrayRoot = root;
      }
      const encoded = isDescending ? components.map(invertKey) : components;
      keys = keys.flatMap((key) => encoded.map((component) => Buffer.concat([key, component])));
    }
    if (isMissingAll && this.spec.sparse) return [];
    return keys.map(shorten);
  }
}

/** The encoded values a document has at one path: arrays are spread, a missing field counts as null. */
export function componentsOf(values: unknown[]): Buffer[] {
  if (values.length === 1 && !Array.isArray(values[0])) return [encodeKey(values[0])];
  const distinct = new Map<string, Buffer>();
  for (const value of values) {
    const keys = !Array.isArray(value)
      ? [encodeKey(value)]
      : value.length === 0
        ? [EMPTY_ARRAY_KEY]
        : value.map(encodeKey);
    for (const key of keys) distinct.set(key.toString("latin1"), key);
  }
  return distinct.size === 0 ? [encodeKey(null)] : [...distinct.values()];
}

function shorten(key: Buffer): Buffer {
  if (key.length <= MAX_KEY_BYTES) return key;
  return Buffer.concat([
    key.subarray(0, MAX_KEY_BYTES - HASH_BYTES),
    createHash("sha256").update(key).digest(),
  ]);
}
