import type { Document } from "bson";

/** Expressions that name fields in another way than by `$path`. */
const NAMES_FIELDS_OTHERWISE = new Set(["$getField", "$setField", "$unsetField"]);

/**
 * The top-level fields that a first stage looks at, where it passes nothing else on: `$group`, `$sortByCount`, and
 * `$count`, which looks at none (as countDocuments asks). `null` where it may be any field.
 */
export function fieldsRead(stage: Document): ReadonlySet<string> | null {
  const [name, spec] = Object.entries(stage)[0]!;
  if (name === "$count") return new Set();
  const fields = new Set<string>();
  return (name === "$group" || name === "$sortByCount") && collect(spec, fields) ? fields : null;
}

/** @returns whether an expression's fields can be told. */
function collect(expression: unknown, fields: Set<string>): boolean {
  if (typeof expression === "string") {
    if (expression.startsWith("$$")) return false;
    if (expression.startsWith("$")) fields.add(expression.slice(1).split(".")[0]!);
    return true;
  }
  if (typeof expression !== "object" || expression === null) return true;
  return Object.entries(expression).every(
    ([name, operand]) => !NAMES_FIELDS_OTHERWISE.has(name) && collect(operand, fields),
  );
}
