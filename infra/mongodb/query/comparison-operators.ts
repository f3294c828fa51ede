import { BSONRegExp, type Document } from "bson";
import { toRegExp } from "../bson/codec.ts";
import type { Compare } from "../bson/collation.ts";
import { compareValues, encodeKey, isSameValue, typeRank } from "../bson/key-string.ts";
import { valuesAt } from "../bson/path.ts";
import { typeTest } from "../bson/type-names.ts";
import { ensure } from "../errors.ts";

type Test = (value: unknown) => boolean;
type Matcher = (document: Document) => boolean;
type Operator = (path: string[], operand: unknown, collation?: Compare) => Matcher;

const isMissing: Test = (value) => value === undefined || value === null;

/** Matches when a value at the path passes, or, where it is an array, one of its elements. */
function anyValue(path: string[], test: Test): Matcher {
  return (document) =>
    valuesAt(document, path).some((value) => test(value) || (Array.isArray(value) && value.some(test)));
}

/** Matches when a value at the path passes as it stands, arrays whole. */
export function anyWhole(path: string[], test: Test): Matcher {
  return (document) => valuesAt(document, path).some(test);
}

function equalTo(operand: unknown, collation?: Compare): Test {
  if (isMissing(operand)) return isMissing;
  if (operand instanceof BSONRegExp || operand instanceof RegExp) {
    const regex = operand instanceof RegExp ? operand : toRegExp(operand.pattern, operand.options);
    return (value) => (typeof value === "string" ? regex.test(value) : isSameValue(value, operand));
  }
  if (typeof operand === "string")
    return collation ? (value) => collation(value, operand) === 0 : (value) => value === operand;
  const rank = typeRank(operand);
  const key = encodeKey(operand);
  return (value) => value === operand || (typeRank(value) === rank && encodeKey(value).equals(key));
}

function oneOf(operator: string, operand: unknown, collation?: Compare): Test {
  ensure(Array.isArray(operand), "BadValue", `${operator} needs an array`);
  const texts = new Set<string>();
  const keys = new Set<string>();
  const tests: Test[] = [];
  for (const item of operand) {
    if (isMissing(item) || item instanceof BSONRegExp || collation) tests.push(equalTo(item, collation));
    else if (typeof item === "string") texts.add(item);
    else keys.add(encodeKey(item).toString("latin1"));
  }
  return (value) => {
    if (tests.some((matches) => matches(value))) return true;
    if (typeof value === "string") return texts.has(value);
    return keys.size > 0 && value !== undefined && keys.has(encodeKey(value).toString("latin1"));
  };
}

/** An ordering compares only within one type, except against the two ends of the order. */
function ordered(accepts: (order: number) => boolean): Operator {
  return (path, operand, collation = compareValues) => {
    const rank = typeRank(operand);
    const isBound = rank === 1 || rank === 127;
    if (isMissing(operand)) return anyValue(path, accepts(0) ? isMissing : () => false);
    return anyValue(
      path,
      (value) =>
        value !== undefined &&
        (isBound || typeRank(value) === rank) &&
        !(Number.isNaN(value) !== Number.isNaN(operand)) &&
        accepts(collation(value, operand)),
    );
  };
}

const negated =
  (operator: Operator): Operator =>
  (path, operand, collation) => {
    const matches = operator(path, operand, collation);
    return (document) => !matches(document);
  };

export const equals: Operator = (path, operand, collation) => anyValue(path, equalTo(operand, collation));
const isIn: Operator = (path, operand, collation) => anyValue(path, oneOf("$in", operand, collation));

const OPERATORS: Record<string, Operator> = {
  $eq: equals,
  $ne: negated(equals),
  $in: isIn,
  $nin: negated(isIn),
  $gt: ordered((order) => order > 0),
  $gte: ordered((order) => order >= 0),
  $lt: ordered((order) => order < 0),
  $lte: ordered((order) => order <= 0),
  $exists: (path, operand) => {
    const isWanted = Boolean(operand) && Number(operand) !== 0;
    const exists = anyWhole(path, (value) => value !== undefined);
    return (document) => exists(document) === isWanted;
  },
  $type: (path, operand) => {
    const tests = [operand].flat().map(typeTest);
    return anyValue(path, (value) => tests.some((test) => test(value)));
  },
  $size: (path, operand) => {
    const size = Number(operand);
    ensure(
      typeRank(operand) === 10 && /^\d+$/.test(String(size)),
      "FailedToParse",
      "$size needs a non-negative integer",
    );
    return anyWhole(path, (value) => Array.isArray(value) && value.length === size);
  },
  $mod: (path, operand) => {
    ensure(Array.isArray(operand) && operand.length >= 2, "BadValue", "malformed mod, not enough elements");
    const [divisor, remainder] = operand.map((part) => Math.trunc(Number(part)));
    ensure(divisor !== 0, "BadValue", "divisor cannot be 0");
    return anyValue(
      path,
      (value) => typeRank(value) === 10 && Math.trunc(Number(value)) % divisor! === remainder,
    );
  },
};

/** The query operators that look at values, each made from a path and an operand. */
export const comparisonOperators = new Map(Object.entries(OPERATORS));
