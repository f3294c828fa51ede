import type { Token } from "../text/tokenize.ts";

/** One part of a query: a word, or a phrase in quotes. */
export interface QueryPart {
  words: string[];
  isPhrase: boolean;
  /** The last word of a query stands for every word that begins with it, as its writer may still be typing. */
  isPrefix: boolean;
  /** Word positions in the query; as in documents, a hard separator sets words far apart. */
  start: number;
  end: number;
}

export interface Query {
  parts: QueryPart[];
  /** Words and phrases after a minus sign, which no hit may hold. */
  excluded: string[][];
}

/** Only the first ten parts of a query count. */
const MAX_PARTS = 10;
const MAX_TOKENS = 1000;
const HARD_DISTANCE = 7;

export function parseQuery(tokens: Token[]): Query {
  const query: Query = { parts: [], excluded: [] };
  const considered = tokens.slice(0, MAX_TOKENS);
  let position = -1;
  let phrase: { words: string[]; start: number; isExcluded: boolean } | undefined;
  let isNextExcluded = false;
  let isAfterSpace = true;

  const closePhrase = (): void => {
    if (phrase && phrase.words.length > 0) {
      const { words, start, isExcluded } = phrase;
      if (isExcluded) query.excluded.push(words);
      else query.parts.push({ words, isPhrase: true, isPrefix: false, start, end: position });
    }
    phrase = undefined;
  };

  for (const [index, token] of considered.entries()) {
    if (query.parts.length >= MAX_PARTS) return query;
    if (token.kind === "word") {
      position++;
      if (phrase) {
        if (phrase.words.length === 0) phrase.start = position;
        phrase.words.push(token.lemma);
      } else if (isNextExcluded) {
        query.excluded.push([token.lemma]);
        isNextExcluded = false;
      } else {
        const isPrefix = index === considered.length - 1;
        const words = [token.lemma];
        query.parts.push({ words, isPhrase: false, isPrefix, start: position, end: position });
      }
      isAfterSpace = false;
      continue;
    }
    if (token.kind === "hard") {
      position += HARD_DISTANCE;
      if (phrase) {
        const { isExcluded } = phrase;
        closePhrase();
        phrase = { words: [], start: 0, isExcluded };
      }
    }
    if (token.lemma === '"') {
      if (phrase) closePhrase();
      else phrase = { words: [], start: 0, isExcluded: isNextExcluded };
    }
    isNextExcluded = !phrase && token.lemma === "-" && isAfterSpace;
    isAfterSpace = /\s$/.test(token.lemma);
  }
  if (query.parts.length < MAX_PARTS) closePhrase();
  return query;
}
