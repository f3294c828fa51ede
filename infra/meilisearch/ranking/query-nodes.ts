import type { LiveIndex } from "../index/live-index.ts";
import type { Query, QueryPart } from "./parse-query.ts";
import { findTypos, isNumber } from "./typos.ts";

const MAX_PREFIX_WORDS = 1000;
/** Up to three neighbouring words may be one word in a document. */
const MAX_NGRAM = 3;

/** How one node is found at one number of typos: as any of the words, or as a sequence of words. */
interface Derivation {
  typos: number;
  words: number[];
  sequences: number[][];
}

/** A word, a phrase, or neighbouring words written as one, that can stand for parts `first` to `last` of a query. */
export interface QueryNode {
  first: number;
  last: number;
  start: number;
  end: number;
  isPhrase: boolean;
  isPrefix: boolean;
  /** The node as one word. */
  text: string;
  /** The term that is the node word for word, where the index holds it; n-grams have none. */
  exact: number[] | undefined;
  derivations: Derivation[];
  /** The highest number of typos this node could cost, found or not. */
  maxTypos: number;
}

/** The nodes of a query, single words before n-grams at each place. */
export function buildNodes(index: LiveIndex, query: Query): QueryNode[] {
  const nodes: QueryNode[] = [];
  for (let last = 0; last < query.parts.length; last++) {
    nodes.push(singleNode(index, query.parts[last]!, last));
    for (let size = 2; size <= MAX_NGRAM && size <= last + 1; size++) {
      const ngram = ngramNode(index, query.parts.slice(last - size + 1, last + 1), last - size + 1);
      if (ngram) nodes.push(ngram);
    }
  }
  return nodes;
}

function singleNode(index: LiveIndex, part: QueryPart, at: number): QueryNode {
  const position = { first: at, last: at, start: part.start, end: part.end };
  if (part.isPhrase) {
    const terms = part.words.filter((word) => !index.isStopWord(word)).map((word) => index.text.termId(word));
    const isKnown = terms.every((term) => term !== undefined);
    const sequences = isKnown ? [terms as number[]] : [];
    return {
      ...position,
      isPhrase: true,
      isPrefix: false,
      text: part.words.join(""),
      exact: sequences[0],
      derivations: [{ typos: 0, words: [], sequences }],
      maxTypos: 0,
    };
  }
  const word = part.words[0]!;
  const exact = index.text.termId(word);
  return {
    ...position,
    isPhrase: false,
    isPrefix: part.isPrefix,
    text: word,
    exact: exact === undefined ? undefined : [exact],
    ...derive(index, word, part.isPrefix, allowedTypos(index, word), undefined),
  };
}

function ngramNode(index: LiveIndex, parts: QueryPart[], first: number): QueryNode | undefined {
  if (parts.some((part) => part.isPhrase)) return undefined;
  for (let i = 1; i < parts.length; i++) if (parts[i - 1]!.end + 1 !== parts[i]!.start) return undefined;
  const words = parts.map((part) => part.words[0]!);
  const word = words.join("");
  const typos = Math.max(0, allowedTypos(index, word) - (parts.length - 1));
  return {
    first,
    last: first + parts.length - 1,
    start: parts[0]!.start,
    end: parts.at(-1)!.end,
    isPhrase: false,
    isPrefix: parts.at(-1)!.isPrefix,
    text: word,
    exact: undefined,
    ...derive(index, word, parts.at(-1)!.isPrefix, typos, words),
  };
}

function derive(
  index: LiveIndex,
  word: string,
  isPrefix: boolean,
  allowed: number,
  ngramWords: string[] | undefined,
): Pick<QueryNode, "derivations" | "maxTypos"> {
  const { text, settings } = index;
  const exact = text.termId(word);
  const words = exact === undefined ? [] : [exact];
  const isPrefixSearch = isPrefix && settings.prefixSearch === "indexingTime";
  if (isPrefixSearch) words.push(...text.termsWithPrefix(word, MAX_PREFIX_WORDS));
  const derivations: Derivation[] = [{ typos: 0, words, sequences: [] }];

  const { one, two } = findTypos(
    text,
    word,
    allowed,
    isPrefixSearch,
    settings.typoTolerance.disableOnNumbers,
  );
  const split = splitWord(index, word);
  const isOwnSplit = split !== undefined && ngramWords?.length === 2 && split.left === ngramWords[0];
  const sequences = split === undefined || isOwnSplit ? [] : [split.terms];
  if (one.length > 0 || sequences.length > 0) derivations.push({ typos: 1, words: one, sequences });
  if (two.length > 0) derivations.push({ typos: 2, words: two, sequences: [] });
  // A word without typos may still be found split in two, which costs one.
  return { derivations, maxTypos: Math.max(1, allowed) };
}

function allowedTypos(index: LiveIndex, word: string): number {
  const { enabled, minWordSizeForTypos, disableOnWords, disableOnNumbers } = index.settings.typoTolerance;
  const length = [...word].length;
  if (!enabled || length < minWordSizeForTypos.oneTypo || disableOnWords.includes(word)) return 0;
  if (disableOnNumbers && isNumber(word)) return 0;
  return length < minWordSizeForTypos.twoTypos ? 1 : 2;
}

/** The two words a word falls into that stand side by side in most documents. */
function splitWord(index: LiveIndex, word: string): { left: string; terms: number[] } | undefined {
  let best: { left: string; terms: number[]; frequency: number } | undefined;
  let offset = 0;
  for (const character of word) {
    offset += character.length;
    if (offset >= word.length) break;
    const left = index.text.termId(word.slice(0, offset));
    const right = index.text.termId(word.slice(offset));
    if (left === undefined || right === undefined) continue;
    const frequency = documentsWithSequence(index, [left, right]).length;
    if (frequency > (best?.frequency ?? 0))
      best = { left: word.slice(0, offset), terms: [left, right], frequency };
  }
  return best;
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
  for (let i = 0; i + sequence.length <= terms.length; i++) {
    let matched = 0;
    while (
      matched < sequence.length &&
      terms[i + matched] === sequence[matched] &&
      places[i + matched] === places[i]! + matched
    ) {
      matched++;
    }
    if (matched === sequence.length) return true;
  }
  return false;
}
