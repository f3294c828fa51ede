import { BSONRegExp, type Document } from "bson";
import { Context } from "mingo";
import * as accumulators from "mingo/operators/accumulator";
import * as expressions from "mingo/operators/expression";
import * as mingoQuery from "mingo/operators/query";
import { Query } from "mingo/query";
import type { Options } from "mingo/types";
import { isDocument, promote, toRegExp } from "../bson/codec.ts";
import { ServerError } from "../errors.ts";
import { comparisonOperators } from "./comparison-operators.ts";

/** mingo types an operator as the intersection of all its own; ours share only their shape. */
type QueryOperators = NonNullable<NonNullable<Parameters<typeof Context.init>[0]>["query"]>;

export type Predicate = (document: Document) => boolean;

const LOGICAL = new Set(["$and", "$or", "$nor"]);

/** Apart from the rest, because mingo copies a context for every query, and hardly any query needs this one. */
const EXPRESSIONS = Context.init({ accumulator: accumulators, expression: expressions, query: mingoQuery });

/** mingo composes a filter; how a value compares is the server's: by BSON type and order, through arrays. */
const CONTEXT = Context.init({
  query: {
    ...mingoQuery,
    ...comparisonOperators,
    $elemMatch: (selector: string, condition: Document) =>
      comparisonOperators.$elemMatch(selector, elementFilter(condition)),
    $all: (selector: string, list: unknown) => {
      const conditions = arrayOf("$all", list).map((item) =>
        compileFilter({ [selector]: isDocument(item) && "$elemMatch" in item ? item : { $eq: item } }),
      );
      return (document: Document) =>
        conditions.length > 0 && conditions.every((matches) => matches(document));
    },
    $expr: (_selector: string, expression: unknown, { variables }: Options) => {
      const query = new Query(
        { $expr: promote(expression) },
        { context: EXPRESSIONS, variables, scriptEnabled: false },
      );
      return (document: Document) => query.test(promote(document) as Document);
    },
  } as unknown as QueryOperators,
});

/** Compiles a filter; `variables` are what `$expr` knows as `$$name`. */
export function compileFilter(filter: Document, variables?: Document): Predicate {
  if (Object.keys(filter).length === 0) return () => true;
  const query = new Query(prepareFilter(filter), { context: CONTEXT, variables, scriptEnabled: false });
  return (document) => query.test(document);
}

/** A condition on an array's element: operators apply to the element itself, fields to those of a document. */
export function elementFilter(condition: unknown): Predicate {
  if (!isDocument(condition)) throw new ServerError("BadValue", "$elemMatch needs an Object");
  const isOnValue = isOperatorDocument(condition) && !LOGICAL.has(Object.keys(condition)[0]!);
  const matches = compileFilter(isOnValue ? { element: condition } : condition);
  return isOnValue ? (element) => matches({ element }) : (element) => isDocument(element) && matches(element);
}

export function isOperatorDocument(value: unknown): value is Document {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first !== undefined && first[0] === "$" && !["$ref", "$id", "$db"].includes(first);
}

/** Checks a filter as the server parses it, and words it so that mingo reads the same meaning. */
function prepareFilter(filter: Document): Document {
  const prepared: Document = {};
  for (const [field, condition] of Object.entries(filter)) {
    if (field === "$comment") continue;
    if (LOGICAL.has(field)) {
      if (!Array.isArray(condition)) throw new ServerError("BadValue", `${field} must be an array`);
      if (condition.length === 0) throw new ServerError("BadValue", "$and/$or/$nor must be a nonempty array");
      prepared[field] = condition.map((branch) => {
        if (isDocument(branch)) return prepareFilter(branch);
        throw new ServerError("BadValue", "$or/$and/$nor entries need to be full objects");
      });
    } else if (field === "$expr") {
      prepared[field] = condition;
    } else if (field === "$text") {
      throw new ServerError("IndexNotFound", "text index required for $text query");
    } else if (field[0] === "$") {
      throw new ServerError(
        "BadValue",
        `unknown top level operator: ${field}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
    } else {
      prepared[field] = prepareCondition(condition);
    }
  }
  return prepared;
}

function prepareCondition(condition: unknown): unknown {
  if (!isOperatorDocument(condition)) return { $eq: condition };
  const prepared: Document = {};
  for (const [operator, operand] of Object.entries(condition)) {
    if (operator === "$options" || operator === "$comment") continue;
    if (operator === "$regex") prepared.$regex = regexOf(operand, condition.$options);
    else if (operator === "$not") prepared.$not = prepareNegation(operand);
    else if (isKnown(operator)) prepared[operator] = operand;
    else throw new ServerError("BadValue", `unknown operator: ${operator}`);
  }
  if ("$options" in condition && !("$regex" in condition)) {
    throw new ServerError("BadValue", "$options needs a $regex");
  }
  return prepared;
}

function isKnown(operator: string): boolean {
  const isFieldOperator = !LOGICAL.has(operator) && !["$expr", "$where", "$jsonSchema"].includes(operator);
  return isFieldOperator && (operator in comparisonOperators || operator in mingoQuery);
}

function prepareNegation(operand: unknown): unknown {
  if (operand instanceof BSONRegExp) return { $regex: regexOf(operand, undefined) };
  if (!isOperatorDocument(operand)) throw new ServerError("BadValue", "$not needs a regex or a document");
  return prepareCondition(operand);
}

function regexOf(pattern: unknown, options: unknown): RegExp {
  if (pattern instanceof BSONRegExp) return toRegExp(pattern.pattern, String(options ?? pattern.options));
  if (typeof pattern !== "string") throw new ServerError("BadValue", "$regex has to be a string");
  return toRegExp(pattern, options === undefined ? "" : String(options));
}

function arrayOf(operator: string, operand: unknown): unknown[] {
  if (Array.isArray(operand)) return operand;
  throw new ServerError("BadValue", `${operator} needs an array`);
}
