import type { Document } from "bson";
import { encode, isDocument } from "../bson/codec.ts";
import { compileCollation } from "../bson/collation.ts";
import { iteratorSource } from "../cursors.ts";
import { ensure, ServerError } from "../errors.ts";
import { compileFilter } from "../query/filter.ts";
import type { Collection } from "../storage/collection.ts";
import type { CollectionIndex, IndexSpec } from "../storage/collection-index.ts";
import { type Command, namespaceOf } from "./command.ts";

const KNOWN_OPTIONS = new Set(
  (
    "v key name ns unique sparse background expireAfterSeconds partialFilterExpression collation " +
    "commitQuorum bits min max 2dsphereIndexVersion"
  ).split(" "),
);

/** Kinds of index that are kept as ordinary ones: what only they could speed up is answered without an index. */
const PLUGINS = new Set(["hashed", "2d", "2dsphere"]);

const createIndexes: Command = (body, database, { catalog }) => {
  const namespace = namespaceOf(body, database);
  ensure(body.indexes.length > 0, "BadValue", "Must specify at least one index to create");
  const specs = body.indexes.map(parseSpec);
  return catalog.store.write(() => {
    const isNewCollection = catalog.find(namespace) === undefined;
    const collection = catalog.findOrCreate(namespace);
    const numIndexesBefore = collection.indexes.length;
    for (const given of specs) {
      const spec = withCollation(given, collection);
      if (!existsAlready(collection, spec)) catalog.addIndex(collection, spec);
    }
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
  const { key, name, partialFilterExpression = {} } = given;
  const problem = problemOf(given);
  if (problem) throw new ServerError("CannotCreateIndex", problem);
  ensure(typeof name === "string" && name !== "", "FailedToParse", "An index needs a name");
  const unknown = Object.keys(given).find((option) => !KNOWN_OPTIONS.has(option));
  ensure(!unknown, "InvalidIndexSpecificationOption", `The field '${unknown}' is not valid for an index`);
  compileFilter(partialFilterExpression);
  return { ...given, v: 2, key, name };
}

/** Why there can be no such index, if so. */
function problemOf({ key, sparse, partialFilterExpression, expireAfterSeconds }: Document): string | null {
  if (!isDocument(key) || Object.keys(key).length === 0) return "Index keys cannot be empty.";
  for (const [path, direction] of Object.entries(key)) {
    const isPlugin = typeof direction === "string";
    if (isPlugin && !PLUGINS.has(direction)) return `Unknown index plugin '${direction}'`;
    if (!isPlugin && !Number(direction))
      return `Values in the index key pattern cannot be 0. Failed to parse: ${path}`;
    if (path.includes("$**")) return "wildcard indexes are not supported";
    if (path.split(".").includes("")) return "Index keys cannot contain an empty field.";
  }
  if (partialFilterExpression && sparse) return 'cannot mix "partialFilterExpression" and "sparse" options';
  const isTtl = expireAfterSeconds !== undefined;
  if (isTtl && !(Number(expireAfterSeconds) >= 0 && Object.keys(key).length === 1))
    return "TTL indexes are single-field indexes with a non-negative expireAfterSeconds";
  return null;
}

/** An index has its collection's collation. It holds the plain order all the same, so it can't tell what is equal. */
function withCollation({ collation, ...spec }: IndexSpec, { options }: Collection): IndexSpec {
  const effective = (collation ?? options.collation) as Document | undefined;
  if (!compileCollation(effective)) return spec;
  ensure(!spec.unique, "CannotCreateIndex", "unique indexes are supported in the simple collation only");
  return { ...spec, collation: { ...effective } };
}

/** Whether an index is there as it is asked for; one that has its name or its key but is another is a conflict. */
function existsAlready({ indexes }: Collection, spec: IndexSpec): boolean {
  if (JSON.stringify(spec.key) === '{"_id":1}') return true;
  const sameName = indexes.find(({ spec: other }) => other.name === spec.name)?.spec;
  const sameKey = indexes.find(({ spec: other }) => identityOf(other) === identityOf(spec))?.spec;
  const isSame = !sameName || optionsOf(sameName) === optionsOf(spec);
  ensure(isSame, "IndexKeySpecsConflict", `An existing index has the same name: ${spec.name}`);
  const isNew = sameName || !sameKey;
  ensure(isNew, "IndexOptionsConflict", `Index already exists with a different name: ${sameKey?.name}`);
  return sameName !== undefined;
}

/** Indexes on the same key are different ones when they hold other documents or another order. */
function identityOf({ key, partialFilterExpression, collation }: IndexSpec): string {
  return JSON.stringify([key, partialFilterExpression ?? null, collation ?? null]);
}

function optionsOf(spec: IndexSpec): string {
  const { unique, sparse, expireAfterSeconds } = spec;
  return JSON.stringify([
    identityOf(spec),
    Boolean(unique),
    Boolean(sparse),
    Number(expireAfterSeconds ?? -1),
  ]);
}

const listIndexes: Command = (body, database, { catalog, cursors }) => {
  const namespace = namespaceOf(body, database);
  const { indexes } = catalog.findOrThrow(namespace);
  const specs = indexes.map(({ spec }) => encode(spec));
  return cursors.start(namespace, iteratorSource(specs.values()), body.cursor?.batchSize);
};

const dropIndexes: Command = (body, database, { catalog }) => {
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
  ensure(found, "IndexNotFound", `index not found: ${JSON.stringify(wanted)}`);
  ensure(found.spec.name !== "_id_", "InvalidOptions", "cannot drop _id index");
  return found;
}

export const indexCommands = { createIndexes, listIndexes, dropIndexes };
