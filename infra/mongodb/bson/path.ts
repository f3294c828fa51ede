import type { Document } from "bson";
import { isDocument } from "./codec.ts";

const INDEX = /^(0|[1-9]\d*)$/;

export function isArrayIndex(part: string): boolean {
  return INDEX.test(part);
}

/** An own field, so that a path such as `constructor` never reaches JavaScript's own properties. */
export function ownField(document: Document, name: string): unknown {
  return Object.hasOwn(document, name) ? document[name] : undefined;
}

/**
 * Every value a dotted path reaches, as the server walks it: through each document of an array, and by position
 * where the next part is a number. `undefined` stands for a missing field. Arrays at the end are not spread.
 */
export function valuesAt(document: Document, path: readonly string[]): unknown[] {
  if (path.length === 1) return [ownField(document, path[0]!)];
  const values: unknown[] = [];
  collect(document, path, 0, values);
  return values;
}

function collect(document: Document, path: readonly string[], at: number, values: unknown[]): void {
  const value = ownField(document, path[at]!);
  if (at === path.length - 1) {
    values.push(value);
  } else if (Array.isArray(value)) {
    collectFromArray(value, path, at + 1, values);
  } else if (isDocument(value)) {
    collect(value, path, at + 1, values);
  } else {
    values.push(undefined);
  }
}

function collectFromArray(array: unknown[], path: readonly string[], at: number, values: unknown[]): void {
  const part = path[at]!;
  if (isArrayIndex(part) && Number(part) < array.length) {
    const element = array[Number(part)];
    if (at === path.length - 1) values.push(element);
    else if (Array.isArray(element)) collectFromArray(element, path, at + 1, values);
    else if (isDocument(element)) collect(element, path, at + 1, values);
  }
  for (const element of array) {
    if (isDocument(element)) collect(element, path, at, values);
  }
}
