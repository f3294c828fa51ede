import type { Document } from "bson";
import { evaluateLet } from "../aggregation/expressions.ts";
import { ensure } from "../errors.ts";
import { findRecords } from "../query/find-records.ts";
import { buildUpsert, compileUpdate, isOperatorUpdate } from "../update/compile-update.ts";
import { type Command, collationOf, isJournalled, namespaceOf, type ServerState } from "./command.ts";
import { insertDocument, updateDocument } from "./write-document.ts";
import { runStatements } from "./write-statements.ts";

export const update: Command = (body, database, state) => {
  const namespace = namespaceOf(body, database);
  const variables = evaluateLet(body.let);
  return state.catalog.store.write(() => {
    const totals = { n: 0, nModified: 0, upserted: [] as Document[] };
    const errors = runStatements<Document>(body.updates, body.ordered !== false, (statement, index) => {
      const outcome = updateByStatement(state, namespace, statement, variables);
      totals.n += outcome.n;
      totals.nModified += outcome.nModified;
      if (outcome.upserted) totals.upserted.push({ index, _id: outcome.upserted._id });
    });
    const { upserted, ...counts } = totals;
    return { ...counts, ...(upserted.length > 0 ? { upserted } : {}), ...errors, ok: 1 };
  }, isJournalled(body));
};

function updateByStatement(state: ServerState, namespace: string, statement: Document, variables?: Document) {
  const { q: filter, u, multi = false, upsert = false, arrayFilters, hint, c } = statement;
  ensure(statement.sort === undefined, "Location40415", "'update.updates.sort' is an unknown field");
  ensure(!multi || Array.isArray(u) || isOperatorUpdate(u), "FailedToParse", "a multi update cannot replace");
  const apply = compileUpdate(u, { filter, arrayFilters, variables: { ...variables, ...c } });
  const collection = upsert ? state.catalog.findOrCreate(namespace) : state.catalog.find(namespace);
  const selection = {
    filter,
    hint,
    limit: multi ? 0 : 1,
    variables,
    collation: collationOf(statement.collation, collection),
  };
  const found = [...findRecords(collection, selection)];
  let nModified = 0;
  for (const record of found) if (updateDocument(state, collection!, record, u, apply)) nModified++;
  if (found.length > 0 || !upsert) return { n: found.length, nModified, upserted: null };
  const upserted = insertDocument(state, collection!, buildUpsert(filter, u, apply));
  return { n: 1, nModified, upserted };
}
