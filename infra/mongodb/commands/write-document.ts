import { type Document, ObjectId } from "bson";
import { decode, encode, isDocument, startsWithId } from "../bson/codec.ts";
import { describeUpdate } from "../change-log.ts";
import { ensure } from "../errors.ts";
import type { FoundRecord } from "../query/find-records.ts";
import type { Collection } from "../storage/collection.ts";
import { type DocumentUpdate, isOperatorUpdate } from "../update/compile-update.ts";
import type { ServerState } from "./command.ts";

/** The single-document writes that all commands share, each with its change event. Run inside `Store.write`. */
export function insertDocument(
  state: ServerState,
  collection: Collection,
  given: Buffer | Document,
): Document {
  let bytes: Buffer | null = given instanceof Uint8Array ? Buffer.from(given) : null;
  let document: Document = bytes ? decode(bytes) : given;
  if (!bytes || !startsWithId(bytes)) {
    const { _id = new ObjectId(), ...fields } = document;
    document = { _id, ...fields };
    bytes = encode(document);
  }
  assertId(document._id);
  collection.insert(document, bytes);
  announce(state, collection, "insert", document, { document });
  return document;
}

function assertId(id: unknown): void {
  const type = Array.isArray(id)
    ? "array"
    : id instanceof RegExp || (id as Document)?._bsontype === "BSONRegExp"
      ? "regex"
      : null;
  ensure(!type, "InvalidIdField", `The '_id' value cannot be of type ${type}`);
  const operator = isDocument(id) ? Object.keys(id).find((name) => name.startsWith("$")) : undefined;
  ensure(!operator, "DollarPrefixedFieldName", `_id fields may not contain '$'-prefixed fields: ${operator}`);
}

/** @returns the new document, or null when the update changed nothing. */
export function updateDocument(
  state: ServerState,
  collection: Collection,
  record: FoundRecord,
  update: unknown,
  apply: DocumentUpdate,
): Document | null {
  const before = record.document;
  const after = apply(before, false);
  const bytes = encode(after);
  if (bytes.equals(record.bytes)) return null;
  collection.replace(record.recordId, before, after, bytes);
  const isReplacement = !Array.isArray(update) && !isOperatorUpdate(update);
  if (isReplacement) announce(state, collection, "replace", after);
  else announce(state, collection, "update", after, { updateDescription: describeUpdate(before, after) });
  return after;
}

export function deleteDocument(state: ServerState, collection: Collection, record: FoundRecord): void {
  collection.remove(record.recordId, record.document);
  announce(state, collection, "delete", record.document);
}

function announce(
  { catalog, changes }: ServerState,
  { namespace }: Collection,
  kind: "insert" | "update" | "replace" | "delete",
  { _id }: Document,
  details: { document?: Document; updateDescription?: Document } = {},
): void {
  catalog.store.onDurable(() => changes.append(namespace, kind, { documentKey: { _id }, ...details }));
}
