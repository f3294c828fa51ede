import type { QueryNode } from "./query-nodes.ts";

export type MatchingStrategy = "last" | "all" | "frequency";

/** The parts of a query that a document's answer leaves out: a bit each, and how many. */
export interface Cover {
  skipped: number;
  skippedCount: number;
}

/**
 * By part: the smaller, the sooner given up; undefined where the part must be matched. "last" gives up the last words
 * first, "frequency" the commonest (a word no document holds counts as the commonest), "all" none. Phrases are never
 * given up, and something always has to match.
 */
export function removalWeights(
  strategy: MatchingStrategy,
  nodes: QueryNode[],
  frequencies: number[],
): (number | undefined)[] {
  if (strategy === "all") return nodes.map(() => undefined);
  const order = frequencies.map((frequency, part) =>
    strategy === "last" ? nodes.length - part : -(frequency || Number.POSITIVE_INFINITY),
  );
  const distinct = [...new Set(order)].sort((a, b) => a - b);
  const heaviest = nodes.some(({ isPhrase }) => isPhrase) ? undefined : distinct.at(-1);
  return nodes.map(({ isPhrase }, part) =>
    isPhrase || order[part] === heaviest ? undefined : distinct.indexOf(order[part]!) + 1,
  );
}

/**
 * What a document that holds these parts leaves out: those it lacks, and of those after one it lacks the lighter ones.
 * Undefined where it lacks one that must be matched.
 */
export function coverParts(held: number, weights: (number | undefined)[]): Cover | undefined {
  const cover: Cover = { skipped: 0, skippedCount: 0 };
  let level = 0;
  for (const [part, weight] of weights.entries()) {
    const isHeld = (held & (1 << part)) !== 0;
    if (isHeld && (weight === undefined || weight >= level)) continue;
    if (weight === undefined) return undefined;
    level = Math.max(level, weight);
    cover.skipped |= 1 << part;
    cover.skippedCount++;
  }
  return cover;
}
