import type { Token } from "../text/tokenize.ts";
import type { TextMatch } from "./match-words.ts";

/** The UTF-16 bounds of the `wordCount` words around the best matches of a text. */
export function cropBounds(
  text: string,
  tokens: Token[],
  matches: TextMatch[],
  wordCount: number,
): { start: number; end: number } {
  const { first, last } = bestInterval(matches, wordCount);
  let before = (first?.firstToken ?? 0) - 1;
  let after = last ? last.lastToken + 1 : 0;
  let remaining = wordCount - (first && last ? last.lastWord - first.firstWord + 1 : 0);
  while (remaining > 0 && (before >= 0 || after < tokens.length)) {
    const left = tokens[before];
    const right = tokens[after];
    const isLeftWord = left?.kind === "word";
    const isRightWord = right?.kind === "word";
    if (left && right && !isLeftWord && !isRightWord) {
      if (left.kind === right.kind) {
        before--;
        // No separator is left standing before the crop marker.
        if (remaining > 1) after++;
      } else if (left.kind === "hard") after++;
      else before--;
    } else if (left && (isLeftWord || !right)) {
      before--;
      if (isLeftWord) remaining--;
      if (right && isLeftWord && isRightWord && remaining > 0) {
        after++;
        remaining--;
      }
    } else {
      after++;
      if (isRightWord) remaining--;
    }
  }
  return { start: tokens[before]?.end ?? 0, end: tokens[after]?.start ?? text.length };
}

/** The run of matches within the crop that holds the most different words, nearest together, best in order. */
function bestInterval(matches: TextMatch[], wordCount: number): { first?: TextMatch; last?: TextMatch } {
  let best: { first: TextMatch; last: TextMatch; score: number[] } | undefined;
  for (let from = 0; from < matches.length; from++) {
    let to = from;
    while (to + 1 < matches.length && matches[to + 1]!.lastWord - matches[from]!.firstWord < wordCount) to++;
    const score = intervalScore(matches.slice(from, to + 1));
    if (!best || isGreater(score, best.score)) best = { first: matches[from]!, last: matches[to]!, score };
  }
  return best ?? {};
}

function intervalScore(matches: TextMatch[]): number[] {
  let ordered = 0;
  let distance = 0;
  for (const [i, match] of matches.entries()) {
    ordered += match.lastWord - match.firstWord;
    distance -= match.lastWord - match.firstWord;
    const next = matches[i + 1];
    if (!next) continue;
    if (Math.min(...next.ids) > Math.min(...match.ids)) ordered++;
    distance -= Math.min(7, next.firstWord - match.lastWord);
  }
  return [new Set(matches.flatMap(({ ids }) => ids)).size, distance, ordered];
}

function isGreater(a: number[], b: number[]): boolean {
  for (const [i, value] of a.entries()) if (value !== b[i]) return value > b[i]!;
  return false;
}
