import { MeilisearchError } from "../errors.ts";
import {
  type Fields,
  type Reader,
  readArray,
  readBoolean,
  readCount,
  readObject,
  readOneOf,
  readString,
  readStrings,
  wrongType,
} from "../request/check-value.ts";
import { isObject } from "../request/read-json.ts";
import { DEFAULT_SETTINGS, type SettingName, type Settings, type SettingsChange } from "./settings.ts";

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
/** The languages whose tokenisation is the one built in. */
const LOCALES = ["cmn", "zho", "zh", "eng", "en"];

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

const readFilterable: Reader<Settings["filterableAttributes"]> = readArray((value, path, code) => {
  if (typeof value === "string") return value;
  return readObject<Exclude<Settings["filterableAttributes"][number], string>>(
    value,
    path,
    {
      attributePatterns: { read: readStrings, code },
      features: {
        code,
        read: (features, at) =>
          readObject(
            features,
            at,
            {
              facetSearch: { read: readBoolean, code },
              filter: {
                code,
                read: (filter, within) =>
                  readObject<{ equality?: boolean; comparison?: boolean }>(
                    filter,
                    within,
                    { equality: { read: readBoolean, code }, comparison: { read: readBoolean, code } },
                    code,
                  ),
              },
            },
            code,
          ),
      },
    },
    code,
  );
});

const readTypoTolerance: Reader<Partial<Settings["typoTolerance"]>> = (value, path, code) =>
  readObject<Partial<Settings["typoTolerance"]>>(
    value,
    path,
    {
      enabled: { read: readBoolean, code },
      minWordSizeForTypos: {
        code,
        read: (sizes, at) => {
          const given = readObject<{ oneTypo?: number; twoTypos?: number }>(
            sizes,
            at,
            { oneTypo: { read: readCount, code }, twoTypos: { read: readCount, code } },
            code,
          );
          return { ...DEFAULT_SETTINGS.typoTolerance.minWordSizeForTypos, ...given };
        },
      },
      disableOnWords: { read: readStrings, code },
      disableOnAttributes: { read: onlyEmpty(readStrings), code },
      disableOnNumbers: { read: readBoolean, code },
    },
    code,
  );

const readEmbedders: Reader<Settings["embedders"]> = (value, path, code) => {
  if (!isObject(value)) throw wrongType(value, path, "an object", code);
  const embedders: Record<string, Settings["embedders"][string]> = {};
  for (const [name, entry] of Object.entries(value)) {
    // A null takes the embedder away; it is kept here so that the change can be applied.
    if (entry === null) {
      embedders[name] = null as never;
      continue;
    }
    const embedder = readObject<{ source?: string; dimensions?: number }>(
      entry,
      `${path}.${name}`,
      { source: { read: readString, code }, dimensions: { read: readCount, code } },
      code,
    );
    const at = `\`.embedders.${name}`;
    if (embedder.source !== undefined && embedder.source !== "userProvided") {
      throw new MeilisearchError(
        code,
        `${at}.source\`: the embedded server takes vectors from its users only: expected \`userProvided\`, found \`${embedder.source}\``,
      );
    }
    if (embedder.dimensions === undefined) {
      throw new MeilisearchError(
        code,
        `${at}\`: Missing field \`dimensions\` (note: this field is mandatory for source \`userProvided\`)`,
      );
    }
    if (embedder.dimensions === 0) {
      throw new MeilisearchError(code, `${at}.dimensions\`: \`dimensions\` cannot be zero`);
    }
    embedders[name] = { source: "userProvided", dimensions: embedder.dimensions };
  }
  return embedders;
};

const readLocalizedAttributes: Reader<NonNullable<Settings["localizedAttributes"]>> = readArray(
  (value, path, code) =>
    readObject<{ attributePatterns: string[]; locales: string[] }>(
      value,
      path,
      {
        attributePatterns: { read: readStrings, code },
        locales: { read: readArray(readOneOf(...LOCALES)), code },
      },
      code,
    ),
);

const readFaceting: Reader<Partial<Settings["faceting"]>> = (value, path, code) =>
  readObject<Partial<Settings["faceting"]>>(
    value,
    path,
    {
      maxValuesPerFacet: { read: readCount, code },
      sortFacetValuesBy: {
        code,
        read: (orders, at) => {
          if (!isObject(orders)) throw wrongType(orders, at, "an object", code);
          return Object.fromEntries(
            Object.entries(orders).map(([name, order]) => [
              name,
              readOneOf("alpha", "count")(order, `${at}.${name}`, code),
            ]),
          );
        },
      },
    },
    code,
  );

const readPagination: Reader<Partial<Settings["pagination"]>> = (value, path, code) =>
  readObject<Partial<Settings["pagination"]>>(value, path, { maxTotalHits: { read: readCount, code } }, code);

/** A setting that is not served may be given only as what it is by default: nothing. */
function onlyEmpty<T extends object>(read: Reader<T>): Reader<T> {
  return (value, path, code) => {
    const given = read(value, path, code);
    if (Object.keys(given).length > 0) {
      throw new MeilisearchError(code, `\`${path}\` is not supported by the embedded server.`);
    }
    return given;
  };
}

const readPlainObject: Reader<Record<string, string[]>> = (value, path, code) => {
  if (!isObject(value)) throw wrongType(value, path, "an object", code);
  return value as Record<string, string[]>;
};

const READERS: { [K in SettingName]: Reader<unknown> } = {
  displayedAttributes: readStrings,
  searchableAttributes: readStrings,
  filterableAttributes: readFilterable,
  sortableAttributes: (value, path, code) => [...new Set(readStrings(value, path, code))].sort(),
  rankingRules: readRankingRules,
  stopWords: (value, path, code) => [...new Set(readStrings(value, path, code))].sort(),
  nonSeparatorTokens: onlyEmpty(readStrings),
  separatorTokens: onlyEmpty(readStrings),
  dictionary: onlyEmpty(readStrings),
  synonyms: onlyEmpty(readPlainObject),
  distinctAttribute: readString,
  proximityPrecision: readOneOf("byWord", "byAttribute"),
  typoTolerance: readTypoTolerance,
  faceting: readFaceting,
  pagination: readPagination,
  embedders: readEmbedders,
  searchCutoffMs: (_value, path, code) => {
    throw new MeilisearchError(code, `\`${path}\` is not supported by the embedded server.`);
  },
  localizedAttributes: readLocalizedAttributes,
  facetSearch: readBoolean,
  prefixSearch: readOneOf("indexingTime", "disabled"),
};

/** `searchableAttributes` → `searchable-attributes`, as in the routes of single settings. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function settingCode(name: SettingName): string {
  return `invalid_settings_${kebabCase(name).replaceAll("-", "_")}`;
}

/** Checks a whole settings body. Nulls stay, as they ask for the default. */
export function readSettings(value: unknown): SettingsChange {
  const fields = Object.fromEntries(
    Object.entries(READERS).map(([name, read]) => [name, { read, code: settingCode(name as SettingName) }]),
  ) as Fields<SettingsChange>;
  const given = readObject<SettingsChange>(value, "", fields);
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
