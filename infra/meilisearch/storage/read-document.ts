import type { LiveIndex } from "../index/live-index.ts";
import type { JsonObject } from "../request/json.ts";
import { decodeVectors } from "./document-vectors.ts";
import type { Store } from "./store.ts";

/** A document with only the fields asked for, in the document's own order. */
export function selectFields(document: JsonObject, wanted: readonly string[] | undefined): JsonObject {
  if (wanted === undefined || wanted.includes("*")) return { ...document };
  return Object.fromEntries(Object.entries(document).filter(([name]) => wanted.includes(name)));
}

/** `_vectors` of one document as it is shown: by embedder. */
export function presentVectorsOf(store: Store, index: LiveIndex, docid: number): JsonObject {
  const shown: JsonObject = {};
  for (const [name, { dimensions }] of Object.entries(index.settings.embedders)) {
    const stored = store.vectors.get([index.record.instance, docid, name]);
    if (!stored) continue;
    const embeddings = decodeVectors(stored, dimensions).map((vector) => Array.from(vector, shortestDecimal));
    shown[name] = { embeddings, regenerate: false };
  }
  return shown;
}

/** With no more digits than its float32 needs: 0.9, not 0.8999999761581421. */
function shortestDecimal(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return decimal;
  }
  return Number(value.toPrecision(9));
}
