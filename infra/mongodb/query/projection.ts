import type { Document } from "bson";
import { compileExpressions } from "../aggregation/expressions.ts";
import { isDocument } from "../bson/codec.ts";
import { typeRank } from "../bson/key-string.ts";
import { ensure, ServerError } from "../errors.ts";
import { elementFilter, isOperatorDocument } from "./filter.ts";
import { compilePositional } from "./positional.ts";

/** What becomes of a field's value; undefined leaves the field out. */
type Rule = (value: unknown) => unknown;
type Tree = Map<string, Tree | Rule>;
export type Projector = (document: Document) => Document;

const keep: Rule = (value) => value;
const leaveOut: Rule = () => undefined;
const ofArray =
  (change: (array: unknown[]) => unknown): Rule =>
  (value) =>
    Array.isArray(value) ? change(value) : value;

/** Compiles a find projection; null when it asks for the whole document. The filter tells what `$` stands for. */
export function compileProjection(spec: unknown, filter: Document, variables?: Document): Projector | null {
  if (!isDocument(spec) || Object.keys(spec).length === 0) return null;
  const tree: Tree = new Map();
  const computed: Document = {};
  let mode: "include" | "exclude" | null = null;
  let idRule: Rule | null = null;
  let hasSlice = false;
  const setMode = (wanted: "include" | "exclude", path: string) => {
    if (mode !== null && mode !== wanted) {
      throw wanted === "exclude"
        ? new ServerError("Location31254", `Cannot do exclusion on field ${path} in inclusion projection`)
        : new ServerError("Location31253", `Cannot do inclusion on field ${path} in exclusion projection`);
    }
    mode = wanted;
  };
  for (const [path, value] of flatten(spec)) {
    const isFlag = typeof value === "boolean" || typeRank(value) === 10;
    if (isFlag) {
      const rule = value === false || Number(value) === 0 ? leaveOut : keep;
      if (path === "_id") {
        idRule = rule;
        continue;
      }
      setMode(rule === keep ? "include" : "exclude", path);
      const array = path.endsWith(".$") ? path.slice(0, -2) : null;
      if (array === null) place(tree, path, rule);
      else place(tree, array, ofArray(firstMatch(filter, array)));
    } else if (isOperatorDocument(value) && "$slice" in value && isPlainSlice(value.$slice)) {
      hasSlice = true;
      place(tree, path, ofArray(sliceOf(value.$slice)));
    } else if (isOperatorDocument(value) && "$elemMatch" in value) {
      setMode("include", path);
      const isMatch = elementFilter(value.$elemMatch);
      place(
        tree,
        path,
        ofArray((array) => firstOf(array, isMatch)),
      );
    } else {
      setMode("include", path);
      computed[path] = value;
    }
  }
  const isInclusion = mode === "include" || (mode === null && idRule === keep && !hasSlice);
  if (idRule !== null || isInclusion) tree.set("_id", idRule ?? keep);
  const select = (document: Document) => project(document, tree, isInclusion) as Document;
  if (Object.keys(computed).length === 0) return select;
  const paths = Object.keys(computed).map((path) => path.split("."));
  const compute = compileExpressions(Object.values(computed), variables);
  return (document) => {
    const projected = "_id" in computed ? { _id: undefined, ...select(document) } : select(document);
    for (const [i, value] of compute(document).entries()) setComputed(projected, paths[i]!, value);
    return projected;
  };
}

function setComputed(holder: unknown, [name, ...rest]: string[], value: unknown): void {
  if (Array.isArray(holder)) {
    for (const element of holder) setComputed(element, [name!, ...rest], value);
  } else if (isDocument(holder)) {
    if (rest.length === 0) holder[name!] = value;
    else {
      if (!isDocument(holder[name!]) && !Array.isArray(holder[name!])) holder[name!] = {};
      setComputed(holder[name!], rest, value);
    }
  }
}

/** `$slice: n` or `[skip, n]`; anything else is the expression of that name. */
function isPlainSlice(operand: unknown): boolean {
  return [operand].flat().every((part) => typeRank(part) === 10);
}

/** `{ a: { b: 1 } }` means `{ "a.b": 1 }`. */
function flatten(spec: Document, prefix = ""): [string, unknown][] {
  return Object.entries(spec).flatMap(([name, value]): [string, unknown][] => {
    const isNested =
      isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]!.startsWith("$");
    return isNested ? flatten(value, `${prefix}${name}.`) : [[prefix + name, value]];
  });
}

function place(tree: Tree, path: string, rule: Rule): void {
  const parts = path.split(".");
  const last = parts.pop()!;
  let node = tree;
  for (const part of parts) {
    const next = node.get(part);
    if (next !== undefined && !(next instanceof Map)) throw collision(path);
    const child: Tree = next ?? new Map();
    node.set(part, child);
    node = child;
  }
  if (node.has(last)) throw collision(path);
  node.set(last, rule);
}

function collision(path: string): ServerError {
  return new ServerError("Location31249", `Path collision at ${path}`);
}

function project(value: unknown, tree: Tree, isInclusion: boolean): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((element) => !isInclusion || isDocument(element) || Array.isArray(element))
      .map((element) => project(element, tree, isInclusion));
  }
  if (!isDocument(value)) return isInclusion ? undefined : value;
  const projected: Document = {};
  for (const [name, field] of Object.entries(value)) {
    const rule = tree.get(name) ?? (isInclusion ? leaveOut : keep);
    const kept = rule instanceof Map ? project(field, rule, isInclusion) : rule(field);
    if (kept !== undefined) projected[name] = kept;
  }
  return projected;
}

function firstOf(array: unknown[], isMatch: (element: Document) => boolean): unknown[] | undefined {
  const found = array.findIndex((element) => isMatch(element as Document));
  return found < 0 ? undefined : [array[found]];
}

function firstMatch(filter: Document, path: string): (array: unknown[]) => unknown[] {
  const position = compilePositional(filter, path);
  return (array) => {
    const at = position(array);
    ensure(
      at >= 0 || array.length === 0,
      "Location51246",
      "positional operator '.$' found no matching element",
    );
    return array.slice(at, at + 1);
  };
}

function sliceOf(operand: unknown): (array: unknown[]) => unknown[] {
  if (!Array.isArray(operand)) {
    const count = Number(operand);
    return (array) => (count < 0 ? array.slice(count) : array.slice(0, count));
  }
  const [skip, count] = operand.map(Number) as [number, number];
  ensure(!!(count > 0), "Location28724", "Third argument to $slice must be positive");
  return (array) => {
    const start = skip < 0 ? Math.max(array.length + skip, 0) : skip;
    return array.slice(start, start + count);
  };
}
