/** One rule of `filterableAttributes`: a name, or patterns with what they allow. */
export type FilterableAttribute =
  | string
  | {
      attributePatterns: string[];
      features?: { facetSearch?: boolean; filter?: { equality?: boolean; comparison?: boolean } };
    };

export interface EmbedderSettings {
  source: "userProvided";
  dimensions: number;
}

export interface TypoTolerance {
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
  filterableAttributes: FilterableAttribute[];
  sortableAttributes: string[];
  rankingRules: string[];
  stopWords: string[];
  nonSeparatorTokens: string[];
  separatorTokens: string[];
  dictionary: string[];
  synonyms: Record<string, string[]>;
  distinctAttribute: string | null;
  proximityPrecision: "byWord" | "byAttribute";
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

/** What a filterable attribute allows, or undefined where it is not filterable. */
export function filterFeatures(
  settings: Settings,
  attribute: string,
): { equality: boolean; comparison: boolean; facetSearch: boolean } | undefined {
  for (const rule of settings.filterableAttributes) {
    const patterns = typeof rule === "string" ? [rule] : rule.attributePatterns;
    if (!patterns.some((pattern) => matchesPattern(pattern, attribute))) continue;
    if (typeof rule === "string") return { equality: true, comparison: true, facetSearch: true };
    return {
      equality: rule.features?.filter?.equality ?? true,
      comparison: rule.features?.filter?.comparison ?? false,
      facetSearch: rule.features?.facetSearch ?? false,
    };
  }
  return undefined;
}

/** The patterns of all filterable attributes, sorted, for error messages. */
export function filterablePatterns(settings: Settings): string[] {
  return settings.filterableAttributes
    .flatMap((rule) => (typeof rule === "string" ? [rule] : rule.attributePatterns))
    .sort();
}
