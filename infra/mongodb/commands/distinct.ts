import { compareValues, encodeKey } from "../bson/key-string.ts";
import { valuesAt } from "../bson/path.ts";
import { ensure } from "../errors.ts";
import { findRecords } from "../query/find-records.ts";
import { type Command, collationOf, namespaceOf } from "./command.ts";

export const distinct: Command = (body, database, { catalog }) => {
  const collection = catalog.find(namespaceOf(body, database));
  const { key, query, hint } = body;
  const collation = collationOf(body.collation, collection);
  ensure(typeof key === "string", "TypeMismatch", "distinct needs a key that is a string");
  const path = key.split(".");
  const found = new Map<string, unknown>();
  for (const { document } of findRecords(collection, { filter: query ?? {}, hint, collation })) {
    for (const value of valuesAt(document, path).flat()) {
      if (value !== undefined) found.set(encodeKey(value).toString("latin1"), value);
    }
  }
  const sorted = [...found.values()].sort(collation ?? compareValues);
  const values = sorted.filter((value, i) => i === 0 || !collation || collation(sorted[i - 1], value) !== 0);
  return { values, ok: 1 };
};
