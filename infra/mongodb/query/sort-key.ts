import type { Document } from "bson";
import { isDocument } from "../bson/codec.ts";
import type { Compare } from "../bson/collation.ts";
import { invertKey } from "../bson/key-string.ts";
import { valuesAt } from "../bson/path.ts";
import { ensure } from "../errors.ts";
import { componentsOf } from "../storage/collection-index.ts";

export type SortSpec = Record<string, 1 | -1>;

export function parseSort(spec: unknown): SortSpec | null {
  if (!isDocument(spec) || Object.keys(spec).length === 0) return null;
  const sort: SortSpec = {};
  for (const [path, direction] of Object.entries(spec)) {
    ensure(Math.abs(Number(direction)) === 1, "Location15975", "$sort key ordering must be 1 or -1");
    sort[path] = Number(direction) as 1 | -1;
  }
  return sort;
}

/** By which keys documents sort: an array counts by its least element, downwards by its greatest. */
export interface SortOrder {
  keyOf(document: Document): unknown;
  compare(left: unknown, right: unknown): number;
}

export function compileSort(sort: SortSpec, collation?: Compare): SortOrder {
  const fields = Object.entries(sort).map(([path, direction]) => ({ parts: path.split("."), direction }));
  return collation ? collatedOrder(fields, collation) : plainOrder(fields);
}

type SortField = { parts: string[]; direction: 1 | -1 };

/** Without a collation bytes stand for a document's place. */
function plainOrder(fields: SortField[]): SortOrder {
  return {
    keyOf: (document) =>
      Buffer.concat(
        fields.map(({ parts, direction }) => {
          const components = componentsOf(valuesAt(document, parts));
          const chosen = components.reduce((best, key) =>
            Buffer.compare(key, best) * direction < 0 ? key : best,
          );
          return direction === 1 ? chosen : invertKey(chosen);
        }),
      ),
    compare: (left, right) => Buffer.compare(left as Buffer, right as Buffer),
  };
}

function collatedOrder(fields: SortField[], collation: Compare): SortOrder {
  return {
    keyOf: (document) =>
      fields.map(({ parts, direction }) =>
        valuesAt(document, parts)
          .flatMap((value) => (Array.isArray(value) && value.length > 0 ? value : [value]))
          .reduce((best, value) => (collation(value, best) * direction < 0 ? value : best)),
      ),
    compare(left, right) {
      for (const [i, { direction }] of fields.entries()) {
        const order = collation((left as unknown[])[i], (right as unknown[])[i]);
        if (order !== 0) return order * direction;
      }
      return 0;
    },
  };
}
