import type { LiveIndex } from "../index/live-index.ts";
import type { JsonObject } from "../request/read-json.ts";
import { decodeVectors, presentVectors } from "./document-vectors.ts";
import type { Store } from "./store.ts";

/** `_vectors` of one document: those of configured embedders, and what was given for others. */
export function presentVectorsOf(
  store: Store,
  index: LiveIndex,
  docid: number,
  document: JsonObject,
): JsonObject {
  const shown: JsonObject = { ...(document._vectors as JsonObject | undefined) };
  for (const [name, { dimensions }] of Object.entries(index.settings.embedders)) {
    const stored = store.vectors.get([index.record.instance, docid, name]);
    if (stored) shown[name] = presentVectors(decodeVectors(stored, dimensions));
  }
  return shown;
}
