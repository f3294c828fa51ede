import type { Document } from "bson";
import { isDocument } from "../bson/codec.ts";
import { invertKey } from "../bson/key-string.ts";
import { valuesAt } from "../bson/path.ts";
import { ServerError } from "../errors.ts";
import { componentsOf } from "../storage/collection-index.ts";

export type SortSpec = Record<string, 1 | -1>;

export function parseSort(spec: unknown): SortSpec | null {
  if (!isDocument(spec) || Object.keys(spec).length === 0) return null;
  const sort: SortSpec = {};
  for (const [path, direction] of Object.entries(spec)) {
    if (Number(direction) !== 1 && Number(direction) !== -1) {
      throw new ServerError(
        "Location15975",
        "$sort key ordering must be 1 (for ascending) or -1 (for descending)",
      );
    }
    sort[path] = Number(direction) as 1 | -1;
  }
  return sort;
}

/** Makes the bytes by which a document sorts: an array counts by its least element, downwards by its greatest. */
export function compileSortKey(sort: SortSpec): (document: Document) => Buffer {
  const fields = Object.entries(sort).map(([path, direction]) => ({ parts: path.split("."), direction }));
  return (document) =>
    Buffer.concat(
      fields.map(({ parts, direction }) => {
        const components = componentsOf(valuesAt(document, parts));
        const chosen = components.reduce((best, key) =>
          Buffer.compare(key, best) * direction < 0 ? key : best,
        );
        return direction === 1 ? chosen : invertKey(chosen);
      }),
    );
}
