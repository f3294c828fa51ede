import { type TSchema, Type } from "typebox";
import { quoteNames } from "../errors.ts";
import { NamesSchema } from "../request/schema.ts";

/** The languages whose tokenisation is the one built in. */
const LOCALES = ["cmn", "zho", "zh", "eng", "en"];

/** What can be set of an index, under Meilisearch's own names. */
export interface Settings {
  searchableAttributes: string[];
  filterableAttributes: string[];
  sortableAttributes: string[];
  localizedAttributes: { attributePatterns: string[]; locales: string[] }[] | null;
  pagination: { maxTotalHits: number };
  embedders: Record<string, EmbedderSettings>;
}

export interface EmbedderSettings {
  source: "userProvided";
  dimensions: number;
}

/** What a client has set; the rest has Meilisearch's defaults. A null asks for the default. */
export type SettingsChange = Partial<Record<string, unknown>>;

/** Settings that stand at Meilisearch's defaults: they are shown, and refused when they are to be anything else. */
export const FIXED_SETTINGS = {
  displayedAttributes: ["*"],
  rankingRules: ["words", "typo", "proximity", "attributeRank", "sort", "wordPosition", "exactness"],
  stopWords: [],
  nonSeparatorTokens: [],
  separatorTokens: [],
  dictionary: [],
  synonyms: {},
  distinctAttribute: null,
  proximityPrecision: "byWord",
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnWords: [],
    disableOnAttributes: [],
    disableOnNumbers: false,
  },
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { "*": "alpha" } },
  searchCutoffMs: null,
  facetSearch: true,
  prefixSearch: "indexingTime",
};

const DEFAULT_SETTINGS: Settings = {
  searchableAttributes: ["*"],
  filterableAttributes: [],
  sortableAttributes: [],
  localizedAttributes: null,
  pagination: { maxTotalHits: 1000 },
  embedders: {},
};

const nullable = { nullable: true };
/** A name, or `*` for all; names with a `*` in them are not served. */
const PatternsSchema = Type.Array(Type.String({ pattern: "^(\\*|[^*]+)$" }), nullable);
const closed = { additionalProperties: false };

/** What each setting may be set to. */
export const SETTING_SCHEMAS: Record<string, TSchema> = {
  searchableAttributes: PatternsSchema,
  filterableAttributes: PatternsSchema,
  sortableAttributes: PatternsSchema,
  localizedAttributes: Type.Array(
    Type.Object({ attributePatterns: NamesSchema, locales: Type.Array(Type.Enum(LOCALES)) }, closed),
    nullable,
  ),
  pagination: Type.Object({ maxTotalHits: Type.Integer({ minimum: 1 }) }, { ...closed, ...nullable }),
  embedders: Type.Record(
    Type.String(),
    Type.Object(
      { source: Type.Enum(["userProvided"]), dimensions: Type.Integer({ minimum: 1 }) },
      { ...closed, ...nullable },
    ),
    nullable,
  ),
  ...Object.fromEntries(
    Object.entries(FIXED_SETTINGS).map(([name, value]) => [
      name,
      Type.Unsafe({ enum: [...new Set([value, null])] }),
    ]),
  ),
};

/** The settings after a change. Embedders are merged with those that are set, as in Meilisearch. */
export function applySettings(current: SettingsChange, change: SettingsChange): SettingsChange {
  const next: SettingsChange = { ...current, ...change };
  if (change.embedders && current.embedders) {
    next.embedders = { ...(current.embedders as object), ...(change.embedders as object) };
  }
  return Object.fromEntries(
    Object.entries(next)
      .filter(([name, value]) => value !== null && !(name in FIXED_SETTINGS))
      .map(([name, value]) => [name, name === "embedders" ? withoutNulls(value as object) : value]),
  );
}

function withoutNulls(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

/** The settings as the server works with them: what is set over the defaults. */
export function resolveSettings(set: SettingsChange): Settings {
  return { ...DEFAULT_SETTINGS, ...(set as Partial<Settings>) };
}

/** Whether one of some patterns (a name, or `*`) covers an attribute or what it is inside of. */
export function covers(patterns: readonly string[], attribute: string): boolean {
  return patterns.some(
    (pattern) => pattern === "*" || pattern === attribute || attribute.startsWith(`${pattern}.`),
  );
}

/** The end of an error about an attribute that is not filterable: which ones are. */
export function availableFilterables({ filterableAttributes }: Settings): string {
  return filterableAttributes.length === 0
    ? "This index does not have configured filterable attributes."
    : `Available filterable attribute patterns are: ${quoteNames(filterableAttributes.toSorted())}.`;
}
