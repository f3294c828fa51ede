import { Long } from "bson";
import { ensure } from "../errors.ts";
import type { Command } from "./command.ts";

/** How long an awaiting cursor waits when the client doesn't say. */
const DEFAULT_AWAIT_MS = 1000;

const getMore: Command = (body, database, { cursors }) => {
  const { getMore: id, collection, batchSize, maxTimeMS = DEFAULT_AWAIT_MS } = body;
  ensure(id instanceof Long, "TypeMismatch", "'getMore.getMore' has to be a long");
  return cursors.more(id, `${database}.${collection}`, batchSize, Number(maxTimeMS));
};

const killCursors: Command = ({ cursors: ids }, _database, { cursors }) => {
  const wanted = (ids as unknown[]).filter((id) => id instanceof Long);
  const cursorsKilled = wanted.filter((id) => cursors.kill(id));
  const cursorsNotFound = wanted.filter((id) => !cursorsKilled.includes(id));
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
};

export const cursorCommands = { getMore, killCursors };
