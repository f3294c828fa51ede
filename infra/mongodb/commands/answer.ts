import type { Document } from "bson";
import { ensure, refusalOf } from "../errors.ts";
import type { CursorReply } from "../wire/cursor-reply.ts";
import { aggregate } from "./aggregate.ts";
import { assertArguments } from "./arguments.ts";
import { collectionCommands } from "./collections.ts";
import type { Command, ServerState } from "./command.ts";
import { count } from "./count.ts";
import { cursorCommands } from "./cursor-commands.ts";
import { deleteCommand } from "./delete.ts";
import { distinct } from "./distinct.ts";
import { explain } from "./explain.ts";
import { find } from "./find.ts";
import { findAndModify } from "./find-and-modify.ts";
import { indexCommands } from "./indexes.ts";
import { insert } from "./insert.ts";
import { informationCommands } from "./server-information.ts";
import { statisticsCommands } from "./statistics.ts";
import { update } from "./update.ts";

const COMMANDS = new Map<string, Command>(
  Object.entries({
    ...collectionCommands,
    ...cursorCommands,
    ...indexCommands,
    ...informationCommands,
    ...statisticsCommands,
    ...{ aggregate, count, distinct, explain, find, findAndModify, insert, update },
    delete: deleteCommand,
  }),
);

/** In the words by which drivers know it. */
const NO_TRANSACTIONS = "Transaction numbers are only allowed on a replica set member or mongos";

/** Answers one command; whatever goes wrong becomes the server's kind of error reply. */
export async function answerCommand(body: Document, state: ServerState): Promise<Document | CursorReply> {
  const name = Object.keys(body)[0] ?? "";
  try {
    const command = COMMANDS.get(name);
    ensure(command, "CommandNotFound", `no such command: '${name}'`);
    const { txnNumber, $db: database } = body;
    ensure(txnNumber === undefined, "IllegalOperation", NO_TRANSACTIONS);
    ensure(typeof database === "string" && database !== "", "Location40571", "a command needs a $db");
    ensure(!/[/\\. "$\0]/.test(database), "InvalidNamespace", `Invalid database name: '${database}'`);
    assertArguments(name, body);
    assertWriteConcern(body.writeConcern);
    return await command(body, database, state);
  } catch (error) {
    return refusalOf(error);
  }
}

/** Every acknowledged write is on the disk, so any concern that one server can meet is met. */
function assertWriteConcern(writeConcern: Document | undefined): void {
  ensure(!(Number(writeConcern?.w) > 1), "BadValue", "cannot use 'w' > 1 when a host is not replicated");
}
