import type { Document } from "bson";
import { decode, isDocument } from "../bson/codec.ts";
import { ensure } from "../errors.ts";
import { findRecords } from "../query/find-records.ts";
import { valueAt } from "../query/positional.ts";
import { compileUpdate } from "../update/compile-update.ts";
import type { ServerState } from "./command.ts";
import { insertDocument, updateDocument } from "./write-document.ts";

/** Carries out a final `$out` or `$merge` as one atomic write, which computes its results anew should it run again. */
export async function writeOutput(
  state: ServerState,
  database: string,
  stage: Document,
  compute: () => Iterable<Buffer>,
): Promise<void> {
  await state.catalog.store.write(() => {
    const documents = [...compute()];
    if ("$out" in stage) replaceCollection(state, targetOf(database, stage.$out), documents);
    else for (const bytes of documents) mergeDocument(state, database, stage.$merge, bytes);
  });
}

function targetOf(database: string, target: unknown): string {
  if (typeof target === "string") return `${database}.${target}`;
  const { db = database, coll } = target as Document;
  return `${db}.${coll}`;
}

function replaceCollection(state: ServerState, namespace: string, documents: Buffer[]): void {
  const { catalog } = state;
  const previous = catalog.find(namespace);
  const indexes = previous?.indexes.filter(({ spec }) => spec.name !== "_id_") ?? [];
  if (previous) catalog.drop(previous);
  const collection = catalog.create(namespace, {});
  for (const { spec } of indexes) catalog.addIndex(collection, spec);
  for (const bytes of documents) insertDocument(state, collection, bytes);
}

function mergeDocument(state: ServerState, database: string, spec: unknown, bytes: Buffer): void {
  const {
    into,
    on = "_id",
    whenMatched = "merge",
    whenNotMatched = "insert",
  } = (isDocument(spec) ? spec : { into: spec }) as Document;
  const collection = state.catalog.findOrCreate(targetOf(database, into));
  const document = decode(bytes);
  const filter = Object.fromEntries(
    [on].flat().map((path: string) => [path, { $eq: valueAt(document, path.split(".")) ?? null }]),
  );
  const [found] = findRecords(collection, { filter, limit: 1 });
  if (!found) {
    ensure(whenNotMatched !== "fail", "Location13113", "$merge could not find a matching document");
    if (whenNotMatched === "insert") insertDocument(state, collection, bytes);
    return;
  }
  if (whenMatched === "keepExisting") return;
  ensure(whenMatched !== "fail", "DuplicateKey", "$merge failed: a document with the same key exists");
  const { _id, ...fields } = document;
  const update = Array.isArray(whenMatched)
    ? whenMatched
    : whenMatched === "replace"
      ? fields
      : { $set: fields };
  updateDocument(
    state,
    collection,
    found,
    update,
    compileUpdate(update, { filter, variables: { new: document } }),
  );
}
