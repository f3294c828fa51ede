import { MeilisearchError } from "../errors.ts";
import {
  type Fields,
  prefixed,
  type Reader,
  readArray,
  readBoolean,
  readCount,
  readInner,
  readObject,
  readOneOf,
  readString,
  readStrings,
  refuse,
  wrongType,
} from "../request/check-value.ts";
import { isObject } from "../request/read-json.ts";
import {
  DEFAULT_SETTINGS,
  LOCALES,
  type SettingName,
  type Settings,
  type SettingsChange,
} from "./settings.ts";

const RANKING_RULES = [
  "words",
  "typo",
  "proximity",
  "attribute",
  "attributeRank",
  "sort",
  "wordPosition",
  "exactness",
];

const readRankingRules: Reader<string[]> = (value, path, code) => {
  const rules = readStrings(value, path, code);
  for (const [index, rule] of rules.entries()) {
    if (RANKING_RULES.includes(rule) || /^[^:]+:(asc|desc)$/.test(rule)) continue;
    throw new MeilisearchError(
      code,
      `Invalid value at \`${path}[${index}]\`: \`${rule}\` ranking rule is invalid. Valid ranking rules are words, typo, sort, proximity, attribute, attributeRank, wordPosition, exactness and custom ranking rules.`,
    );
  }
  if (rules.includes("attribute") && (rules.includes("attributeRank") || rules.includes("wordPosition"))) {
    throw new MeilisearchError(
      code,
      "Mixed usage of the attribute, attributeRank, and wordPosition ranking rules. You must either use the attribute ranking rule alone or the attributeRank and wordPosition ranking rules.",
    );
  }
  return rules;
};

const readWordSizes: Reader<Settings["typoTolerance"]["minWordSizeForTypos"]> = (value, path, code) => ({
  ...DEFAULT_SETTINGS.typoTolerance.minWordSizeForTypos,
  ...readInner<{ oneTypo?: number; twoTypos?: number }>({ oneTypo: readCount, twoTypos: readCount })(
    value,
    path,
    code,
  ),
});

/** Reads an object whose names are free. Nulls stay: they take an entry away. */
function readRecord<T>(readEntry: Reader<T>): Reader<Record<string, T | null>> {
  return (value, path, code) => {
    if (!isObject(value)) throw wrongType(value, path, "an object", code);
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [
        name,
        entry === null ? null : readEntry(entry, `${path}.${name}`, code),
      ]),
    );
  };
}

const readEmbedder: Reader<Settings["embedders"][string]> = (value, path, code) => {
  const { source = "userProvided", dimensions } = readInner<{ source?: string; dimensions?: number }>({
    source: readString,
    dimensions: readCount,
  })(value, path, code);
  if (source !== "userProvided") {
    throw new MeilisearchError(
      code,
      `\`${path}.source\`: the embedded server embeds nothing itself: expected \`userProvided\`, found \`${source}\``,
    );
  }
  if (dimensions === undefined) {
    throw new MeilisearchError(
      code,
      `\`${path}\`: Missing field \`dimensions\` (note: this field is mandatory for source \`userProvided\`)`,
    );
  }
  if (dimensions === 0) {
    throw new MeilisearchError(code, `\`${path}.dimensions\`: \`dimensions\` cannot be zero`);
  }
  return { source, dimensions };
};

/** A setting that is not served may be given only as what it is by default: nothing. */
const onlyEmpty: Reader<object> = (value, path, code) => {
  if (typeof value !== "object" || value === null)
    throw wrongType(value, path, "an array or an object", code);
  return Object.keys(value).length === 0 ? value : refuse(value, path, code);
};

const readNames: Reader<string[]> = (value, path, code) =>
  [...new Set(readStrings(value, path, code))].sort();

const READERS: Fields<SettingsChange> = {
  displayedAttributes: readStrings,
  searchableAttributes: readStrings,
  filterableAttributes: readStrings,
  sortableAttributes: readNames,
  rankingRules: readRankingRules,
  stopWords: readNames,
  nonSeparatorTokens: onlyEmpty,
  separatorTokens: onlyEmpty,
  dictionary: onlyEmpty,
  synonyms: onlyEmpty,
  distinctAttribute: readString,
  proximityPrecision: readOneOf("byWord"),
  typoTolerance: readInner<Partial<Settings["typoTolerance"]>>({
    enabled: readBoolean,
    minWordSizeForTypos: readWordSizes,
    disableOnWords: readStrings,
    disableOnAttributes: onlyEmpty as Reader<string[]>,
    disableOnNumbers: readBoolean,
  }),
  faceting: readInner<Partial<Settings["faceting"]>>({
    maxValuesPerFacet: readCount,
    sortFacetValuesBy: readRecord(readOneOf("alpha", "count")) as Reader<Record<string, "alpha" | "count">>,
  }),
  pagination: readInner<Partial<Settings["pagination"]>>({ maxTotalHits: readCount }),
  embedders: readRecord(readEmbedder),
  searchCutoffMs: refuse,
  localizedAttributes: readArray(
    readInner<{ attributePatterns: string[]; locales: string[] }>({
      attributePatterns: readStrings,
      locales: readArray(readOneOf(...LOCALES)),
    }),
  ),
  facetSearch: readBoolean,
  prefixSearch: readOneOf("indexingTime", "disabled"),
};

const settingCode = prefixed("invalid_settings_");

/** Checks a whole settings body. Nulls stay, as they ask for the default. */
export function readSettings(value: unknown): SettingsChange {
  const given = readObject<SettingsChange>(value, "", READERS, settingCode);
  for (const [name, entry] of Object.entries(value as SettingsChange)) {
    if (entry === null) given[name as SettingName] = null;
  }
  return given;
}

/** Checks the body of one setting's own route. */
export function readSetting(name: SettingName, value: unknown): SettingsChange {
  return { [name]: value === null ? null : READERS[name](value, "", settingCode(name)) };
}

/**
 * The settings after a change. Lists are replaced; `embedders`, `typoTolerance`, `faceting` and `pagination` are
 * merged with what is set, as in Meilisearch.
 */
export function applySettings(current: SettingsChange, change: SettingsChange): SettingsChange {
  const next: SettingsChange = { ...current };
  for (const [key, value] of Object.entries(change)) {
    const name = key as SettingName;
    if (value === null) {
      delete next[name];
    } else if (name === "embedders" || name === "typoTolerance" || name === "pagination") {
      next[name] = withoutNulls({ ...(next[name] as object | undefined), ...(value as object) });
    } else if (name === "faceting") {
      const before = next.faceting as Partial<Settings["faceting"]> | undefined;
      const given = value as Partial<Settings["faceting"]>;
      next.faceting = {
        ...before,
        ...given,
        sortFacetValuesBy: { ...before?.sortFacetValuesBy, ...given.sortFacetValuesBy },
      };
    } else {
      next[name] = value;
    }
  }
  return next;
}

function withoutNulls(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

/** The settings as the server works with them: what is set over the defaults. */
export function resolveSettings(set: SettingsChange): Settings {
  const given = set as Partial<Settings>;
  return {
    ...DEFAULT_SETTINGS,
    ...given,
    typoTolerance: { ...DEFAULT_SETTINGS.typoTolerance, ...given.typoTolerance },
    faceting: {
      ...DEFAULT_SETTINGS.faceting,
      ...given.faceting,
      sortFacetValuesBy: { "*": "alpha", ...given.faceting?.sortFacetValuesBy },
    },
    pagination: { ...DEFAULT_SETTINGS.pagination, ...given.pagination },
  };
}
