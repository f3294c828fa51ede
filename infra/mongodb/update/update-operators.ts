import { type Document, Timestamp } from "bson";
import { clone, isDocument } from "../bson/codec.ts";
import { compareValues, isSameValue, typeRank } from "../bson/key-string.ts";
import { ensure } from "../errors.ts";
import { compileFilter, elementFilter, isOperatorDocument } from "../query/filter.ts";
import { compileSort, parseSort } from "../query/sort-key.ts";
import { add, bitwise, multiply, zeroLike } from "./arithmetic.ts";

/** Leaves the field as it is: not even made when missing. */
export const UNCHANGED = Symbol("unchanged");
export const REMOVED = Symbol("removed");

/** The new value of a field from its current one (`undefined` when missing), or UNCHANGED, or REMOVED. */
export type FieldUpdate = (current: unknown, path: string) => unknown;

function numeric(
  operator: string,
  operand: unknown,
  ofMissing: (operand: unknown) => unknown,
  combine: (current: unknown, operand: unknown) => unknown,
): FieldUpdate {
  const verb = operator === "$inc" ? "increment" : "multiply";
  ensure(typeRank(operand) === 10, "TypeMismatch", `Cannot ${verb} with non-numeric argument`);
  return (current, path) => {
    if (current === undefined) return ofMissing(operand);
    ensure(
      typeRank(current) === 10,
      "TypeMismatch",
      `Cannot apply ${operator} to '${path}', which is no number`,
    );
    return combine(current, operand);
  };
}

function currentArray(operator: string, current: unknown, path: string): unknown[] {
  const code = operator === "$pop" ? "TypeMismatch" : "BadValue";
  ensure(Array.isArray(current), code, `The field '${path}' must be an array to be changed by ${operator}`);
  return current;
}

function push(operand: unknown): FieldUpdate {
  const isModified = isDocument(operand) && "$each" in operand;
  const { $each, $position, $slice, $sort, ...unknown } = (
    isModified ? operand : { $each: [operand] }
  ) as Document;
  const unknownModifier = Object.keys(unknown)[0];
  ensure(!unknownModifier, "BadValue", `Unrecognized clause in $push: ${unknownModifier}`);
  ensure(Array.isArray($each), "BadValue", "The argument to $each must be an array");
  const sort =
    $sort === undefined ? null : typeRank($sort) === 10 ? parseSort({ element: $sort }) : parseSort($sort);
  const order = sort && compileSort(sort);
  const isSortedWhole = typeRank($sort) === 10;
  return (current, path) => {
    const array = [...currentArray("$push", current ?? [], path)];
    const position = $position === undefined ? array.length : Number($position);
    array.splice(position, 0, ...clone($each));
    if (order) {
      const keyed = array.map((element) => ({
        element,
        key: order.keyOf(isSortedWhole ? { element } : isDocument(element) ? element : {}),
      }));
      keyed.sort((left, right) => order.compare(left.key, right.key));
      array.splice(0, array.length, ...keyed.map(({ element }) => element));
    }
    if ($slice === undefined) return array;
    const limit = Number($slice);
    return limit === 0 ? [] : limit < 0 ? array.slice(limit) : array.slice(0, limit);
  };
}

function addToSet(operand: unknown): FieldUpdate {
  const hasEach = isDocument(operand) && "$each" in operand;
  const items: unknown = hasEach ? operand.$each : [operand];
  ensure(Array.isArray(items), "TypeMismatch", "The argument to $each must be an array");
  return (current, path) => {
    const array = [...currentArray("$addToSet", current ?? [], path)];
    for (const item of items) {
      if (!array.some((element) => isSameValue(element, item))) array.push(clone(item));
    }
    return array;
  };
}

function pull(operand: unknown): FieldUpdate {
  let isPulled: (element: Document) => boolean;
  if (isOperatorDocument(operand)) isPulled = elementFilter(operand);
  else if (isDocument(operand)) {
    const matches = compileFilter(operand);
    isPulled = (element) => isDocument(element) && matches(element);
  } else {
    const matches = compileFilter({ element: operand });
    isPulled = Array.isArray(operand)
      ? (element) => isSameValue(element, operand)
      : (element) => matches({ element });
  }
  return (current, path) =>
    current === undefined
      ? UNCHANGED
      : currentArray("$pull", current, path).filter((element) => !isPulled(element as Document));
}

function pullAll(operand: unknown): FieldUpdate {
  ensure(Array.isArray(operand), "BadValue", "$pullAll requires an array");
  return (current, path) =>
    current === undefined
      ? UNCHANGED
      : currentArray("$pullAll", current, path).filter(
          (element) => !operand.some((item) => isSameValue(item, element)),
        );
}

function currentDate(operand: unknown): FieldUpdate {
  const type = isDocument(operand) ? operand.$type : "date";
  ensure(type === "date" || type === "timestamp", "BadValue", "The '$type' has to be 'date' or 'timestamp'");
  return () => (type === "date" ? new Date() : new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 }));
}

function bit(operand: unknown): FieldUpdate {
  ensure(isDocument(operand), "BadValue", "$bit needs an embedded document");
  return (current, path) => {
    ensure(current === undefined || typeRank(current) === 10, "BadValue", `Cannot apply $bit to '${path}'`);
    return Object.entries(operand).reduce<unknown>((value, [name, bits]) => {
      ensure(["and", "or", "xor"].includes(name), "BadValue", `$bit does not know '${name}'`);
      return bitwise(value, name, bits);
    }, current ?? 0);
  };
}

const OPERATORS: Record<string, (operand: unknown) => FieldUpdate> = {
  $set: (operand) => () => clone(operand),
  $setOnInsert: (operand) => () => clone(operand),
  $unset: () => (current) => (current === undefined ? UNCHANGED : REMOVED),
  $inc: (operand) => numeric("$inc", operand, (amount) => amount, add),
  $mul: (operand) => numeric("$mul", operand, zeroLike, multiply),
  $min: (operand) => (current) =>
    current === undefined || compareValues(operand, current) < 0 ? operand : current,
  $max: (operand) => (current) =>
    current === undefined || compareValues(operand, current) > 0 ? operand : current,
  $currentDate: currentDate,
  $bit: bit,
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: (operand) => {
    ensure(Math.abs(Number(operand)) === 1, "FailedToParse", "$pop expects 1 or -1");
    return (current, path) => {
      if (current === undefined) return UNCHANGED;
      const array = currentArray("$pop", current, path);
      return Number(operand) === 1 ? array.slice(0, -1) : array.slice(1);
    };
  },
};

/** The update operators that change one field, each made from its operand. */
export const updateOperators = new Map(Object.entries(OPERATORS));
