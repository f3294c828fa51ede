import { findRecords } from "../query/find-records.ts";
import { type Command, collationOf, namespaceOf } from "./command.ts";

export const count: Command = (body, database, { catalog }) => {
  const collection = catalog.find(namespaceOf(body, database));
  const { query: filter = {}, skip = 0, limit = 0, hint } = body;
  const collation = collationOf(body.collation, collection);
  const isEverything = Object.keys(filter).length === 0 && !skip && !limit;
  if (isEverything) return { n: collection?.count ?? 0, ok: 1 };
  let n = 0;
  const selection = { filter, hint, collation, skip: Number(skip), limit: Math.abs(Number(limit)) };
  for (const _ of findRecords(collection, selection)) n++;
  return { n, ok: 1 };
};
