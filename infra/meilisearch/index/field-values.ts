import type { JsonObject } from "../request/json.ts";
import { foldCharacters } from "../text/fold-characters.ts";

/** What one document holds under one attribute, arrays and nested objects flattened. */
export interface FieldEntry {
  numbers: number[];
  /** As given; booleans as "true" and "false". */
  strings: string[];
  /** The strings as filters compare them. */
  folded: string[];
  isNull: boolean;
}

/** Filters, facets and sorting see strings without case and width. */
export function foldValue(text: string): string {
  return foldCharacters(text.trim());
}

/** The values that are filtered, sorted and counted, in memory: attribute → docid → entry. */
export class FieldValues {
  readonly #columns = new Map<string, (FieldEntry | undefined)[]>();

  set(docid: number, document: JsonObject, isWanted: (attribute: string) => boolean): void {
    this.delete(docid);
    for (const [name, value] of Object.entries(document)) this.#collect(docid, name, value, isWanted);
  }

  delete(docid: number): void {
    for (const column of this.#columns.values()) column[docid] = undefined;
  }

  get(attribute: string, docid: number): FieldEntry | undefined {
    return this.#columns.get(attribute)?.[docid];
  }

  #collect(docid: number, attribute: string, value: unknown, isWanted: (attribute: string) => boolean): void {
    const entry = isWanted(attribute) ? this.#entry(attribute, docid) : undefined;
    if (value === null) {
      if (entry) entry.isNull = true;
    } else if (typeof value === "string") {
      addString(entry, value);
    } else if (typeof value === "boolean") {
      addString(entry, String(value));
    } else if (typeof value === "number") {
      entry?.numbers.push(value);
    } else if (Array.isArray(value)) {
      for (const item of value) if (item !== null) this.#collect(docid, attribute, item, isWanted);
    } else {
      for (const [name, child] of Object.entries(value as JsonObject)) {
        this.#collect(docid, `${attribute}.${name}`, child, isWanted);
      }
    }
  }

  #entry(attribute: string, docid: number): FieldEntry {
    let column = this.#columns.get(attribute);
    if (!column) {
      column = [];
      this.#columns.set(attribute, column);
    }
    column[docid] ??= { numbers: [], strings: [], folded: [], isNull: false };
    return column[docid];
  }
}

function addString(entry: FieldEntry | undefined, value: string): void {
  if (!entry) return;
  entry.strings.push(value);
  entry.folded.push(foldValue(value));
}
