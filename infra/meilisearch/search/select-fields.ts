import type { JsonObject } from "../request/read-json.ts";

/** A document with only the fields asked for (`*`, `title`, `owner.name`), in the document's own order. */
export function selectFields(document: JsonObject, wanted: readonly string[] | undefined): JsonObject {
  const { _vectors: _, ...fields } = document;
  if (wanted === undefined || wanted.includes("*")) return fields;
  return selectInside(fields, wanted, "");
}

function selectInside(object: JsonObject, wanted: readonly string[], prefix: string): JsonObject {
  const selected: JsonObject = {};
  for (const [name, value] of Object.entries(object)) {
    const path = prefix + name;
    if (wanted.includes(path)) selected[name] = value;
    else if (wanted.some((other) => other.startsWith(`${path}.`))) {
      const inner = selectValue(value, wanted, `${path}.`);
      if (inner !== undefined) selected[name] = inner;
    }
  }
  return selected;
}

function selectValue(value: unknown, wanted: readonly string[], prefix: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => selectValue(item, wanted, prefix)).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const selected = selectInside(value as JsonObject, wanted, prefix);
  return Object.keys(selected).length > 0 ? selected : undefined;
}

/** The wanted fields that may be shown; undefined for all. */
export function displayedOnly(wanted: string[] | undefined, displayed: string[]): string[] | undefined {
  if (displayed.includes("*")) return wanted;
  if (wanted === undefined || wanted.includes("*")) return displayed;
  return wanted.filter((name) => displayed.some((shown) => name === shown || name.startsWith(`${shown}.`)));
}
