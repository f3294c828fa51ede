import type { Document } from "bson";
import { evaluateLet } from "../aggregation/expressions.ts";
import { findRecords } from "../query/find-records.ts";
import { type Command, collationOf, isJournalled, namespaceOf } from "./command.ts";
import { deleteDocument } from "./write-document.ts";
import { runStatements } from "./write-statements.ts";

export const deleteCommand: Command = (body, database, state) => {
  const namespace = namespaceOf(body, database);
  return state.catalog.store.write(() => {
    let n = 0;
    const variables = evaluateLet(body.let);
    const collection = state.catalog.find(namespace);
    const errors = runStatements<Document>(
      body.deletes,
      body.ordered !== false,
      ({ q: filter, limit, hint, ...statement }) => {
        const collation = collationOf(statement.collation, collection);
        const found = [
          ...findRecords(collection, { filter, limit: Number(limit), hint, variables, collation }),
        ];
        for (const record of found) deleteDocument(state, collection!, record);
        n += found.length;
      },
    );
    return { n, ...errors, ok: 1 };
  }, isJournalled(body));
};
