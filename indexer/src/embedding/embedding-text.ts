/** What of a demand is read: `body` is its description. */
export interface DemandWords {
  title: string;
  keywords: readonly string[];
  description: string;
}

/** What of a result is read: `body` is its summary and advantages. */
export interface ResultWords {
  title: string;
  keywords: readonly string[];
  summary: string;
  advantages: string;
}

/** A text of either kind in the parts that embedding and term choosing read. */
export interface Words {
  title: string;
  keywords: readonly string[];
  body: string;
}

/** Longest passage, in UTF-16 units: longer ones blur in one vector, and cost more than their length. */
export const PASSAGE_MAX_LENGTH = 200;
/** Passages beyond this are found by keywords only: a text of 20,000 characters must not hold up all others. */
const MAX_PASSAGES = 32;

export function demandWords({ title, keywords, description }: DemandWords): Words {
  return { title, keywords, body: description };
}

export function resultWords({ title, keywords, summary, advantages }: ResultWords): Words {
  return { title, keywords, body: `${summary}\n${advantages}` };
}

/**
 * Cuts a text into the passages that are embedded: first the title with the keywords, then the body, cut at
 * sentence ends into passages of at most {@link PASSAGE_MAX_LENGTH} characters. The same words always give the same
 * passages, since vectors are kept by the passage's hash.
 */
export function passagesOf(words: Words): string[] {
  const heading = [words.title, ...words.keywords].map(tidy).filter(Boolean).join("、");
  return [...pack(cut(heading, KEYWORD_END)), ...pack(cut(tidy(words.body), SENTENCE_END))]
    .filter((passage) => /[\p{L}\p{N}]/u.test(passage))
    .slice(0, MAX_PASSAGES);
}

const KEYWORD_END = /(?<=、)/u;
// A full stop between digits is a decimal point, not an end.
const SENTENCE_END = /(?<=[。！？；!?;\n]|\.(?=\s))/u;
const CLAUSE_END = /(?<=[，,、：:])/u;

function tidy(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, (character) => (character === "\n" ? "\n" : " "))
    .replace(/[^\S\n]+/gu, " ")
    .replace(/\s*\n\s*/gu, "\n")
    .trim();
}

/** Cuts at `end`; what is still too long, at clause ends; what still is, anywhere between two characters. */
function cut(text: string, end: RegExp): string[] {
  return text.split(end).flatMap((sentence) => {
    if (sentence.length <= PASSAGE_MAX_LENGTH) return [sentence];
    return sentence.split(CLAUSE_END).flatMap(cutAnywhere);
  });
}

function cutAnywhere(text: string): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const character of text) {
    if (piece.length + character.length > PASSAGE_MAX_LENGTH) {
      pieces.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...pieces, piece];
}

/** Joins neighbours for as long as they fit: a passage needs its context. */
function pack(sentences: readonly string[]): string[] {
  const passages: string[] = [];
  let passage = "";
  for (const sentence of sentences) {
    if (passage.length + sentence.length > PASSAGE_MAX_LENGTH) {
      passages.push(passage.trim());
      passage = "";
    }
    passage += sentence;
  }
  passages.push(passage.trim());
  return passages;
}
