import type { Terms } from "./terms.ts";

/** Meilisearch reads no more words of a query than this. */
const MAX_QUERY_WORDS = 10;
const MAX_IDENTIFIERS = 4;

/**
 * The words by which the other side is searched: identifiers first, then the rarest terms, at most ten words in
 * all, none of them a part of another. A whole text as the query would be cut off after its first ten words.
 */
export function chooseQueryTerms({ words, identifiers }: Terms): string[] {
  const chosen: string[] = [];
  let wordCount = 0;
  const add = (term: string) => {
    const count = countWords(term);
    if (wordCount + count > MAX_QUERY_WORDS) return;
    chosen.push(term);
    wordCount += count;
  };
  for (const { text } of chooseIdentifiers(identifiers)) add(text);
  for (const [term] of [...words].toSorted((a, b) => b[1] - a[1])) {
    if (!chosen.some((other) => other.includes(term) || term.includes(other))) add(term);
  }
  return chosen;
}

/** The identifiers worth a query of their own: they decide a match alone. */
export function chooseIdentifiers(identifiers: Terms["identifiers"]): { text: string; weight: number }[] {
  return [...identifiers.values()].toSorted((a, b) => b.weight - a.weight).slice(0, MAX_IDENTIFIERS);
}

/** Chinese terms count as one, "GB/T 35544" as three. */
function countWords(term: string): number {
  return term.split(/[^\p{L}\p{N}]+/u).filter(Boolean).length;
}
