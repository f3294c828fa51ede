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

/** Symbols of mathematics count only from the minus sign on: `<`, `=` and `~` belong to their words. */
const SEPARATOR = /[.,] |[\0\p{P}\p{Z}\s`+±×÷\u2212-\u22ff]/gu;
const HARD_SEPARATOR = /^(?:\0|[.,] |[!;?¡§¶¿、。｡！；？※‽])$/u;
const NUMBER_LIKE = /^[\p{N}!-/:-@[-`{-~]+$/u;
/** Folded text that is not yet in its plainest form, such as `℃` or a mark of its own. */
const UNPLAIN = /[^\p{Script=Han}0-9a-z]/u;
const MARKS = /\p{M}/gu;

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Degree signs and letter-like symbols (℃, №) go with Latin letters. */
const LATIN = /[\p{Script=Latin}\u0080-\u00ff\u2100-\u214f]/u;
/** Full-width punctuation cuts a run of letters as another script would. */
const OTHER_LETTER = /[\p{L}\uff00-\uffef]/u;

type Script = "none" | "han" | "latin" | "letter";

/**
 * Splits a text into words and separators the way Meilisearch does for Chinese and Latin text: into runs of one
 * script, digits and symbols going with the script before them, and each run by its separators; then Chinese by the
 * dictionary. A piece of digits and symbols alone stays whole.
 */
export function tokenize(text: string): Token[] {
  const folded = foldCharacters(text);
  const tokens: Token[] = [];
  let start = 0;
  let script: Script = "none";
  for (let i = 0; i < folded.length; i++) {
    const next = scriptOf(folded.charCodeAt(i));
    if (next === "none" || next === script) continue;
    if (script !== "none") {
      tokenizeRun(folded.slice(start, i), script, start, tokens);
      start = i;
    }
    script = next;
  }
  tokenizeRun(folded.slice(start), script, start, tokens);
  return tokens;
}

function tokenizeRun(run: string, script: Script, offset: number, tokens: Token[]): void {
  let from = 0;
  for (const { 0: separator, index } of run.matchAll(SEPARATOR)) {
    tokenizePiece(run.slice(from, index), script, offset + from, tokens);
    from = index + separator.length;
    const kind = HARD_SEPARATOR.test(separator) ? "hard" : "soft";
    tokens.push({ lemma: separator, kind, start: offset + index, end: offset + from });
  }
  tokenizePiece(run.slice(from), script, offset + from, tokens);
}

function tokenizePiece(piece: string, script: Script, offset: number, tokens: Token[]): void {
  if (piece === "") return;
  let start = offset;
  for (const segment of script === "han" && !NUMBER_LIKE.test(piece) ? segmentChinese(piece) : [piece]) {
    const end = start + segment.length;
    const lemma = UNPLAIN.test(segment)
      ? segment.normalize("NFKD").replace(MARKS, "").toLowerCase()
      : segment;
    if (lemma !== "") tokens.push({ lemma, kind: "word", start, end });
    start = end;
  }
}

/** 0 stands for "not looked up yet". */
const scripts = new Uint8Array(0x10000);
const SCRIPTS: Script[] = ["none", "none", "han", "latin", "letter"];

function scriptOf(unit: number): Script {
  if (scripts[unit] === 0) {
    const character = String.fromCharCode(unit);
    // Surrogates come in Han extensions far more often than in other letters.
    if (HAN.test(character) || (unit >= 0xd840 && unit <= 0xdfff)) scripts[unit] = 2;
    else if (LATIN.test(character)) scripts[unit] = 3;
    else scripts[unit] = OTHER_LETTER.test(character) ? 4 : 1;
  }
  return SCRIPTS[scripts[unit]!]!;
}
