import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict";
import type { Words } from "../embedding/embedding-text.ts";
import { type Identifier, identifiersOf } from "./identifiers.ts";
import { rarityOf } from "./term-rarity.ts";

/** What the keyword side knows of a text. */
export interface Terms {
  /** Chinese term → its rarity, 0 to 1; terms that say nothing are left out. */
  words: Map<string, number>;
  /** Exact identifiers by their normal form. */
  identifiers: Map<string, Identifier>;
}

const jieba = Jieba.withDict(dict);
const MIN_RARITY = 0.15;

export function termsOf(text: Words): Terms {
  const whole = [text.title, ...text.keywords, text.body].join("\n");
  const words = new Map<string, number>();
  // Search mode also gives the short words within a long one, so that 防腐涂料 and 涂料 meet.
  for (const term of jieba.cutForSearch(whole, true)) {
    if (!/^\p{Script=Han}{2,}$/u.test(term)) continue;
    const rarity = rarityOf(term);
    if (rarity >= MIN_RARITY) words.set(term, rarity);
  }
  return { words, identifiers: identifiersOf(whole) };
}
