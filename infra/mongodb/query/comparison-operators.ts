import { BSONRegExp, Decimal128, type Document, Double, Long, Timestamp } from "bson";
import { isWrittenAsInt32, toRegExp } from "../bson/codec.ts";
import { compareValues, encodeKey, isSameValue, typeRank } from "../bson/key-string.ts";
import { valuesAt } from "../bson/path.ts";
import { ServerError } from "../errors.ts";

type Test = (value: unknown) => boolean;
type Matcher = (document: Document) => boolean;

const isMissing: Test = (value) => value === undefined || value === null;

/** Matches when a value at the path passes, or, where it is an array, one of its elements. */
function anyValue(selector: string, test: Test): Matcher {
  const path = selector.split(".");
  return (document) =>
    valuesAt(document, path).some((value) => test(value) || (Array.isArray(value) && value.some(test)));
}

/** Matches when a value at the path passes as it stands, arrays whole. */
function anyWhole(selector: string, test: Test): Matcher {
  const path = selector.split(".");
  return (document) => valuesAt(document, path).some(test);
}

function equalTo(operand: unknown): Test {
  if (isMissing(operand)) return isMissing;
  if (operand instanceof BSONRegExp || operand instanceof RegExp) {
    const regex = operand instanceof RegExp ? operand : toRegExp(operand.pattern, operand.options);
    return (value) => (typeof value === "string" ? regex.test(value) : isSameValue(value, operand));
  }
  if (typeof operand === "string") return (value) => value === operand;
  const rank = typeRank(operand);
  const key = encodeKey(operand);
  return (value) => value === operand || (typeRank(value) === rank && encodeKey(value).equals(key));
}

function oneOf(operator: string, operand: unknown): Test {
  if (!Array.isArray(operand)) throw new ServerError("BadValue", `${operator} needs an array`);
  const texts = new Set<string>();
  const keys = new Set<string>();
  const patterns: Test[] = [];
  for (const item of operand) {
    if (isMissing(item)) patterns.push(isMissing);
    else if (item instanceof BSONRegExp) patterns.push(equalTo(item));
    else if (typeof item === "string") texts.add(item);
    else keys.add(encodeKey(item).toString("latin1"));
  }
  return (value) => {
    if (patterns.some((matches) => matches(value))) return true;
    if (typeof value === "string") return texts.has(value);
    return keys.size > 0 && value !== undefined && keys.has(encodeKey(value).toString("latin1"));
  };
}

/** An ordering compares only within one type, except against the two ends of the order. */
function ordered(accepts: (order: number) => boolean) {
  return (selector: string, operand: unknown): Matcher => {
    const rank = typeRank(operand);
    const isBound = rank === 1 || rank === 127;
    if (isMissing(operand)) return anyValue(selector, accepts(0) ? isMissing : () => false);
    return anyValue(
      selector,
      (value) =>
        value !== undefined &&
        (isBound || typeRank(value) === rank) &&
        !(isNaNValue(value) !== isNaNValue(operand)) &&
        accepts(compareValues(value, operand)),
    );
  };
}

const isNaNValue: Test = (value) => Number.isNaN(value);

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

function typeTest(name: unknown): Test {
  const test = TYPE_TESTS[typeof name === "number" ? (TYPE_NUMBERS[name] ?? "") : String(name)];
  if (test) return test;
  throw typeof name === "number"
    ? new ServerError("BadValue", `Invalid numerical type code: ${name}`)
    : new ServerError("BadValue", `Unknown type name alias: ${String(name)}`);
}

const negated =
  (matches: Matcher): Matcher =>
  (document) =>
    !matches(document);

/** The query operators that look at values, each made from a path and an operand. */
export const comparisonOperators = {
  $eq: (selector: string, operand: unknown) => anyValue(selector, equalTo(operand)),
  $ne: (selector: string, operand: unknown) => negated(anyValue(selector, equalTo(operand))),
  $in: (selector: string, operand: unknown) => anyValue(selector, oneOf("$in", operand)),
  $nin: (selector: string, operand: unknown) => negated(anyValue(selector, oneOf("$nin", operand))),
  $gt: ordered((order) => order > 0),
  $gte: ordered((order) => order >= 0),
  $lt: ordered((order) => order < 0),
  $lte: ordered((order) => order <= 0),
  $exists: (selector: string, operand: unknown): Matcher => {
    const exists = anyWhole(selector, (value) => value !== undefined);
    return operand && Number(operand) !== 0 ? exists : negated(exists);
  },
  $type: (selector: string, operand: unknown): Matcher => {
    const tests = (Array.isArray(operand) ? operand : [operand]).map(typeTest);
    return anyValue(selector, (value) => tests.some((test) => test(value)));
  },
  $size: (selector: string, operand: unknown): Matcher => {
    const size = Number(operand);
    if (typeRank(operand) !== 10 || !Number.isInteger(size)) {
      throw new ServerError(
        "FailedToParse",
        `Failed to parse $size. Expected an integer: $size: ${String(operand)}`,
      );
    }
    if (size < 0)
      throw new ServerError(
        "FailedToParse",
        `Failed to parse $size. Expected a non-negative number in: $size: ${size}`,
      );
    return anyWhole(selector, (value) => Array.isArray(value) && value.length === size);
  },
  $regex: (selector: string, regex: RegExp) =>
    anyValue(selector, (value) => typeof value === "string" && regex.test(value)),
  $mod: (selector: string, operand: unknown): Matcher => {
    if (!Array.isArray(operand) || operand.length < 2) {
      throw new ServerError("BadValue", "malformed mod, not enough elements");
    }
    const [divisor, remainder] = operand.map((part) => Math.trunc(Number(part)));
    if (divisor === 0) throw new ServerError("BadValue", "divisor cannot be 0");
    return anyValue(
      selector,
      (value) => typeRank(value) === 10 && Math.trunc(Number(value)) % divisor! === remainder,
    );
  },
  $elemMatch: (selector: string, matches: (element: Document) => boolean): Matcher =>
    anyWhole(selector, (value) => Array.isArray(value) && value.some(matches)),
};
