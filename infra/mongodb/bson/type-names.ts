import { Decimal128, Double, Long, Timestamp } from "bson";
import { ServerError } from "../errors.ts";
import { isWrittenAsInt32 } from "./codec.ts";
import { typeRank } from "./key-string.ts";

type Test = (value: unknown) => boolean;

const TYPE_TESTS: Record<string, Test> = {
  double: (value) => (typeof value === "number" && !isWrittenAsInt32(value)) || value instanceof Double,
  string: (value) => typeof value === "string",
  object: (value) => value !== undefined && typeRank(value) === 20,
  array: Array.isArray,
  binData: (value) => typeRank(value) === 30,
  objectId: (value) => typeRank(value) === 35,
  bool: (value) => typeof value === "boolean",
  date: (value) => value instanceof Date,
  null: (value) => value === null,
  regex: (value) => typeRank(value) === 50,
  javascript: (value) => typeRank(value) === 60,
  int: (value) => typeof value === "number" && isWrittenAsInt32(value),
  timestamp: (value) => value instanceof Timestamp,
  long: (value) => value instanceof Long && !(value instanceof Timestamp),
  decimal: (value) => value instanceof Decimal128,
  minKey: (value) => typeRank(value) === 1,
  maxKey: (value) => typeRank(value) === 127,
  number: (value) => typeRank(value) === 10,
};

const TYPE_NUMBERS: Record<number, string> = {
  1: "double",
  2: "string",
  3: "object",
  4: "array",
  5: "binData",
  7: "objectId",
  8: "bool",
  9: "date",
  10: "null",
  11: "regex",
  13: "javascript",
  16: "int",
  17: "timestamp",
  18: "long",
  19: "decimal",
  [-1]: "minKey",
  127: "maxKey",
};

/** What `$type` asks for, by name or number. */
export function typeTest(name: unknown): Test {
  const test = TYPE_TESTS[typeof name === "number" ? (TYPE_NUMBERS[name] ?? "") : String(name)];
  if (test) return test;
  throw typeof name === "number"
    ? new ServerError("BadValue", `Invalid numerical type code: ${name}`)
    : new ServerError("BadValue", `Unknown type name alias: ${String(name)}`);
}

/** The server's name for a value's type. */
export function typeName(value: unknown): string {
  return Object.keys(TYPE_TESTS).find((name) => TYPE_TESTS[name]!(value)) ?? "missing";
}
