import { BSONRegExp, type Document } from "bson";
import { compileExpressions } from "../aggregation/expressions.ts";
import { isDocument, toRegExp } from "../bson/codec.ts";
import type { Compare } from "../bson/collation.ts";
import { typeRank } from "../bson/key-string.ts";
import { ensure } from "../errors.ts";
import { anyWhole, comparisonOperators, equals } from "./comparison-operators.ts";

export type Predicate = (document: Document) => boolean;

export interface FilterContext {
  /** What `$expr` knows as `$$name`. */
  variables?: Document;
  /** How texts compare where a collation is asked for. */
  collation?: Compare;
}

/** Compiles a filter. Throws what the server answers to one that it cannot parse. */
export function compileFilter(filter: Document, context: FilterContext = {}): Predicate {
  return every(Object.entries(filter).map(([field, condition]) => compileClause(field, condition, context)));
}

/** A condition on an array's element: operators apply to the element itself, fields to those of a document. */
export function elementFilter(condition: unknown, context: FilterContext = {}): Predicate {
  ensure(isDocument(condition), "BadValue", "$elemMatch needs an Object");
  const isOnValue = isOperatorDocument(condition) && !LOGICAL.has(Object.keys(condition)[0]!);
  const matches = compileFilter(isOnValue ? { element: condition } : condition, context);
  return isOnValue ? (element) => matches({ element }) : (element) => isDocument(element) && matches(element);
}

export function isOperatorDocument(value: unknown): value is Document {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first?.[0] === "$" && !DBREF_FIELDS.has(first);
}

const DBREF_FIELDS = new Set(["$ref", "$id", "$db"]);

const every = (tests: Predicate[]): Predicate =>
  tests.length === 1 ? tests[0]! : (document) => tests.every((isMet) => isMet(document));
const some =
  (tests: Predicate[]): Predicate =>
  (document) =>
    tests.some((isMet) => isMet(document));
const not =
  (test: Predicate): Predicate =>
  (document) =>
    !test(document);

const LOGICAL = new Map<string, (tests: Predicate[]) => Predicate>([
  ["$and", every],
  ["$or", some],
  ["$nor", (tests) => not(some(tests))],
]);

function compileClause(field: string, condition: unknown, context: FilterContext): Predicate {
  if (field === "$comment") return () => true;
  if (field === "$expr") return compileExpression(condition, context.variables);
  ensure(field !== "$text", "IndexNotFound", "text index required for $text query");
  const logical = LOGICAL.get(field);
  if (logical) {
    ensure(Array.isArray(condition), "BadValue", `${field} must be an array`);
    ensure(condition.length > 0, "BadValue", "$and/$or/$nor must be a nonempty array");
    ensure(condition.every(isDocument), "BadValue", "$or/$and/$nor entries need to be full objects");
    return logical(condition.map((branch) => compileFilter(branch, context)));
  }
  ensure(field[0] !== "$" || DBREF_FIELDS.has(field), "BadValue", `unknown top level operator: ${field}`);
  return compileCondition(field.split("."), condition, context);
}

function compileExpression(expression: unknown, variables?: Document): Predicate {
  const compute = compileExpressions([expression], variables);
  return (document) => {
    const [value] = compute(document);
    const isZero = typeRank(value) === 10 && Number(value) === 0;
    return !isZero && value !== undefined && value !== null && value !== false;
  };
}

/** What is asked of one path: a value to equal, or operators. */
function compileCondition(path: string[], condition: unknown, context: FilterContext): Predicate {
  if (!isOperatorDocument(condition)) return equals(path, condition, context.collation);
  ensure("$regex" in condition || !("$options" in condition), "BadValue", "$options needs a $regex");
  return every(
    Object.entries(condition).map(([operator, operand]): Predicate => {
      switch (operator) {
        case "$options":
        case "$comment":
          return () => true;
        case "$regex":
          return equals(path, regexOf(operand, condition.$options));
        case "$not":
          ensure(
            isOperatorDocument(operand) || operand instanceof BSONRegExp,
            "BadValue",
            "$not needs a regex or a document",
          );
          return not(compileCondition(path, operand, context));
        case "$elemMatch": {
          const matches = elementFilter(operand, context);
          return anyWhole(path, (value) => Array.isArray(value) && value.some(matches));
        }
        case "$all":
          return compileAll(path, operand, context);
      }
      const compile = comparisonOperators.get(operator);
      ensure(compile, "BadValue", `unknown operator: ${operator}`);
      return compile(path, operand, context.collation);
    }),
  );
}

function compileAll(path: string[], list: unknown, context: FilterContext): Predicate {
  ensure(Array.isArray(list), "BadValue", "$all needs an array");
  if (list.length === 0) return () => false;
  return every(
    list.map((item) =>
      isDocument(item) && "$elemMatch" in item
        ? compileCondition(path, item, context)
        : equals(path, item, context.collation),
    ),
  );
}

function regexOf(pattern: unknown, options: unknown): RegExp {
  if (pattern instanceof BSONRegExp) return toRegExp(pattern.pattern, String(options ?? pattern.options));
  ensure(typeof pattern === "string", "BadValue", "$regex has to be a string");
  return toRegExp(pattern, options === undefined ? "" : String(options));
}
