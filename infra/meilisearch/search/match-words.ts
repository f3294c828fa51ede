import type { LiveIndex } from "../index/live-index.ts";
import type { QueryNode } from "../ranking/query-nodes.ts";
import type { Token } from "../text/tokenize.ts";

/** A stretch of a text that matches the query, by token numbers. */
export interface TextMatch {
  firstToken: number;
  lastToken: number;
  /** Counted in words, separators left out. */
  firstWord: number;
  lastWord: number;
  /** UTF-16 offsets; `end` may lie inside the last token where only its beginning matches. */
  start: number;
  end: number;
  /** The query positions it answers. */
  ids: number[];
}

interface MatchingWords {
  words: Set<string>;
  isPrefix: boolean;
  /** The query's own word, which is what a prefix match highlights. */
  original: string;
  ids: number[];
}

/** Finds the words of a query in texts, for highlighting and cropping. */
export class WordMatcher {
  readonly #words: MatchingWords[] = [];
  readonly #sequences: { lemmas: string[]; ids: number[] }[] = [];

  constructor(index: LiveIndex, nodes: QueryNode[]) {
    for (const node of nodes) {
      const ids = Array.from({ length: node.end - node.start + 1 }, (_, i) => node.start + i);
      const words = new Set<string>();
      for (const derivation of node.derivations) {
        for (const word of derivation.words) words.add(index.text.term(word));
        for (const sequence of derivation.sequences) {
          this.#sequences.push({ lemmas: sequence.map((term) => index.text.term(term)), ids });
        }
      }
      if (words.size > 0) this.#words.push({ words, isPrefix: node.isPrefix, original: node.text, ids });
    }
    // Whole words before beginnings of words, several words written as one before single ones.
    this.#words.sort((a, b) => Number(a.isPrefix) - Number(b.isPrefix) || b.ids.length - a.ids.length);
  }

  find(tokens: Token[]): TextMatch[] {
    const words = tokens
      .map((token, number) => ({ token, number }))
      .filter(({ token }) => token.kind === "word");
    const matches: TextMatch[] = [];
    for (let i = 0; i < words.length; i++) {
      const { token, number } = words[i]!;
      const sequence = this.#sequences.find(({ lemmas }) =>
        lemmas.every((lemma, offset) => words[i + offset]?.token.lemma === lemma),
      );
      if (sequence) {
        const lastWord = i + sequence.lemmas.length - 1;
        const last = words[lastWord]!;
        const place = { firstToken: number, lastToken: last.number, firstWord: i, lastWord };
        matches.push({ ...place, start: token.start, end: last.token.end, ids: sequence.ids });
        i = lastWord;
        continue;
      }
      const match = this.#words.find(({ words: lemmas, isPrefix, original }) =>
        isPrefix ? lemmas.has(token.lemma) || token.lemma.startsWith(original) : lemmas.has(token.lemma),
      );
      if (!match) continue;
      const isBeginning = match.isPrefix && token.lemma.startsWith(match.original);
      const end = isBeginning ? Math.min(token.end, token.start + match.original.length) : token.end;
      const place = { firstToken: number, lastToken: number, firstWord: i, lastWord: i };
      matches.push({ ...place, start: token.start, end, ids: match.ids });
    }
    return matches;
  }
}
