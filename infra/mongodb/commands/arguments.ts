import type { Document } from "bson";
import { isDocument } from "../bson/codec.ts";
import { typeRank } from "../bson/key-string.ts";
import { typeName } from "../bson/type-names.ts";
import { ensure, ServerError } from "../errors.ts";

const isNumber = (value: unknown) => typeRank(value) === 10;
const isText = (value: unknown) => typeof value === "string";

/** An argument means the same in every command and statement: its type, and how to tell it. */
const ARGUMENTS: [type: string, test: (value: unknown) => boolean, names: string][] = [
  [
    "object",
    isDocument,
    "filter query q sort projection fields let c cursor collation writeConcern lsid explain",
  ],
  ["array", Array.isArray, "pipeline updates deletes documents indexes cursors arrayFilters"],
  ["number", isNumber, "limit skip batchSize maxTimeMS expireAfterSeconds"],
  ["string", isText, "collection to"],
];

const TYPES = new Map(
  ARGUMENTS.flatMap(([type, test, names]) => names.split(" ").map((name) => [name, { type, test }] as const)),
);

const REQUIRED: Record<string, string> = {
  aggregate: "pipeline",
  distinct: "key",
  insert: "documents",
  update: "updates",
  delete: "deletes",
  createIndexes: "indexes",
  killCursors: "cursors",
  getMore: "collection",
  renameCollection: "to",
  explain: "explain",
};

/** Refuses a command whose arguments are not of the type that it expects, or lack. Null stands for absence. */
export function assertArguments(command: string, body: Document): void {
  const required = REQUIRED[command];
  const isGiven = !required || (body[required] ?? null) !== null;
  ensure(isGiven, "Location40414", `'${command}.${required}' is missing but required`);
  assertTypes(command, body);
  for (const list of ["updates", "deletes", "indexes"]) {
    for (const statement of body[list] ?? []) {
      if (!isDocument(statement)) throw wrongType(`${command}.${list}`, statement, "object");
      assertTypes(`${command}.${list}`, statement);
    }
  }
}

function assertTypes(holder: string, body: Document): void {
  for (const [name, value] of Object.entries(body)) {
    const expected = TYPES.get(name);
    if (!expected) continue;
    if (value === null) delete body[name];
    else if (!expected.test(value)) throw wrongType(`${holder}.${name}`, value, expected.type);
  }
}

function wrongType(field: string, value: unknown, expected: string): ServerError {
  return new ServerError("TypeMismatch", `'${field}' is a ${typeName(value)}, expected type '${expected}'`);
}
