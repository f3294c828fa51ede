import type { LiveIndex } from "../index/live-index.ts";
import type { Cover } from "./cover-terms.ts";
import { type Derivation, type QueryNode, standsAt } from "./query-nodes.ts";

/** What the rules about words charge a document: 0 is best. */
interface Costs {
  typo: number;
  proximity: number;
  attributeRank: number;
  wordPosition: number;
  /** 0 where a field is the query word for word, 1 where it begins with it, else 2. */
  exactAttribute: number;
  exactWords: number;
}

/** How a document answers a query. */
export interface Match {
  docid: number;
  skippedCount: number;
  costs: Costs;
  /** How many parts of the query the document matches. */
  partCount: number;
  /** The most that its answer could have cost in typos and in proximity. */
  maxTypo: number;
  maxProximity: number;
}

/** Words farther apart than this count as unrelated. */
const MAX_PROXIMITY = 3;
/** What one word costs at most by standing far from its position in the query. */
export const MAX_POSITION_COST = 10;
const NO_EXACT_MATCH = 2;
/** Of a word that stands more often in a document, its first places say enough. */
const MAX_PLACES = 100;

/** Where the document at hand holds a part, in the cheapest of the part's derivations that it holds. */
interface Finding {
  derivation: number;
  /** Places of the first and of the last words. */
  heads: number[];
  tails: number[];
  isExact: boolean;
  /** The fields in which it stands word for word where the query has it. */
  fieldsAtPosition: number[];
}

/** That a sequence of terms, often a single one, is a derivation of a part. */
interface Use {
  part: number;
  derivation: number;
  terms: number[];
  isExact: boolean;
}

/** Finds, document by document, how one query is answered. */
export class DocumentMatcher {
  readonly #index: LiveIndex;
  readonly #nodes: QueryNode[];
  readonly #weights: number[];
  /** By the term a sequence begins with. */
  readonly #uses: (Use[] | undefined)[];
  readonly #findings: Finding[];

  constructor(index: LiveIndex, nodes: QueryNode[]) {
    this.#index = index;
    this.#nodes = nodes;
    this.#weights = index.searchedFields.map((name) => index.fieldWeight(name) ?? 0);
    this.#uses = new Array(index.text.termCount);
    this.#findings = nodes.map(() => ({
      derivation: 0,
      heads: [],
      tails: [],
      isExact: false,
      fieldsAtPosition: [],
    }));
    for (const [part, node] of nodes.entries()) this.#addUses(part, node);
  }

  #addUses(part: number, { derivations, exact }: QueryNode): void {
    for (const [derivation, { typos, words, sequences }] of derivations.entries()) {
      for (const terms of [...words.map((word) => [word]), ...sequences]) {
        const isExact = typos === 0 && terms.length === exact?.length && terms[0] === exact[0];
        this.#uses[terms[0]!] ??= [];
        this.#uses[terms[0]!]!.push({ part, derivation, terms, isExact });
      }
    }
  }

  /** The document must hold every part but the skipped ones. */
  measure(docid: number, { skipped, skippedCount }: Cover): Match {
    this.#find(docid);
    const costs: Costs = {
      typo: 0,
      proximity: 0,
      attributeRank: 0,
      wordPosition: 0,
      exactAttribute: this.#exactAttributeCost(docid, skipped),
      exactWords: 0,
    };
    const match: Match = { docid, skippedCount, costs, partCount: 0, maxTypo: 0, maxProximity: 0 };
    const answers = this.#answers(skipped);
    let previous: number | undefined;
    for (const [part, node] of this.#nodes.entries()) {
      const answer = answers[part];
      if (answer === undefined) continue;
      const finding = this.#findings[part]!;
      match.partCount++;
      match.maxTypo += node.maxTypos + (answer.size > 1 ? 1 / answer.size : 0);
      costs.typo += answer.typos;
      costs.attributeRank += Math.min(...finding.heads.map((place) => this.#weights[place >>> 16]!));
      costs.wordPosition += costOfDistance(
        Math.min(...finding.heads.map((place) => Math.abs(bucketPosition(place & 0xffff) - node.start))),
      );
      costs.exactWords += finding.isExact && answer.size === 1 ? 0 : 1;
      if (previous !== undefined && this.#nodes[previous]!.end + 1 === node.start) {
        const isOneWord = answers[previous] === answer;
        costs.proximity += isOneWord ? 1 : proximityCost(this.#findings[previous]!, finding);
        match.maxProximity += isOneWord ? 1 : MAX_PROXIMITY;
      }
      previous = part;
    }
    costs.typo = Math.round(costs.typo);
    match.maxTypo = Math.round(match.maxTypo);
    return match;
  }

  /** By part: how the document holds it. A word that stands for several parts stands for all of them or none. */
  #answers(skipped: number): (Derivation | undefined)[] {
    const found = this.#nodes.map(({ derivations }, part) =>
      (skipped & (1 << part)) === 0 ? derivations[this.#findings[part]!.derivation] : undefined,
    );
    const answers = [...found];
    for (const derivation of found) {
      if (derivation === undefined) continue;
      const { first, size, typos } = derivation;
      for (let part = first; part < first + size; part++) {
        if (answers[part] !== undefined && answers[part]!.typos < typos) answers[part] = derivation;
      }
    }
    return answers;
  }

  #find(docid: number): void {
    for (const finding of this.#findings) {
      finding.derivation = Number.POSITIVE_INFINITY;
      finding.heads.length = 0;
      finding.tails.length = 0;
      finding.isExact = false;
      finding.fieldsAtPosition.length = 0;
    }
    const terms = this.#index.text.termsOf(docid);
    const places = this.#index.text.placesOf(docid);
    for (let i = 0; i < terms.length; i++) {
      const uses = this.#uses[terms[i]!];
      if (uses === undefined) continue;
      for (const use of uses) {
        if (use.terms.length === 1 || standsAt(use.terms, terms, places, i)) this.#note(use, places[i]!);
      }
    }
  }

  #note({ part, derivation, terms, isExact }: Use, place: number): void {
    const finding = this.#findings[part]!;
    if (derivation > finding.derivation) return;
    if (derivation < finding.derivation) {
      finding.derivation = derivation;
      finding.heads.length = 0;
      finding.tails.length = 0;
    }
    if (finding.heads.length === MAX_PLACES) return;
    finding.heads.push(place);
    finding.tails.push(place + terms.length - 1);
    if (!isExact) return;
    finding.isExact = true;
    const { start } = this.#nodes[part]!;
    if (bucketPosition(place & 0xffff) === bucketPosition(start)) finding.fieldsAtPosition.push(place >>> 16);
  }

  #exactAttributeCost(docid: number, skipped: number): number {
    let fields: number[] | undefined;
    let wordCount = 0;
    let hasHole = false;
    for (const [part, { derivation, fieldsAtPosition }] of this.#findings.entries()) {
      const { start, end, exact, derivations } = this.#nodes[part]!;
      const isFound = (skipped & (1 << part)) === 0 && derivations[derivation]!.typos === 0;
      if (!isFound || exact === undefined) hasHole = true;
      else if (hasHole) return NO_EXACT_MATCH;
      else {
        wordCount += end - start + 1;
        fields = fields?.filter((field) => fieldsAtPosition.includes(field)) ?? fieldsAtPosition;
      }
    }
    if (fields === undefined || fields.length === 0) return NO_EXACT_MATCH;
    const places = this.#index.text.placesOf(docid);
    const isWhole = fields.some(
      (field) => places.filter((place) => place >>> 16 === field).length === wordCount,
    );
    return isWhole ? 0 : 1;
  }
}

/** 0 for words side by side, up to 3 for words that have nothing to do with one another. */
function proximityCost({ tails }: Finding, { heads }: Finding): number {
  let best = MAX_PROXIMITY;
  for (const tail of tails) {
    for (const head of heads) {
      if (tail >>> 16 !== head >>> 16) continue;
      const distance = head - tail;
      // Turned round costs one more.
      best = Math.min(best, distance > 0 ? distance - 1 : Math.max(1, -distance));
    }
  }
  return best;
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
