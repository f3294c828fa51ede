import { Decimal128, Double, Long, Timestamp } from "bson";
import { ServerError } from "../errors.ts";
import { isWrittenAsInt32 } from "./codec.ts";
import { typeRank } from "./key-string.ts";

type Test = (value: unknown) => boolean;

/** The server's names for types, their numbers in BSON, and how to tell them. */
const TYPES: [name: string, number: number | null, test: Test][] = [
  [
    "double",
    1,
    (value) => (typeof value === "number" && !isWrittenAsInt32(value)) || value instanceof Double,
  ],
  ["string", 2, (value) => typeof value === "string"],
  ["object", 3, (value) => value !== undefined && typeRank(value) === 20],
  ["array", 4, Array.isArray],
  ["binData", 5, (value) => typeRank(value) === 30],
  ["objectId", 7, (value) => typeRank(value) === 35],
  ["bool", 8, (value) => typeof value === "boolean"],
  ["date", 9, (value) => value instanceof Date],
  ["null", 10, (value) => value === null],
  ["regex", 11, (value) => typeRank(value) === 50],
  ["javascript", 13, (value) => typeRank(value) === 60],
  ["int", 16, (value) => typeof value === "number" && isWrittenAsInt32(value)],
  ["timestamp", 17, (value) => value instanceof Timestamp],
  ["long", 18, (value) => value instanceof Long && !(value instanceof Timestamp)],
  ["decimal", 19, (value) => value instanceof Decimal128],
  ["minKey", -1, (value) => typeRank(value) === 1],
  ["maxKey", 127, (value) => typeRank(value) === 127],
  ["number", null, (value) => typeRank(value) === 10],
];

/** What `$type` asks for, by name or number. */
export function typeTest(wanted: unknown): Test {
  const [, , test] =
    TYPES.find(([name, number]) => wanted === name || (wanted !== null && wanted === number)) ?? [];
  if (test) return test;
  throw typeof wanted === "number"
    ? new ServerError("BadValue", `Invalid numerical type code: ${wanted}`)
    : new ServerError("BadValue", `Unknown type name alias: ${String(wanted)}`);
}

/** The server's name for a value's type. */
export function typeName(value: unknown): string {
  return TYPES.find(([, , test]) => test(value))?.[0] ?? "missing";
}
