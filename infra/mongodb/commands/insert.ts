import type { Document } from "bson";
import { type Command, isJournalled, namespaceOf } from "./command.ts";
import { insertDocument } from "./write-document.ts";
import { runStatements } from "./write-statements.ts";

export const insert: Command = (body, database, state) => {
  const namespace = namespaceOf(body, database);
  return state.catalog.store.write(() => {
    let n = 0;
    const collection = state.catalog.findOrCreate(namespace);
    const errors = runStatements<Buffer | Document>(body.documents, body.ordered !== false, (document) => {
      insertDocument(state, collection, document);
      n++;
    });
    return { n, ...errors, ok: 1 };
  }, isJournalled(body));
};
