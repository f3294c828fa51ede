import { MeilisearchError } from "../errors.ts";
import type { LiveIndex } from "../index/live-index.ts";
import { availableFilterables, isFilterable } from "../settings/settings.ts";

export interface Facets {
  facetDistribution: Record<string, Record<string, number>>;
  facetStats: Record<string, { min: number; max: number }>;
}

/** Counts the values of the asked attributes over all hits, and the range of those that are numbers. */
export function countFacets(index: LiveIndex, asked: string[], candidates: Uint8Array): Facets {
  const facets: Facets = { facetDistribution: {}, facetStats: {} };
  const { maxValuesPerFacet } = index.settings.faceting;
  for (const attribute of facetAttributes(index, asked)) {
    const { counts, numbers } = countValues(index, attribute, candidates);
    facets.facetDistribution[attribute] = Object.fromEntries(
      orderValues(index, attribute, counts)
        .slice(0, maxValuesPerFacet)
        .map(({ value, count }) => [value, count]),
    );
    if (numbers) facets.facetStats[attribute] = numbers;
  }
  return facets;
}

export interface FacetValue {
  value: string;
  count: number;
  /** The value as it is compared; numbers come before texts. */
  key: number | string;
}

/** How many hits hold each value of an attribute. Texts that differ only in case or width are one value. */
export function countValues(
  index: LiveIndex,
  attribute: string,
  candidates: Uint8Array,
): { counts: FacetValue[]; numbers: { min: number; max: number } | undefined } {
  const counts = new Map<number | string, FacetValue>();
  let numbers: { min: number; max: number } | undefined;
  for (let docid = 0; docid < candidates.length; docid++) {
    const entry = candidates[docid] === 1 ? index.fields.get(attribute, docid) : undefined;
    if (!entry) continue;
    const values = new Map<number | string, string>();
    for (const number of entry.numbers) {
      values.set(number, String(number));
      numbers = {
        min: Math.min(numbers?.min ?? number, number),
        max: Math.max(numbers?.max ?? number, number),
      };
    }
    for (const [i, text] of entry.folded.entries()) values.set(text, entry.strings[i]!);
    for (const [key, value] of values) {
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { key, value, count: 1 });
    }
  }
  return { counts: [...counts.values()], numbers };
}

/** In the order `faceting.sortFacetValuesBy` asks for. */
export function orderValues(index: LiveIndex, attribute: string, values: FacetValue[]): FacetValue[] {
  const orders = index.settings.faceting.sortFacetValuesBy;
  const isByCount = (orders[attribute] ?? orders["*"]) === "count";
  return values.sort((a, b) => (isByCount && b.count - a.count) || compareKeys(a.key, b.key));
}

function compareKeys(a: number | string, b: number | string): number {
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function facetAttributes(index: LiveIndex, asked: string[]): string[] {
  const attributes = new Set<string>();
  for (const name of asked) {
    if (name === "*") {
      for (const attribute of index.fields.attributes()) {
        if (isFilterable(index.settings, attribute)) attributes.add(attribute);
      }
      continue;
    }
    if (!isFilterable(index.settings, name)) {
      throw new MeilisearchError(
        "invalid_search_facets",
        `Index \`${index.record.uid}\`: Invalid facet distribution: Pattern \`${name}\` is not filterable. ${availableFilterables(index.settings)}`,
      );
    }
    attributes.add(name);
  }
  return [...attributes].sort();
}
