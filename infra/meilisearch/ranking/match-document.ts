import type { LiveIndex } from "../index/live-index.ts";
import type { Cover } from "./cover-terms.ts";
import type { QueryNode } from "./query-nodes.ts";
import type { Rule } from "./ranked-document.ts";

/** How a document answers a query, in numbers: the lower `key`, the better. */
export interface Match {
  docid: number;
  skippedCount: number;
  /** All costs in one number, the first rule's in its highest digits; see `costsOf`. */
  key: number;
  /** How many parts of the query the document matches. */
  partCount: number;
  /** The most that its way of answering could have cost in typos and in proximity. */
  maxTypo: number;
  maxProximity: number;
}

/** What the rules about words charge a document: 0 is best. */
export type Costs = Record<CostName, number>;

/** Words farther apart than this count as unrelated. */
const MAX_PROXIMITY = 3;
/** What one word costs at most by standing far from its position in the query. */
export const MAX_POSITION_COST = 10;

const COST_NAMES = [
  "typo",
  "proximity",
  "attributeRank",
  "wordPosition",
  "exactAttribute",
  "exactWords",
] as const;
type CostName = (typeof COST_NAMES)[number];
/** No cost reaches its radix, so costs can be digits of one number. */
const RADIX: Record<CostName, number> = {
  typo: 64,
  proximity: 64,
  attributeRank: 8192,
  wordPosition: 128,
  exactAttribute: 4,
  exactWords: 16,
};

/** A node found at one number of typos, and where the document at hand holds it. */
interface Option {
  node: QueryNode;
  size: number;
  typos: number;
  sequences: number[][];
  /** Places of single words. */
  places: number[];
  /** Places of the first and the last words of sequences. */
  heads: number[];
  tails: number[];
  isExact: boolean;
  /** Whether some word of it stands just where the query has it. */
  isAtPosition: boolean;
  best: number;
  previous: Option | undefined;
  ownCost: number;
}

/** What one term of the index means for the query. */
interface TermUse {
  options: Option[];
  /** Sequences that begin with the term. */
  sequences: { option: Option; terms: number[] }[];
  /** Options of which the term is the query's own word. */
  exactOf: Option[];
}

/** Finds, document by document, the cheapest way of answering one query, by the order of the ranking rules. */
export class DocumentMatcher {
  readonly #index: LiveIndex;
  readonly #options: Option[] = [];
  readonly #weights: number[];
  readonly #fields: ReadonlySet<number> | undefined;
  readonly #units: Costs;
  readonly #namesByUnit: CostName[];
  /** By term id: 0, or one more than the place of its uses in `#uses`. */
  readonly #slots: Int32Array;
  readonly #uses: TermUse[] = [];

  constructor(
    index: LiveIndex,
    nodes: QueryNode[],
    search: { rules: Rule[]; fields: ReadonlySet<number> | undefined },
  ) {
    this.#index = index;
    this.#fields = search.fields;
    this.#weights = index.searchedFields.map((name) => index.fieldWeight(name) ?? 0);
    this.#units = costUnits(search.rules);
    this.#namesByUnit = COST_NAMES.filter((name) => this.#units[name] > 0).sort(
      (left, right) => this.#units[right] - this.#units[left],
    );
    this.#slots = new Int32Array(index.text.termCount);
    for (const node of nodes) for (const derivation of node.derivations) this.#addOption(node, derivation);
  }

  /** The document must hold nodes that cover every part but the skipped ones. */
  measure(docid: number, cover: Cover): Match {
    this.#findPlaces(docid);
    const last = this.#cheapestPath(cover);
    const match = {
      docid,
      skippedCount: cover.skippedCount,
      key: last?.best ?? 0,
      partCount: 0,
      maxTypo: 0,
      maxProximity: 0,
    };
    const exact: Option[] = [];
    for (let option = last; option; option = option.previous) {
      const { node, size, previous } = option;
      match.partCount += size;
      match.maxTypo += node.maxTypos + (size > 1 ? size : 0);
      match.maxProximity += size - 1;
      if (previous && previous.node.end + 1 === node.start) match.maxProximity += MAX_PROXIMITY;
      if (option.isExact) exact.unshift(option);
    }
    const unit = this.#units.exactAttribute;
    if (unit > 0) match.key += this.#exactAttributeCost(docid, exact) * unit;
    return match;
  }

  costsOf({ key }: Match): Costs {
    const costs = { ...NO_COSTS };
    let rest = key;
    for (const name of this.#namesByUnit) {
      costs[name] = Math.floor(rest / this.#units[name]);
      rest -= costs[name] * this.#units[name];
    }
    return costs;
  }

  #addOption(node: QueryNode, derivation: QueryNode["derivations"][number]): void {
    const option: Option = {
      node,
      size: node.last - node.first + 1,
      typos: derivation.typos,
      sequences: derivation.sequences,
      places: [],
      heads: [],
      tails: [],
      isExact: false,
      isAtPosition: false,
      best: 0,
      previous: undefined,
      ownCost: 0,
    };
    this.#options.push(option);
    const exact =
      derivation.typos === 0 && node.exact?.length === 1 && !node.isPhrase ? node.exact[0] : undefined;
    for (const word of derivation.words) {
      const use = this.#use(word);
      use.options.push(option);
      if (word === exact) use.exactOf.push(option);
    }
    for (const terms of derivation.sequences) this.#use(terms[0]!).sequences.push({ option, terms });
  }

  #use(term: number): TermUse {
    if (this.#slots[term] === 0) {
      this.#uses.push({ options: [], sequences: [], exactOf: [] });
      this.#slots[term] = this.#uses.length;
    }
    return this.#uses[this.#slots[term]! - 1]!;
  }

  #findPlaces(docid: number): void {
    for (const option of this.#options) {
      option.places.length = 0;
      option.heads.length = 0;
      option.tails.length = 0;
      option.isExact = false;
    }
    const terms = this.#index.text.termsOf(docid);
    const places = this.#index.text.placesOf(docid);
    for (let i = 0; i < terms.length; i++) {
      const slot = this.#slots[terms[i]!]!;
      if (slot === 0) continue;
      const place = places[i]!;
      if (this.#fields && !this.#fields.has(place >>> 16)) continue;
      const use = this.#uses[slot - 1]!;
      for (const option of use.options) option.places.push(place);
      for (const option of use.exactOf) option.isExact = true;
      for (const { option, terms: sequence } of use.sequences) {
        let matched = 1;
        while (
          matched < sequence.length &&
          terms[i + matched] === sequence[matched] &&
          places[i + matched] === place + matched
        ) {
          matched++;
        }
        if (matched < sequence.length) continue;
        option.heads.push(place);
        option.tails.push(place + matched - 1);
        if (option.node.isPhrase) option.isExact = true;
      }
    }
  }

  #cheapestPath(cover: Cover): Option | undefined {
    let best: Option | undefined;
    const lastPart = lastMatchedPart(cover.skipped, this.#options.at(-1)!.node.last + 1);
    for (const option of this.#options) {
      option.best = Number.POSITIVE_INFINITY;
      option.previous = undefined;
      if (option.places.length + option.heads.length === 0 || coversSkipped(option.node, cover.skipped))
        continue;
      option.ownCost = this.#ownCost(option);
      const before = lastMatchedPart(cover.skipped, option.node.first);
      const sizeCost = (option.size - 1) * this.#units.proximity;
      if (before === -1) option.best = option.ownCost + sizeCost;
      // Nodes stand in the order of their last parts, so all that may come before have been looked at.
      else {
        for (const previous of this.#options) {
          if (previous.node.last !== before || previous.best === Number.POSITIVE_INFINITY) continue;
          const cost =
            previous.best +
            option.ownCost +
            sizeCost +
            this.#proximity(previous, option) * this.#units.proximity;
          if (cost < option.best) {
            option.best = cost;
            option.previous = previous;
          }
        }
      }
      if (option.node.last === lastPart && option.best < (best?.best ?? Number.POSITIVE_INFINITY))
        best = option;
    }
    return best;
  }

  #ownCost(option: Option): number {
    const { node, size, typos } = option;
    let weight = Number.POSITIVE_INFINITY;
    let position = Number.POSITIVE_INFINITY;
    const consider = (place: number): void => {
      weight = Math.min(weight, this.#weights[place >>> 16]!);
      const distance = Math.abs(bucketPosition(place & 0xffff) - node.start);
      if (distance < position) position = distance;
    };
    for (const place of option.places) consider(place);
    for (const place of option.heads) consider(place);
    option.isAtPosition = position === 0;
    let positionCost = 0;
    for (let i = 0; i < size; i++) positionCost += costOfDistance(position + i);
    const units = this.#units;
    return (
      (typos + (size > 1 ? size : 0)) * units.typo +
      weight * size * units.attributeRank +
      positionCost * units.wordPosition +
      (option.isExact ? 0 : size) * units.exactWords
    );
  }

  /** 0 for words side by side, up to 3 for words that have nothing to do with one another. */
  #proximity(left: Option, right: Option): number {
    if (left.node.end + 1 !== right.node.start) return 0;
    let best = MAX_PROXIMITY;
    const consider = (a: number, b: number, mayTurn: boolean): void => {
      if (a >>> 16 !== b >>> 16) return;
      const distance = b - a;
      if (distance > 0) best = Math.min(best, distance - 1);
      else if (distance < 0 && mayTurn) best = Math.min(best, -distance);
    };
    for (const a of left.places) {
      for (const b of right.places) consider(a, b, true);
      for (const b of right.heads) consider(a, b, false);
    }
    for (const a of left.tails) {
      for (const b of right.places) consider(a, b, false);
      for (const b of right.heads) consider(a, b, false);
    }
    return best;
  }

  /** 0 where a field is the query word for word, 1 where it begins with it, else 2. */
  #exactAttributeCost(docid: number, exact: Option[]): number {
    if (exact[0]?.node.first !== 0 || !exact.every(({ isAtPosition }) => isAtPosition)) return 2;
    let wordCount = 0;
    const words: { term: number; position: number }[] = [];
    for (const [i, { node }] of exact.entries()) {
      if (i > 0 && node.first - exact[i - 1]!.node.first > 1) return 2;
      wordCount += node.end - node.start + 1;
      for (const [offset, term] of node.exact!.entries()) words.push({ term, position: node.start + offset });
    }
    const fields = this.#fieldsOfWords(docid, words);
    if (fields.length === 0) return 2;
    return fields.some((field) => this.#wordCount(docid, field) === wordCount) ? 0 : 1;
  }

  /** The fields that hold every word, given that each word stands at its position in some field. */
  #fieldsOfWords(docid: number, words: { term: number; position: number }[]): number[] {
    const terms = this.#index.text.termsOf(docid);
    const places = this.#index.text.placesOf(docid);
    let common: Set<number> | undefined;
    for (const { term, position } of words) {
      const fields = new Set<number>();
      let isAtPosition = false;
      for (let i = 0; i < terms.length; i++) {
        if (terms[i] !== term) continue;
        fields.add(places[i]! >>> 16);
        if (bucketPosition(places[i]! & 0xffff) === bucketPosition(position)) isAtPosition = true;
      }
      if (!isAtPosition) return [];
      common = common ? new Set([...common].filter((field) => fields.has(field))) : fields;
    }
    return [...(common ?? [])];
  }

  #wordCount(docid: number, field: number): number {
    let count = 0;
    for (const place of this.#index.text.placesOf(docid)) if (place >>> 16 === field) count++;
    return count;
  }
}

const NO_COSTS: Costs = {
  typo: 0,
  proximity: 0,
  attributeRank: 0,
  wordPosition: 0,
  exactAttribute: 0,
  exactWords: 0,
};

/** What one point of each cost is worth in the key; 0 where no rule asks for it. */
function costUnits(rules: Rule[]): Costs {
  const units = { ...NO_COSTS };
  let unit = 1;
  for (const rule of [...rules].reverse()) {
    const names: unknown[] = rule === "exactness" ? ["exactWords", "exactAttribute"] : [rule];
    for (const name of COST_NAMES.filter((known) => names.includes(known)).reverse()) {
      units[name] = unit;
      unit *= RADIX[name];
    }
  }
  return units;
}

function lastMatchedPart(skipped: number, before: number): number {
  let part = before - 1;
  while (part >= 0 && (skipped & (1 << part)) !== 0) part--;
  return part;
}

function coversSkipped(node: QueryNode, skipped: number): boolean {
  for (let part = node.first; part <= node.last; part++) if ((skipped & (1 << part)) !== 0) return true;
  return false;
}

/** Meilisearch keeps positions the less exactly the farther back they are. */
function bucketPosition(position: number): number {
  if (position < 16) return position;
  if (position < 24) return 24;
  return 2 ** Math.ceil(Math.log2(position));
}

/** Upper bounds of the distance that costs 0, 1, 2 … */
const DISTANCE_BOUNDS = [0, 1, 4, 7, 11, 16, 24, 64, 256, 1024];

function costOfDistance(distance: number): number {
  const cost = DISTANCE_BOUNDS.findIndex((bound) => distance <= bound);
  return cost === -1 ? MAX_POSITION_COST : cost;
}
