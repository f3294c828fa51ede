import { foldCharacters } from "./fold-characters.ts";
import { segmentChinese } from "./segment-chinese.ts";

/** What stands between words. A hard separator ends a sentence: words on its two sides are far from one another. */
type TokenKind = "word" | "soft" | "hard";

export interface Token {
  /** The folded form that is indexed and searched. */
  lemma: string;
  kind: TokenKind;
  /** UTF-16 offsets in the original text. */
  start: number;
  end: number;
}

const SEPARATOR = /\0|[.,] |[\p{Pc}\p{Pd}\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}\p{Sm}\p{Z}\s`]/gu;
const HARD_SEPARATOR = /^(?:\0|[.,] |[!;?¡§¶¿、。｡！；？※‼‽⁇⁈⁉])$/u;
const NUMBER_LIKE = /^[\p{N}!-/:-@[-`{-~]+$/u;
const LATIN_WORD = /[\p{L}\p{M}\p{N}]+|./gsu;
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const LATIN = /\p{Script=Latin}/u;
const LETTER = /\p{L}/u;
const MARK = /\p{M}/u;
const MARKS = /\p{M}/gu;

type Script = "han" | "latin" | "letter" | "other";

/** Splits a text into words and separators the way Meilisearch does for Chinese and Latin text. */
export function tokenize(text: string): Token[] {
  const folded = foldCharacters(text);
  const tokens: Token[] = [];
  let from = 0;
  for (const match of folded.matchAll(SEPARATOR)) {
    if (match.index > from) tokenizePiece(folded.slice(from, match.index), from, tokens);
    const lemma = match[0];
    from = match.index + lemma.length;
    tokens.push({
      lemma,
      kind: HARD_SEPARATOR.test(lemma) ? "hard" : "soft",
      start: match.index,
      end: from,
    });
  }
  if (from < folded.length) tokenizePiece(folded.slice(from), from, tokens);
  return tokens;
}

/** A piece holds no separator. A run of digits and symbols stays whole; else each script has its own segmentation. */
function tokenizePiece(piece: string, offset: number, tokens: Token[]): void {
  if (NUMBER_LIKE.test(piece)) {
    pushWord(piece, offset, tokens);
    return;
  }
  let start = 0;
  let script: Script = "other";
  for (let i = 0; i < piece.length; i++) {
    const next = scriptOf(piece.charCodeAt(i));
    if (next === "other" || next === script) continue;
    if (script !== "other") {
      tokenizeRun(piece.slice(start, i), script, offset + start, tokens);
      start = i;
    }
    script = next;
  }
  tokenizeRun(piece.slice(start), script, offset + start, tokens);
}

function tokenizeRun(run: string, script: Script, offset: number, tokens: Token[]): void {
  let at = offset;
  for (const segment of script === "han" ? segmentChinese(run) : (run.match(LATIN_WORD) ?? [])) {
    pushWord(segment, at, tokens);
    at += segment.length;
  }
}

function pushWord(segment: string, start: number, tokens: Token[]): void {
  const lemma = MARK.test(segment) ? segment.replace(MARKS, "") : segment;
  if (lemma !== "") tokens.push({ lemma, kind: "word", start, end: start + segment.length });
}

/** 0 stands for "not looked up yet". */
const scripts = new Uint8Array(0x10000);
const SCRIPTS: Script[] = ["other", "other", "han", "latin", "letter"];

function scriptOf(unit: number): Script {
  if (scripts[unit] === 0) {
    const character = String.fromCharCode(unit);
    // Surrogates come in Han extensions far more often than in other letters.
    if (HAN.test(character) || (unit >= 0xd840 && unit <= 0xdfff)) scripts[unit] = 2;
    else if (LATIN.test(character)) scripts[unit] = 3;
    else scripts[unit] = LETTER.test(character) ? 4 : 1;
  }
  return SCRIPTS[scripts[unit]!]!;
}
