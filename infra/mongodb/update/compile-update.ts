import { BSONRegExp, type Document, ObjectId } from "bson";
import { compilePipeline } from "../aggregation/stages.ts";
import { clone, isDocument, promote } from "../bson/codec.ts";
import { isSameValue } from "../bson/key-string.ts";
import { ensure, ServerError } from "../errors.ts";
import { compileFilter, isOperatorDocument, type Predicate } from "../query/filter.ts";
import { topLevelClauses } from "../query/plan.ts";
import { compilePositional } from "../query/positional.ts";
import { existingHolder, expandPath, holderOf, type Placeholders, setField } from "./field-path.ts";
import { type FieldUpdate, REMOVED, UNCHANGED, updateOperators } from "./update-operators.ts";

const PIPELINE_STAGES = new Set(["$set", "$addFields", "$unset", "$project", "$replaceRoot", "$replaceWith"]);

export interface UpdateOptions {
  /** The query that found the document: it decides what `$` stands for. */
  filter: Document;
  arrayFilters?: Document[];
  /** What a pipeline knows as `$$name`. */
  variables?: Document;
}

/** Makes the new document; the old one is not changed. `isInsert` is true for the insert half of an upsert. */
export type DocumentUpdate = (document: Document, isInsert: boolean) => Document;

/** Compiles the three forms of an update: a pipeline, operators, or a replacement. */
export function compileUpdate(update: unknown, options: UpdateOptions): DocumentUpdate {
  if (Array.isArray(update)) return withSameId(compilePipelineUpdate(update, options.variables));
  ensure(isDocument(update), "FailedToParse", "Update argument must be either an object or an array");
  if (isOperatorUpdate(update)) return withSameId(compileOperatorUpdate(update, options));
  ensure(!options.arrayFilters?.length, "FailedToParse", "Cannot use arrayFilters with a replacement");
  for (const name of Object.keys(update)) assertPlainName(name);
  return withSameId(({ _id }) => ({ ...(_id === undefined ? {} : { _id }), ...clone(update) }));
}

/** Names that begin with a dollar may be inserted, and updated below the top. */
function assertPlainName(path: string): void {
  if (!path.startsWith("$")) return;
  throw new ServerError("DollarPrefixedFieldName", `The dollar ($) prefixed field '${path}' is not allowed`);
}

export function isOperatorUpdate(update: unknown): boolean {
  return isDocument(update) && (Object.keys(update)[0]?.startsWith("$") ?? false);
}

function withSameId(update: DocumentUpdate): DocumentUpdate {
  return (document, isInsert) => {
    const updated = update(document, isInsert);
    if (document._id === undefined || isSameValue(document._id, updated._id)) return updated;
    throw new ServerError("ImmutableField", "the update would modify the immutable field '_id'");
  };
}

function compilePipelineUpdate(stages: Document[], variables?: Document): DocumentUpdate {
  const pipeline = compilePipeline(stages, { variables });
  const barred = stages.map((stage) => Object.keys(stage)[0]!).find((name) => !PIPELINE_STAGES.has(name));
  ensure(!barred, "InvalidOptions", `${barred} is not allowed to be used within an update`);
  return (document) => {
    const [updated] = pipeline([promote(document) as Document]);
    return { ...("_id" in document ? { _id: document._id } : {}), ...updated };
  };
}

interface Step {
  path: string;
  operator: string;
  apply: FieldUpdate;
}

function compileOperatorUpdate(
  update: Document,
  { filter, arrayFilters = [] }: UpdateOptions,
): DocumentUpdate {
  const steps: Step[] = [];
  const renames: [string, string][] = [];
  for (const [operator, fields] of Object.entries(update)) {
    const compile = updateOperators.get(operator);
    ensure(compile || operator === "$rename", "FailedToParse", `Unknown modifier: ${operator}`);
    ensure(isDocument(fields), "FailedToParse", `${operator} operates on fields`);
    for (const [path, operand] of Object.entries(fields)) {
      ensure(!path.split(".").includes(""), "EmptyFieldName", `'${path}' has an empty field name`);
      if (compile) steps.push({ path, operator, apply: compile(operand) });
      else renames.push([path, String(operand)]);
    }
  }
  assertNoConflict([...steps.map(({ path }) => path), ...renames.flat()]);
  // New fields appear in the order of their names, as the server adds them.
  steps.sort((left, right) => comparePaths(left.path, right.path));
  const placeholders = compilePlaceholders(steps, filter, arrayFilters);
  return (document, isInsert) => {
    const updated = clone(document);
    for (const { path, operator, apply } of steps) {
      if (operator === "$setOnInsert" && !isInsert) continue;
      if (!isInsert) assertPlainName(path);
      // Placeholders stand for positions in the document as it was found, whatever other steps make of it.
      for (const parts of expandPath(document, path, placeholders))
        applyStep(updated, parts, operator, apply);
    }
    for (const [from, to] of renames) rename(updated, from.split("."), to.split("."));
    return updated;
  };
}

function applyStep(document: Document, parts: string[], operator: string, apply: FieldUpdate): void {
  const name = parts[parts.length - 1]!;
  const isRemoval = operator === "$unset" || operator.startsWith("$pull") || operator === "$pop";
  const holder = isRemoval ? existingHolder(document, parts) : holderOf(document, parts);
  if (!holder) return;
  const current = Object.hasOwn(holder, name) ? (holder as Document)[name] : undefined;
  const value = apply(current, parts.join("."));
  if (value === UNCHANGED) return;
  if (value !== REMOVED) setField(holder, name, value);
  else if (Array.isArray(holder)) holder[Number(name)] = null;
  else delete holder[name];
}

function rename(document: Document, from: string[], to: string[]): void {
  const holder = existingHolder(document, from) as Document | null;
  const name = from[from.length - 1]!;
  if (!holder || !Object.hasOwn(holder, name)) return;
  const value = holder[name];
  delete holder[name];
  const target = holderOf(document, to);
  if (!Array.isArray(target)) delete target[to[to.length - 1]!];
  setField(target, to[to.length - 1]!, value);
}

function comparePaths(left: string, right: string): number {
  const [first, second] = [left.split("."), right.split(".")];
  for (let i = 0; i < Math.min(first.length, second.length); i++) {
    const [a, b] = [first[i]!, second[i]!];
    if (a === b) continue;
    const byNumber = Number(a) - Number(b);
    return Number.isNaN(byNumber) ? (a < b ? -1 : 1) : byNumber;
  }
  return first.length - second.length;
}

function assertNoConflict(paths: string[]): void {
  const seen = new Set<string>();
  for (const path of paths) {
    const clash = [...seen].find(
      (other) => other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`),
    );
    if (clash !== undefined) {
      const shorter = clash.length < path.length ? clash : path;
      throw new ServerError(
        "ConflictingUpdateOperators",
        `Updating the path '${path}' would create a conflict at '${shorter}'`,
      );
    }
    seen.add(path);
  }
}

function compilePlaceholders(steps: Step[], filter: Document, arrayFilters: Document[]): Placeholders {
  const conditions = new Map<string, Predicate>();
  for (const arrayFilter of arrayFilters) {
    const name = topLevelNames(arrayFilter)[0]?.split(".")[0];
    ensure(name !== undefined, "FailedToParse", "An array filter needs a top-level field name");
    ensure(!conditions.has(name), "FailedToParse", `Found multiple array filters for '${name}'`);
    const isUsed = steps.some(({ path }) => path.includes(`$[${name}]`));
    ensure(isUsed, "FailedToParse", `The array filter for '${name}' was not used in the update`);
    conditions.set(name, compileFilter(arrayFilter));
  }
  const positions = new Map<string, (array: unknown[]) => number>();
  return {
    filters: conditions,
    matchedPosition(arrayPath, array) {
      const find = positions.get(arrayPath) ?? compilePositional(filter, arrayPath);
      positions.set(arrayPath, find);
      return find(array);
    },
  };
}

function topLevelNames(filter: Document): string[] {
  return Object.entries(filter).flatMap(([name, value]): string[] =>
    name.startsWith("$") && Array.isArray(value) ? value.filter(isDocument).flatMap(topLevelNames) : [name],
  );
}

/** The document an upsert starts from: what the filter says its fields equal. */
function documentFromFilter(filter: Document): Document {
  const document: Document = {};
  for (const [path, condition] of topLevelClauses(filter)) {
    const value = isOperatorDocument(condition) ? equalityOf(condition) : condition;
    if (value === undefined || isPattern(value)) continue;
    const parts = path.split(".");
    setField(holderOf(document, parts), parts[parts.length - 1]!, clone(value));
  }
  return document;
}

function equalityOf({ $eq, $all, $in }: Document): unknown {
  if ($eq !== undefined) return $eq;
  const list = $all ?? $in;
  return Array.isArray(list) && list.length === 1 && !isOperatorDocument(list[0]) ? list[0] : undefined;
}

function isPattern(value: unknown): boolean {
  return value instanceof BSONRegExp;
}

/** The document that an upsert inserts, `_id` first. */
export function buildUpsert(filter: Document, update: unknown, apply: DocumentUpdate): Document {
  const seed = documentFromFilter(filter);
  const isReplacement = !Array.isArray(update) && !isOperatorUpdate(update);
  const start = !isReplacement ? seed : "_id" in seed ? { _id: seed._id } : {};
  const { _id = new ObjectId(), ...fields } = apply(start, true);
  return { _id, ...fields };
}
