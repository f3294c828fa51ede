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

const HAN = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}";
/** Degree signs and letter-like symbols (℃, №) go with Latin letters. */
const LATIN = "\\p{sc=Latin}\\u0080-\\u00ff\\u2100-\\u214f";
/** Full-width punctuation cuts a run of letters as another script would. */
const OTHER = `[[\\p{L}\\uff00-\\uffef]--[${HAN}${LATIN}]]`;
const NO_SCRIPT = `[^${HAN}${LATIN}${OTHER}]`;
const runOf = (script: string, others: string) => `${NO_SCRIPT}*[${script}][^${others}]*`;
const RUN = new RegExp(
  `(?<han>${runOf(HAN, LATIN + OTHER)})|${runOf(LATIN, HAN + OTHER)}|${runOf(OTHER, HAN + LATIN)}|.+`,
  "gsv",
);

/**
 * Splits a text into words and separators the way Meilisearch does for Chinese and Latin text: into runs of one
 * script, digits and symbols going with the script before them, and each run by its separators; then Chinese by the
 * dictionary. A piece of digits and symbols alone stays whole.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: run, index, groups } of foldCharacters(text).matchAll(RUN)) {
    tokenizeRun(run, groups?.han !== undefined, index, tokens);
  }
  return tokens;
}

function tokenizeRun(run: string, isHan: boolean, offset: number, tokens: Token[]): void {
  let from = 0;
  for (const { 0: separator, index } of run.matchAll(SEPARATOR)) {
    tokenizePiece(run.slice(from, index), isHan, offset + from, tokens);
    from = index + separator.length;
    const kind = HARD_SEPARATOR.test(separator) ? "hard" : "soft";
    tokens.push({ lemma: separator, kind, start: offset + index, end: offset + from });
  }
  tokenizePiece(run.slice(from), isHan, offset + from, tokens);
}

function tokenizePiece(piece: string, isHan: boolean, offset: number, tokens: Token[]): void {
  if (piece === "") return;
  let start = offset;
  for (const segment of isHan && !NUMBER_LIKE.test(piece) ? segmentChinese(piece) : [piece]) {
    const end = start + segment.length;
    const lemma = UNPLAIN.test(segment)
      ? segment.normalize("NFKD").replace(MARKS, "").toLowerCase()
      : segment;
    if (lemma !== "") tokens.push({ lemma, kind: "word", start, end });
    start = end;
  }
}
