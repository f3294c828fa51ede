import type { Document } from "bson";
import { type Compare, compileCollation } from "../bson/collation.ts";
import type { ChangeLog } from "../change-log.ts";
import type { Cursors } from "../cursors.ts";
import { ensure } from "../errors.ts";
import type { Catalog } from "../storage/catalog.ts";
import type { Collection } from "../storage/collection.ts";
import type { CursorReply } from "../wire/cursor-reply.ts";

/** What every command works with. */
export interface ServerState {
  catalog: Catalog;
  cursors: Cursors;
  changes: ChangeLog;
  startedAt: Date;
}

/** Answers one command: its body as sent, the database it names, and the server's state. */
export type Command = (
  body: Document,
  database: string,
  state: ServerState,
) => Document | CursorReply | Promise<Document | CursorReply>;

/** `database.collection` of a command whose first field names a collection. */
export function namespaceOf(body: Document, database: string): string {
  const [command, collection] = Object.entries(body)[0]!;
  const isName = typeof collection === "string" && collection !== "";
  ensure(isName, "InvalidNamespace", `${command} needs the name of a collection`);
  return `${database}.${collection}`;
}

/** How a statement compares texts: as it says, else as its collection was created to. */
export function collationOf(given: Document | undefined, collection?: Collection): Compare | undefined {
  return compileCollation(given ?? collection?.options.collation);
}

/** Whether a write waits for the disk: unless its sender says that a process that ends may take it along. */
export function isJournalled({ writeConcern }: Document): boolean {
  return !(writeConcern?.w === 0 || (writeConcern?.j === false && writeConcern.w !== "majority"));
}
