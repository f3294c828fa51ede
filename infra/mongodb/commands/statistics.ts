import { hostname } from "node:os";
import type { Document } from "bson";
import type { Collection } from "../storage/collection.ts";
import { type Command, namespaceOf } from "./command.ts";

/** How many documents there are and how many bytes they take. Reads them all, so it is for people, not for programs. */
function storageStatsOf(collections: Collection[]): Document {
  let [count, size, nindexes] = [0, 0, 0];
  for (const collection of collections) {
    nindexes += collection.indexes.length;
    for (const { bytes } of collection.records()) {
      count++;
      size += bytes.length;
    }
  }
  return { count, size, avgObjSize: count === 0 ? 0 : Math.round(size / count), storageSize: size, nindexes };
}

const collStats: Command = (body, database, { catalog }) => {
  const ns = namespaceOf(body, database);
  const collection = catalog.find(ns);
  return { ns, ...storageStatsOf(collection ? [collection] : []), ok: 1 };
};

/** What the stage `$collStats` begins a pipeline with. */
export function collStatsStage(collection: Collection, { count, storageStats }: Document): Document {
  return {
    ns: collection.namespace,
    host: hostname(),
    localTime: new Date(),
    ...(count ? { count: collection.count } : {}),
    ...(storageStats ? { storageStats: storageStatsOf([collection]) } : {}),
  };
}

const dbStats: Command = (_body, database, { catalog }) => {
  const collections = catalog.inDatabase(database);
  const { count, size, nindexes, ...sizes } = storageStatsOf(collections);
  return {
    db: database,
    collections: collections.length,
    objects: count,
    dataSize: size,
    indexes: nindexes,
    ...sizes,
    ok: 1,
  };
};

export const statisticsCommands = { collStats, dbStats, dbstats: dbStats };
