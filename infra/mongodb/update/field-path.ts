import type { Document } from "bson";
import { isDocument } from "../bson/codec.ts";
import { isArrayIndex, ownField } from "../bson/path.ts";
import { ensure, ServerError } from "../errors.ts";
import type { Predicate } from "../query/filter.ts";

/** The largest gap that setting a far array position may fill with nulls. */
const MAX_PADDING = 1_500_000;

/** What the placeholders of an update path stand for in one document. */
export interface Placeholders {
  /** `$[name]`: which elements, by array filter. */
  filters: Map<string, Predicate>;
  /** `$`: the position that the query matched in the array at a path, or -1. */
  matchedPosition(arrayPath: string, array: unknown[]): number;
}

/** `$`, `$[]` or `$[name]`; any other part is a field's name, even one that begins with a dollar. */
const PLACEHOLDER = /^\$(?:\[(.*)\])?$/;

/** Replaces `$`, `$[]` and `$[name]` by every array position they stand for. */
export function expandPath(document: Document, path: string, placeholders: Placeholders): string[][] {
  if (!path.includes("$")) return [path.split(".")];
  let expanded: { parts: string[]; value: unknown }[] = [{ parts: [], value: document }];
  for (const part of path.split(".")) {
    expanded = expanded.flatMap(({ parts, value }) => {
      const placeholder = PLACEHOLDER.exec(part);
      if (!placeholder) {
        const next =
          typeof value === "object" && value !== null ? ownField(value as Document, part) : undefined;
        return [{ parts: [...parts, part], value: next }];
      }
      return positionsOf(placeholder[1], parts.join("."), path, value, placeholders).map((position) => ({
        parts: [...parts, String(position)],
        value: (value as unknown[])[position],
      }));
    });
  }
  return expanded.map(({ parts }) => parts);
}

function positionsOf(
  name: string | undefined,
  arrayPath: string,
  path: string,
  value: unknown,
  { filters, matchedPosition }: Placeholders,
): number[] {
  if (name === undefined) {
    const position = Array.isArray(value) ? matchedPosition(arrayPath, value) : -1;
    ensure(position >= 0, "BadValue", "The positional operator did not find the match it needs");
    return [position];
  }
  ensure(Array.isArray(value), "BadValue", `Cannot apply array updates to '${arrayPath}', which is no array`);
  if (name === "") return [...value.keys()];
  const isWanted = filters.get(name);
  ensure(isWanted, "BadValue", `No array filter found for identifier '${name}' in path '${path}'`);
  return [...value.keys()].filter((position) => isWanted({ [name]: value[position] }));
}

/** Where a path ends: the document or array that holds its last part. Missing documents on the way are made. */
export function holderOf(document: Document, parts: readonly string[]): Document | unknown[] {
  let holder: Document | unknown[] = document;
  for (const [i, part] of parts.slice(0, -1).entries()) {
    assertReachable(holder, part);
    let next: unknown = ownField(holder as Document, part);
    if (next === undefined) {
      next = {};
      setField(holder, part, next);
    }
    if (!isDocument(next) && !Array.isArray(next)) throw notViable(parts[i + 1]!, part, next);
    holder = next;
  }
  assertReachable(holder, parts[parts.length - 1]!);
  return holder;
}

/** The same without making anything: null when the path leads nowhere. */
export function existingHolder(document: Document, parts: readonly string[]): Document | unknown[] | null {
  let holder: unknown = document;
  for (const part of parts.slice(0, -1)) {
    if (!isDocument(holder) && !Array.isArray(holder)) return null;
    holder = ownField(holder as Document, part);
  }
  if (Array.isArray(holder)) return isArrayIndex(parts[parts.length - 1]!) ? holder : null;
  return isDocument(holder) ? holder : null;
}

export function setField(holder: Document | unknown[], name: string, value: unknown): void {
  if (!Array.isArray(holder)) {
    holder[name] = value;
    return;
  }
  const position = Number(name);
  ensure(position - holder.length <= MAX_PADDING, "BadValue", "too many nulls to add to an array");
  while (holder.length < position) holder.push(null);
  holder[position] = value;
}

function assertReachable(holder: Document | unknown[], part: string): void {
  if (Array.isArray(holder) && !isArrayIndex(part)) throw notViable(part, "array", holder);
}

function notViable(part: string, holderName: string, holder: unknown): ServerError {
  const shown = JSON.stringify(holder);
  return new ServerError(
    "PathNotViable",
    `Cannot create field '${part}' in element {${holderName}: ${shown}}`,
  );
}
