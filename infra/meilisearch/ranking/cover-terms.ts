import type { QueryNode } from "./query-nodes.ts";

export type MatchingStrategy = "last" | "all" | "frequency";

/** How a document answers a query: `skipped` holds a bit for each part it lacks. */
export interface Cover {
  skipped: number;
  skippedCount: number;
}

/** Which parts of a query a document may lack, and in which order they are given up. */
export interface RemovalOrder {
  /** By part: the smaller, the sooner given up; undefined where the part must be matched. */
  weights: (number | undefined)[];
  /** How many parts can be given up. */
  removableCount: number;
}

/**
 * "last" gives up the last words first, "frequency" the commonest (a word no document holds counts as the
 * commonest), "all" none. Phrases are never given up, and something always has to match.
 */
export function removalOrder(
  strategy: MatchingStrategy,
  nodes: QueryNode[],
  partCount: number,
  documentFrequency: (part: number) => number,
): RemovalOrder {
  const phrases = new Set(nodes.filter((node) => node.isPhrase).map((node) => node.first));
  const parts = Array.from({ length: partCount }, (_, part) => part);
  const weights: (number | undefined)[] = parts.map(() => undefined);
  if (strategy === "all" || (strategy === "last" && partCount < 2)) return { weights, removableCount: 0 };

  if (strategy === "last") {
    for (const part of parts) weights[part] = partCount - part;
  } else {
    const frequencies = parts.map((part) => documentFrequency(part) || Number.POSITIVE_INFINITY);
    const distinct = [...new Set(frequencies)].sort((a, b) => b - a);
    for (const part of parts) weights[part] = distinct.indexOf(frequencies[part]!) + 1;
  }
  for (const phrase of phrases) weights[phrase] = undefined;
  if (phrases.size === 0) {
    const heaviest = Math.max(...weights.map((weight) => weight ?? 0));
    for (const part of parts) if (weights[part] === heaviest) weights[part] = undefined;
  }
  return { weights, removableCount: weights.filter((weight) => weight !== undefined).length };
}

/** Finds the fewest parts to give up so that the nodes a document holds (a bit each) cover the rest. */
export class TermCoverer {
  readonly #nodes: QueryNode[];
  readonly #partCount: number;
  readonly #order: RemovalOrder;
  readonly #known = new Map<number, Cover | undefined>();
  /** The weights at which giving up can stop: 0 stands for giving up nothing. */
  readonly #levels: number[];

  constructor(nodes: QueryNode[], partCount: number, order: RemovalOrder) {
    this.#nodes = nodes;
    this.#partCount = partCount;
    this.#order = order;
    const weights = order.weights.filter((weight) => weight !== undefined);
    this.#levels = [0, ...new Set(weights)].sort((a, b) => a - b);
  }

  /** Undefined where no way of giving up makes the document a hit. */
  cover(heldNodes: number): Cover | undefined {
    if (!this.#known.has(heldNodes)) this.#known.set(heldNodes, this.#find(heldNodes));
    return this.#known.get(heldNodes);
  }

  #find(heldNodes: number): Cover | undefined {
    for (const level of this.#levels) {
      const cover = this.#coverAtLevel(heldNodes, level);
      if (cover) return cover;
    }
    return undefined;
  }

  /** Parts lighter than the level are given up, those at the level may be, heavier ones must match. */
  #coverAtLevel(heldNodes: number, level: number): Cover | undefined {
    const best: (Cover | undefined)[] = [{ skipped: 0, skippedCount: 0 }];
    for (let part = 0; part < this.#partCount; part++) {
      const weight = this.#order.weights[part];
      const before = best[part];
      if (before && weight !== undefined && weight <= level) {
        const skipped = { skipped: before.skipped | (1 << part), skippedCount: before.skippedCount + 1 };
        best[part + 1] = fewer(best[part + 1], skipped);
      }
      for (const [bit, node] of this.#nodes.entries()) {
        if (node.last !== part || (heldNodes & (1 << bit)) === 0) continue;
        const from = best[node.first];
        if (from && !this.#holdsLighter(node, level)) best[part + 1] = fewer(best[part + 1], from);
      }
    }
    return best[this.#partCount];
  }

  #holdsLighter(node: QueryNode, level: number): boolean {
    for (let part = node.first; part <= node.last; part++) {
      const weight = this.#order.weights[part];
      if (weight !== undefined && weight < level) return true;
    }
    return false;
  }
}

/** The cover that gives up less; where both give up the same, the one that matches earlier parts. */
function fewer(a: Cover | undefined, b: Cover): Cover {
  return a === undefined || b.skippedCount < a.skippedCount ? b : a;
}
