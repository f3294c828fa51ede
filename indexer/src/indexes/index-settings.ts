import { isDeepStrictEqual } from "node:util";
import type { Settings } from "meilisearch";
import { demandFilterableAttributes, demandSearchableAttributes } from "./demand-index.ts";
import { EMBEDDER, type TextKind } from "./index-names.ts";
import { resultFilterableAttributes, resultSearchableAttributes } from "./result-index.ts";

const MAX_TOTAL_HITS = 10_000;

/** What an index must be set to. Without dimensions no model has answered yet, and the index has no embedder. */
export function settingsOf(kind: TextKind, dimensions: number | null): Settings {
  return {
    searchableAttributes: kind === "demand" ? demandSearchableAttributes : resultSearchableAttributes,
    filterableAttributes: (kind === "demand"
      ? demandFilterableAttributes
      : resultFilterableAttributes
    ).toSorted(),
    localizedAttributes: [{ attributePatterns: ["*"], locales: ["cmn"] }],
    pagination: { maxTotalHits: MAX_TOTAL_HITS },
    ...(dimensions === null ? {} : { embedders: { [EMBEDDER]: { source: "userProvided", dimensions } } }),
  };
}

/** The part of `wanted` that an index does not have yet: sending what it has costs a task, on some versions a rebuild. */
export function missingSettings(current: Settings, wanted: Settings): Settings {
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => !isDeepStrictEqual(comparable(current[name as keyof Settings]), comparable(value)),
    ),
  );
}

function comparable(value: unknown): unknown {
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value.join() : value;
}
