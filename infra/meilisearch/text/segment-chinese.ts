import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict";

const jieba = Jieba.withDict(dict);
const shortWords = readShortWords();

/**
 * Segments Chinese text for search: jieba's words without its hidden Markov model, and a word longer than two
 * characters once more into the dictionary's two- and three-character words, as Meilisearch's tokenizer does. The
 * segments follow one another and cover the text.
 */
export function segmentChinese(text: string): string[] {
  const segments: string[] = [];
  for (const word of jieba.cut(text, false)) {
    if (word.length <= 2 || isAsciiWord(word)) segments.push(word);
    else splitLongWord(word, segments);
  }
  return segments;
}

function splitLongWord(word: string, into: string[]): void {
  let from = 0;
  while (from < word.length) {
    let size = 1;
    if (from + 2 <= word.length && shortWords.has(word.slice(from, from + 2))) size = 2;
    else if (from + 3 <= word.length && shortWords.has(word.slice(from, from + 3))) size = 3;
    else if (isHighSurrogate(word.charCodeAt(from)) && from + 1 < word.length) size = 2;
    into.push(word.slice(from, from + size));
    from += size;
  }
}

function isAsciiWord(word: string): boolean {
  return /^[0-9a-z]+$/i.test(word);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** jieba does not say whether a word is in its dictionary, so the short ones are read from the file itself. */
function readShortWords(): Set<string> {
  const words = new Set<string>();
  for (const line of new TextDecoder().decode(dict).split("\n")) {
    const word = line.slice(0, line.indexOf(" "));
    if (word.length === 2 || word.length === 3) words.add(word);
  }
  return words;
}
