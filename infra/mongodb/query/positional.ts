import type { Document } from "bson";
import { ownField } from "../bson/path.ts";
import { compileFilter, type Predicate } from "./filter.ts";
import { topLevelClauses } from "./plan.ts";

/**
 * Compiles what `$` stands for after an array's path: the position of the first element that meets everything the
 * filter asks of that array, or -1.
 */
export function compilePositional(filter: Document, arrayPath: string): (array: unknown[]) => number {
  const conditions: Predicate[] = topLevelClauses(filter)
    .filter(([path]) => path === arrayPath || path.startsWith(`${arrayPath}.`))
    .map(([path, condition]) => compileFilter({ [`array${path.slice(arrayPath.length)}`]: condition }));
  if (conditions.length === 0) return () => -1;
  return (array) => array.findIndex((element) => conditions.every((isMet) => isMet({ array: [element] })));
}

/** The value at a path of plain fields; arrays are entered by position only. */
export function valueAt(document: Document, parts: readonly string[]): unknown {
  return parts.reduce<unknown>(
    (value, part) =>
      typeof value === "object" && value !== null ? ownField(value as Document, part) : undefined,
    document,
  );
}
