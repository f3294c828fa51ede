import { evaluateLet } from "../aggregation/expressions.ts";
import { ensure } from "../errors.ts";
import { findRecords } from "../query/find-records.ts";
import { compileProjection } from "../query/projection.ts";
import { parseSort } from "../query/sort-key.ts";
import { buildUpsert, compileUpdate } from "../update/compile-update.ts";
import { type Command, collationOf, isJournalled, namespaceOf } from "./command.ts";
import { deleteDocument, insertDocument, updateDocument } from "./write-document.ts";

export const findAndModify: Command = (body, database, state) => {
  const namespace = namespaceOf(body, database);
  const { query: filter = {}, update, remove = false, upsert = false, fields, hint } = body;
  const variables = evaluateLet(body.let);
  const isNew = Boolean(body.new);
  ensure(Boolean(remove) !== (update !== undefined), "FailedToParse", "Specify an update or remove=true");
  ensure(!remove || !(upsert || isNew), "FailedToParse", "Cannot upsert or return what is removed");
  const project = compileProjection(fields, filter) ?? ((document) => document);
  const apply = remove ? null : compileUpdate(update, { filter, arrayFilters: body.arrayFilters, variables });
  return state.catalog.store.write(() => {
    const collection = upsert ? state.catalog.findOrCreate(namespace) : state.catalog.find(namespace);
    const [record] = findRecords(collection, {
      filter,
      sort: parseSort(body.sort),
      hint,
      collation: collationOf(body.collation, collection),
      variables,
      limit: 1,
    });
    if (record && collection) {
      const before = record.document;
      if (!apply) {
        deleteDocument(state, collection, record);
        return { lastErrorObject: { n: 1 }, value: project(before), ok: 1 };
      }
      const after = updateDocument(state, collection, record, update, apply) ?? before;
      return {
        lastErrorObject: { n: 1, updatedExisting: true },
        value: project(isNew ? after : before),
        ok: 1,
      };
    }
    if (!apply) return { lastErrorObject: { n: 0 }, value: null, ok: 1 };
    if (!upsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 };
    const inserted = insertDocument(state, collection!, buildUpsert(filter, update, apply));
    return {
      lastErrorObject: { n: 1, updatedExisting: false, upserted: inserted._id },
      value: isNew ? project(inserted) : null,
      ok: 1,
    };
  }, isJournalled(body));
};
