import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict";

const jieba = Jieba.withDict(dict);
/** jieba does not say whether a word is in its dictionary, so the short ones are read from the file itself. */
const shortWords = new Set(
  new TextDecoder()
    .decode(dict)
    .split("\n")
    .map((line) => line.slice(0, line.indexOf(" ")))
    .filter(({ length }) => length === 2 || length === 3),
);

const ASCII_WORD = /^[0-9a-z]+$/i;
const LONE_SURROGATE = /^[\ud800-\udbff]/;

/**
 * Segments Chinese text for search: jieba's words without its hidden Markov model, and a word longer than two
 * characters once more into the dictionary's two- and three-character words, as Meilisearch's tokenizer does. The
 * segments follow one another and cover the text.
 */
export function segmentChinese(text: string): string[] {
  return jieba
    .cut(text, false)
    .flatMap((word) => (word.length <= 2 || ASCII_WORD.test(word) ? word : splitLongWord(word)));
}

function splitLongWord(word: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from < word.length; from += parts.at(-1)!.length) {
    const rest = word.slice(from);
    const size = [2, 3].find((length) => shortWords.has(rest.slice(0, length)));
    parts.push(rest.slice(0, size ?? (LONE_SURROGATE.test(rest) ? 2 : 1)));
  }
  return parts;
}
