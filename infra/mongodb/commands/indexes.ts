import type { Document } from "bson";
import { encode, isDocument } from "../bson/codec.ts";
import { iteratorSource } from "../cursors.ts";
import { ServerError } from "../errors.ts";
import { compileFilter } from "../query/filter.ts";
import type { Collection } from "../storage/collection.ts";
import type { CollectionIndex, IndexSpec } from "../storage/collection-index.ts";
import { assertPlainCollation, type Command, namespaceOf } from "./command.ts";

const KNOWN_OPTIONS = new Set([
  "v",
  "key",
  "name",
  "ns",
  "unique",
  "sparse",
  "background",
  "hidden",
  "expireAfterSeconds",
  "partialFilterExpression",
  "collation",
  "commitQuorum",
]);

export const createIndexes: Command = (body, database, { catalog }) => {
  const namespace = namespaceOf(body, database);
  if (!Array.isArray(body.indexes) || body.indexes.length === 0) {
    throw new ServerError("BadValue", "Must specify at least one index to create");
  }
  const specs = body.indexes.map(parseSpec);
  return catalog.store.write(() => {
    const isNewCollection = catalog.find(namespace) === undefined;
    const collection = catalog.findOrCreate(namespace);
    const numIndexesBefore = collection.indexes.length;
    for (const spec of specs) if (!existsAlready(collection, spec)) catalog.addIndex(collection, spec);
    const numIndexesAfter = collection.indexes.length;
    return {
      numIndexesBefore,
      numIndexesAfter,
      createdCollectionAutomatically: isNewCollection,
      ...(numIndexesAfter === numIndexesBefore ? { note: "all indexes already exist" } : {}),
      ok: 1,
    };
  });
};

function parseSpec({ background: _background, ns: _ns, ...given }: Document): IndexSpec {
  const { key, name, partialFilterExpression, sparse, expireAfterSeconds, collation } = given;
  if (!isDocument(key) || Object.keys(key).length === 0)
    throw new ServerError("CannotCreateIndex", "Index keys cannot be empty.");
  if (typeof name !== "string" || name === "")
    throw new ServerError(
      "FailedToParse",
      "The 'name' field is a required property of an index specification",
    );
  const unknown = Object.keys(given).find((option) => !KNOWN_OPTIONS.has(option));
  if (unknown && !Object.values(key).includes("text")) {
    throw new ServerError(
      "InvalidIndexSpecificationOption",
      `The field '${unknown}' is not valid for an index specification. Specification: ${JSON.stringify(given)}`,
    );
  }
  for (const [path, direction] of Object.entries(key)) {
    if (typeof direction === "string")
      throw new ServerError("CannotCreateIndex", `Unknown index plugin '${direction}'`);
    if (!Number(direction))
      throw new ServerError(
        "CannotCreateIndex",
        `Values in the index key pattern cannot be 0. Failed to parse: ${path}`,
      );
    if (path.includes("$**"))
      throw new ServerError("CannotCreateIndex", "wildcard indexes are not supported");
    if (path === "" || path.split(".").includes(""))
      throw new ServerError("CannotCreateIndex", "Index keys cannot contain an empty field.");
  }
  assertPlainCollation(collation);
  if (partialFilterExpression !== undefined) {
    if (sparse)
      throw new ServerError("CannotCreateIndex", 'cannot mix "partialFilterExpression" and "sparse" options');
    compileFilter(partialFilterExpression);
  }
  if (
    expireAfterSeconds !== undefined &&
    !(Number(expireAfterSeconds) >= 0 && Object.keys(key).length === 1)
  ) {
    throw new ServerError(
      "CannotCreateIndex",
      "TTL indexes are single-field indexes with a non-negative expireAfterSeconds",
    );
  }
  return { ...given, v: 2, key, name };
}

function existsAlready({ indexes }: Collection, spec: IndexSpec): boolean {
  if (JSON.stringify(spec.key) === '{"_id":1}') return true;
  const sameKey = indexes.find(
    ({ spec: other }) => isSameKey(other, spec) && partialOf(other) === partialOf(spec),
  );
  const sameName = indexes.find(({ spec: other }) => other.name === spec.name);
  if (!sameKey && !sameName) return false;
  if (sameName && !isSameKey(sameName.spec, spec)) {
    throw new ServerError(
      "IndexKeySpecsConflict",
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${JSON.stringify(spec)}, existing index: ${JSON.stringify(sameName.spec)}`,
    );
  }
  const existing = (sameName ?? sameKey) as CollectionIndex;
  if (existing.spec.name !== spec.name) {
    throw new ServerError(
      "IndexOptionsConflict",
      `Index already exists with a different name: ${existing.spec.name}`,
    );
  }
  if (optionsOf(existing.spec) !== optionsOf(spec)) {
    const code =
      existing.spec.name === spec.name && isSameKey(existing.spec, spec)
        ? "IndexKeySpecsConflict"
        : "IndexOptionsConflict";
    throw new ServerError(
      code,
      `An existing index has the same name as the requested index. Requested index: ${JSON.stringify(spec)}, existing index: ${JSON.stringify(existing.spec)}`,
    );
  }
  return true;
}

function isSameKey(left: IndexSpec, right: IndexSpec): boolean {
  return JSON.stringify(left.key) === JSON.stringify(right.key);
}

function partialOf({ partialFilterExpression }: IndexSpec): string {
  return JSON.stringify(partialFilterExpression ?? null);
}

function optionsOf({ unique, sparse, expireAfterSeconds, partialFilterExpression }: IndexSpec): string {
  return JSON.stringify([
    Boolean(unique),
    Boolean(sparse),
    Number(expireAfterSeconds ?? -1),
    partialFilterExpression ?? null,
  ]);
}

export const listIndexes: Command = (body, database, { catalog, cursors }) => {
  const namespace = namespaceOf(body, database);
  const { indexes } = catalog.findOrThrow(namespace);
  const specs = indexes.map(({ spec }) => encode(spec));
  return cursors.start(namespace, iteratorSource(specs.values()), body.cursor?.batchSize);
};

export const dropIndexes: Command = (body, database, { catalog }) => {
  const namespace = namespaceOf(body, database);
  return catalog.store.write(() => {
    const collection = catalog.findOrThrow(namespace);
    const nIndexesWas = collection.indexes.length;
    const wanted: unknown[] = [body.index].flat();
    const chosen =
      body.index === "*"
        ? collection.indexes.filter(({ spec }) => spec.name !== "_id_")
        : wanted.map((index) => indexOrThrow(collection, index));
    for (const index of chosen) catalog.dropIndex(collection, index);
    return { nIndexesWas, ok: 1 };
  });
};

function indexOrThrow({ indexes }: Collection, wanted: unknown): CollectionIndex {
  const isByName = typeof wanted === "string";
  const found = indexes.find(({ spec }) =>
    isByName ? spec.name === wanted : JSON.stringify(spec.key) === JSON.stringify(wanted),
  );
  if (!found) {
    throw new ServerError(
      "IndexNotFound",
      isByName
        ? `index not found with name [${wanted}]`
        : `can't find index with key: ${JSON.stringify(wanted)}`,
    );
  }
  if (found.spec.name === "_id_") throw new ServerError("InvalidOptions", "cannot drop _id index");
  return found;
}
