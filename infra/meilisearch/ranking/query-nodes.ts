import type { LiveIndex } from "../index/live-index.ts";
import type { Query, QueryPart } from "./parse-query.ts";
import { findTypos } from "./typos.ts";

const MAX_PREFIX_WORDS = 1000;
/** Up to three neighbouring words may be one word in a document. */
const MAX_NGRAM = 3;
/** Shorter words are found only as they are, or with one typo. */
const MIN_LENGTH_FOR_ONE_TYPO = 5;
const MIN_LENGTH_FOR_TWO_TYPOS = 9;

/** One way of finding a part: as any of the words, or as a sequence of words. */
export interface Derivation {
  /** What it costs each of the parts it stands for. */
  typos: number;
  /** How many neighbouring parts it stands for, and the number of the first one. */
  size: number;
  first: number;
  words: number[];
  sequences: number[][];
}

/** A word or a phrase of a query, with all that stands for it in the index. */
export interface QueryNode {
  start: number;
  end: number;
  isPhrase: boolean;
  isPrefix: boolean;
  text: string;
  /** The terms that are the part word for word, where the index holds them. */
  exact: number[] | undefined;
  /** The cheapest first. */
  derivations: Derivation[];
  /** The highest number of typos this part could cost, found or not. */
  maxTypos: number;
}

/** One node for each part of a query, in their order. */
export function buildNodes(index: LiveIndex, query: Query): QueryNode[] {
  const nodes = query.parts.map((part, at) =>
    part.isPhrase ? phraseNode(index, part, at) : wordNode(index, part, at),
  );
  for (let size = 2; size <= MAX_NGRAM; size++) {
    for (let first = 0; first + size <= nodes.length; first++) {
      addNgram(index, nodes.slice(first, first + size), first);
    }
  }
  for (const node of nodes) node.derivations.sort((a, b) => a.typos - b.typos);
  return nodes;
}

function phraseNode(index: LiveIndex, { words, start, end }: QueryPart, first: number): QueryNode {
  const terms = words.map((word) => index.text.termId(word));
  const exact = terms.every((term) => term !== undefined) ? (terms as number[]) : undefined;
  const derivations = [{ typos: 0, size: 1, first, words: [], sequences: exact ? [exact] : [] }];
  const text = words.join("");
  return { start, end, isPhrase: true, isPrefix: false, text, exact, derivations, maxTypos: 0 };
}

function wordNode(index: LiveIndex, { words, isPrefix, start, end }: QueryPart, first: number): QueryNode {
  const text = words[0]!;
  const term = index.text.termId(text);
  const allowed = allowedTypos(text);
  return {
    start,
    end,
    isPhrase: false,
    isPrefix,
    text,
    exact: term === undefined ? undefined : [term],
    derivations: derive(index, text, isPrefix, allowed).map((found) => ({ ...found, size: 1, first })),
    // A word without typos may still be found split in two, which costs one.
    maxTypos: Math.max(1, allowed),
  };
}

/** Lets neighbouring words be found where a document writes them as one: each pays its share. */
function addNgram(index: LiveIndex, nodes: QueryNode[], first: number): void {
  if (nodes.some(({ isPhrase, start }, i) => isPhrase || (i > 0 && nodes[i - 1]!.end + 1 !== start))) return;
  const size = nodes.length;
  const word = nodes.map(({ text }) => text).join("");
  const allowed = Math.max(0, allowedTypos(word) - (size - 1));
  // Split just as the query has it, it is no other way of finding the two.
  const ownLeft = size === 2 ? nodes[0]!.text : undefined;
  for (const found of derive(index, word, nodes.at(-1)!.isPrefix, allowed, ownLeft)) {
    const derivation = { ...found, typos: (size + found.typos) / size, size, first };
    for (const node of nodes) node.derivations.push(derivation);
  }
}

function derive(
  index: LiveIndex,
  word: string,
  isPrefix: boolean,
  allowed: number,
  ownLeft?: string,
): Pick<Derivation, "typos" | "words" | "sequences">[] {
  const exact = index.text.termId(word);
  const words = exact === undefined ? [] : [exact];
  if (isPrefix) words.push(...index.text.termsWithPrefix(word, MAX_PREFIX_WORDS));
  const { one, two } = findTypos(index.text, word, allowed, isPrefix);
  const split = splitWord(index, word);
  const sequences = split === undefined || split.left === ownLeft ? [] : [split.terms];
  return [
    { typos: 0, words, sequences: [] },
    { typos: 1, words: one, sequences },
    { typos: 2, words: two, sequences: [] },
  ].filter((found) => found.words.length + found.sequences.length > 0);
}

function allowedTypos(word: string): number {
  const { length } = [...word];
  if (length < MIN_LENGTH_FOR_ONE_TYPO) return 0;
  return length < MIN_LENGTH_FOR_TWO_TYPOS ? 1 : 2;
}

/** The two words a word falls into that stand side by side in most documents. */
function splitWord(index: LiveIndex, word: string): { left: string; terms: number[] } | undefined {
  let best: { left: string; terms: number[] } | undefined;
  let highest = 0;
  let offset = 0;
  for (const character of word) {
    offset += character.length;
    const left = index.text.termId(word.slice(0, offset));
    const right = index.text.termId(word.slice(offset));
    if (left === undefined || right === undefined) continue;
    const frequency = documentsWithSequence(index, [left, right]).length;
    if (frequency <= highest) continue;
    highest = frequency;
    best = { left: word.slice(0, offset), terms: [left, right] };
  }
  return best;
}

/** Takes the documents that hold an excluded word or phrase out of a universe. */
export function leaveOutExcluded(index: LiveIndex, { excluded }: Query, universe: Uint8Array): void {
  for (const words of excluded) {
    const terms = words.map((word) => index.text.termId(word));
    if (terms.some((term) => term === undefined)) continue;
    for (const docid of documentsWithSequence(index, terms as number[])) universe[docid] = 0;
  }
}

/** The documents in which the terms stand side by side, in this order, in one field. */
export function documentsWithSequence(index: LiveIndex, terms: number[]): number[] {
  const [rarest, ...others] = [...new Set(terms)].sort(
    (a, b) => index.text.postings(a).length - index.text.postings(b).length,
  );
  if (rarest === undefined) return [];
  const candidates = others.map((term) => new Set(index.text.postings(term)));
  return index.text
    .postings(rarest)
    .filter((docid) => candidates.every((docids) => docids.has(docid)) && holdsSequence(index, docid, terms));
}

function holdsSequence(index: LiveIndex, docid: number, sequence: number[]): boolean {
  const terms = index.text.termsOf(docid);
  const places = index.text.placesOf(docid);
  const first = sequence[0]!;
  for (let at = terms.indexOf(first); at !== -1; at = terms.indexOf(first, at + 1)) {
    if (standsAt(sequence, terms, places, at)) return true;
  }
  return false;
}

/** Whether a sequence of terms begins at the `at`th word of a document. */
export function standsAt(sequence: number[], terms: Uint32Array, places: Uint32Array, at: number): boolean {
  return sequence.every((term, i) => terms[at + i] === term && places[at + i] === places[at]! + i);
}
