/** The languages whose tokenisation is the one built in. */
export const LOCALES = ["cmn", "zho", "zh", "eng", "en"];

export interface EmbedderSettings {
  source: "userProvided";
  dimensions: number;
}

interface TypoTolerance {
  enabled: boolean;
  minWordSizeForTypos: { oneTypo: number; twoTypos: number };
  disableOnWords: string[];
  disableOnAttributes: string[];
  disableOnNumbers: boolean;
}

/** The settings of one index, under Meilisearch's own names. */
export interface Settings {
  displayedAttributes: string[];
  searchableAttributes: string[];
  filterableAttributes: string[];
  sortableAttributes: string[];
  rankingRules: string[];
  stopWords: string[];
  nonSeparatorTokens: string[];
  separatorTokens: string[];
  dictionary: string[];
  synonyms: Record<string, string[]>;
  distinctAttribute: string | null;
  proximityPrecision: "byWord";
  typoTolerance: TypoTolerance;
  faceting: { maxValuesPerFacet: number; sortFacetValuesBy: Record<string, "alpha" | "count"> };
  pagination: { maxTotalHits: number };
  embedders: Record<string, EmbedderSettings>;
  searchCutoffMs: number | null;
  localizedAttributes: { attributePatterns: string[]; locales: string[] }[] | null;
  facetSearch: boolean;
  prefixSearch: "indexingTime" | "disabled";
}

export type SettingName = keyof Settings;

/** What a client has set; the rest has Meilisearch's defaults. A null asks for the default. */
export type SettingsChange = { [K in SettingName]?: unknown };

export const DEFAULT_SETTINGS: Settings = {
  displayedAttributes: ["*"],
  searchableAttributes: ["*"],
  filterableAttributes: [],
  sortableAttributes: [],
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
  pagination: { maxTotalHits: 1000 },
  embedders: {},
  searchCutoffMs: null,
  localizedAttributes: null,
  facetSearch: true,
  prefixSearch: "indexingTime",
};

/** Whether a pattern (a name, `*`, or one with a `*` at an end) covers an attribute or a field inside it. */
export function matchesPattern(pattern: string, attribute: string): boolean {
  if (pattern === "*" || pattern === attribute) return true;
  if (pattern.startsWith("*") && pattern.endsWith("*")) return attribute.includes(pattern.slice(1, -1));
  if (pattern.endsWith("*")) return attribute.startsWith(pattern.slice(0, -1));
  if (pattern.startsWith("*")) return attribute.endsWith(pattern.slice(1));
  return attribute.startsWith(`${pattern}.`);
}

export function isFilterable(settings: Settings, attribute: string): boolean {
  return settings.filterableAttributes.some((pattern) => matchesPattern(pattern, attribute));
}

/** The end of an error about an attribute that is not filterable: which ones are. */
export function availableFilterables(settings: Settings): string {
  const patterns = [...settings.filterableAttributes].sort();
  return patterns.length === 0
    ? "This index does not have configured filterable attributes."
    : `Available filterable attributes patterns are: \`${patterns.join(", ")}\`.`;
}
