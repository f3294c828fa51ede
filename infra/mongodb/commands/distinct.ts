import { compareValues, encodeKey } from "../bson/key-string.ts";
import { valuesAt } from "../bson/path.ts";
import { ServerError } from "../errors.ts";
import { findRecords } from "../query/find-records.ts";
import { assertPlainCollation, type Command, namespaceOf } from "./command.ts";

export const distinct: Command = (body, database, { catalog }) => {
  const collection = catalog.find(namespaceOf(body, database));
  const { key, query, hint } = body;
  assertPlainCollation(body.collation);
  if (typeof key !== "string")
    throw new ServerError(
      "TypeMismatch",
      "BSON field 'distinct.key' is the wrong type, expected type 'string'",
    );
  const path = key.split(".");
  const found = new Map<string, unknown>();
  for (const { document } of findRecords(collection, { filter: query ?? {}, hint })) {
    for (const value of valuesAt(document, path).flatMap((reached) =>
      Array.isArray(reached) ? reached : [reached],
    )) {
      if (value !== undefined) found.set(encodeKey(value).toString("latin1"), value);
    }
  }
  return { values: [...found.values()].sort(compareValues), ok: 1 };
};
