import { MeilisearchError } from "../errors.ts";
import type { LiveIndex } from "../index/live-index.ts";
import { availableFilterables, covers, FIXED_SETTINGS } from "../settings/settings.ts";

export const MAX_VALUES_PER_FACET = FIXED_SETTINGS.faceting.maxValuesPerFacet;

interface Facets {
  facetDistribution: Record<string, Record<string, number>>;
  facetStats: Record<string, { min: number; max: number }>;
}

/** Counts the values of the asked attributes over all hits, and the range of those that are numbers. */
export function countFacets(index: LiveIndex, asked: string[], candidates: Uint8Array): Facets {
  const facets: Facets = { facetDistribution: {}, facetStats: {} };
  for (const attribute of [...new Set(asked)].sort()) {
    if (!covers(index.settings.filterableAttributes, attribute)) {
      throw new MeilisearchError(
        "invalid_search_facets",
        `Index \`${index.record.uid}\`: Invalid facet distribution: Attribute \`${attribute}\` is not filterable. ${availableFilterables(index.settings)}`,
      );
    }
    const { counts, range } = countValues(index, attribute, candidates);
    facets.facetDistribution[attribute] = Object.fromEntries(
      counts.slice(0, MAX_VALUES_PER_FACET).map(({ value, count }) => [value, count]),
    );
    if (range) facets.facetStats[attribute] = range;
  }
  return facets;
}

interface FacetValue {
  value: string;
  count: number;
  /** The value as it is compared; numbers come before texts. */
  key: number | string;
}

/** How many hits hold each value of an attribute, in order. Texts that differ only in case or width are one value. */
export function countValues(
  index: LiveIndex,
  attribute: string,
  candidates: Uint8Array,
): { counts: FacetValue[]; range: { min: number; max: number } | undefined } {
  const counts = new Map<number | string, FacetValue>();
  let range: { min: number; max: number } | undefined;
  for (let docid = 0; docid < candidates.length; docid++) {
    const entry = candidates[docid] === 1 ? index.fields.get(attribute, docid) : undefined;
    if (!entry) continue;
    const values = new Map<number | string, string>();
    for (const number of entry.numbers) {
      values.set(number, String(number));
      range = { min: Math.min(range?.min ?? number, number), max: Math.max(range?.max ?? number, number) };
    }
    for (const [i, text] of entry.folded.entries()) values.set(text, entry.strings[i]!);
    for (const [key, value] of values) {
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { key, value, count: 1 });
    }
  }
  return { counts: [...counts.values()].sort((a, b) => compareKeys(a.key, b.key)), range };
}

function compareKeys(a: number | string, b: number | string): number {
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
