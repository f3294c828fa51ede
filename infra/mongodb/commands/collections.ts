import { Binary, type Document, UUID } from "bson";
import { encode } from "../bson/codec.ts";
import { compileCollation } from "../bson/collation.ts";
import { iteratorSource } from "../cursors.ts";
import { ensure } from "../errors.ts";
import { compileFilter } from "../query/filter.ts";
import type { Collection } from "../storage/collection.ts";
import { type Command, namespaceOf, type ServerState } from "./command.ts";

const UNSUPPORTED_OPTIONS = [
  "capped",
  "viewOn",
  "timeseries",
  "validator",
  "clusteredIndex",
  "encryptedFields",
];

const create: Command = (body, database, { catalog }) => {
  const namespace = namespaceOf(body, database);
  const { collation } = body;
  const unsupported = UNSUPPORTED_OPTIONS.find((name) => body[name] && JSON.stringify(body[name]) !== "{}");
  ensure(!unsupported, "InvalidOptions", `create option '${unsupported}' is not supported`);
  return catalog.store.write(() => {
    ensure(!catalog.find(namespace), "NamespaceExists", `namespace ${namespace} already exists`);
    catalog.create(namespace, compileCollation(collation) ? { collation } : {});
    return { ok: 1 };
  });
};

const drop: Command = (body, database, state) => {
  const namespace = namespaceOf(body, database);
  return state.catalog.store.write(() => {
    const collection = state.catalog.find(namespace);
    if (!collection) return { ok: 1 };
    const nIndexesWas = collection.indexes.length;
    dropCollection(state, collection);
    return { nIndexesWas, ns: namespace, ok: 1 };
  });
};

const dropDatabase: Command = (_body, database, state) =>
  state.catalog.store.write(() => {
    const collections = state.catalog.inDatabase(database);
    for (const collection of collections) dropCollection(state, collection);
    return { ...(collections.length > 0 ? { dropped: database } : {}), ok: 1 };
  });

function dropCollection({ catalog, changes }: ServerState, collection: Collection): void {
  catalog.drop(collection);
  catalog.store.onDurable(() => {
    changes.append(collection.namespace, "drop");
    changes.append(collection.namespace, "invalidate");
  });
}

const renameCollection: Command = ({ renameCollection: from, to, dropTarget }, _database, { catalog }) =>
  catalog.store.write(() => {
    const collection = catalog.find(String(from));
    ensure(collection, "NamespaceNotFound", `Source collection ${from} does not exist`);
    const target = catalog.find(String(to));
    ensure(target !== collection, "IllegalOperation", "Can't rename a collection to itself");
    ensure(!target || dropTarget, "NamespaceExists", "target namespace exists");
    if (target) catalog.drop(target);
    catalog.rename(collection, String(to));
    return { ok: 1 };
  });

const listCollections: Command = (
  { filter = {}, nameOnly = false, cursor },
  database,
  { catalog, cursors },
) => {
  const isWanted = compileFilter(filter);
  const described = catalog
    .inDatabase(database)
    .map((collection) => describeCollection(collection, database))
    .filter(isWanted)
    .map(({ name, type, ...rest }) => encode(nameOnly ? { name, type } : { name, type, ...rest }));
  return cursors.start(
    `${database}.$cmd.listCollections`,
    iteratorSource(described.values()),
    cursor?.batchSize,
  );
};

function describeCollection({ namespace, options, uuid }: Collection, database: string): Document {
  return {
    name: namespace.slice(database.length + 1),
    type: "collection",
    options,
    info: { readOnly: false, uuid: new Binary(new UUID(uuid).buffer, 4) },
    idIndex: { v: 2, key: { _id: 1 }, name: "_id_" },
  };
}

const listDatabases: Command = ({ filter = {}, nameOnly = false }, _database, { catalog }) => {
  const isWanted = compileFilter(filter);
  const names = new Set(catalog.all().map(({ namespace }) => namespace.slice(0, namespace.indexOf("."))));
  const databases = [...names]
    .sort()
    .map((name) => (nameOnly ? { name } : { name, sizeOnDisk: 0, empty: false }))
    .filter(isWanted);
  return { databases, ...(nameOnly ? {} : { totalSize: 0 }), ok: 1 };
};

export const collectionCommands = {
  create,
  drop,
  dropDatabase,
  renameCollection,
  listCollections,
  listDatabases,
};
