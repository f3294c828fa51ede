import { idf } from "@node-rs/jieba/dict";

/**
 * How rare a term is in general Chinese, 0 (says nothing) to 1 (rare, or not in the list at all). The list is the
 * inverse document frequencies that come with jieba: general, so that no one market's texts are fitted, and frozen
 * by the package's version, so that replicas and retries agree.
 */
export function rarityOf(term: string): number {
  const value = inverseDocumentFrequencies().get(term) ?? UNSEEN;
  return Math.min(1, Math.max(0, (value - COMMON) / (RARE - COMMON)));
}

/** Terms at or below this are function words and everyday ones: 我们, 问题, 要求. */
const COMMON = 5;
const RARE = 12;
/** What no list has seen counts as rare but not rarer than the rarest, or typing errors would decide. */
const UNSEEN = 12;

let frequencies: Map<string, number> | undefined;

function inverseDocumentFrequencies(): Map<string, number> {
  frequencies ??= new Map(
    idf
      .toString()
      .split("\n")
      .map((line) => {
        const space = line.lastIndexOf(" ");
        return [line.slice(0, space), Number(line.slice(space + 1))] as const;
      }),
  );
  return frequencies;
}
