import type { TextIndex } from "../index/text-index.ts";

const MAX_ONE_TYPO_WORDS = 150;
const MAX_TWO_TYPOS_WORDS = 50;

/**
 * The index's words that are one or two typos away from a word (a typo: a letter added, left out, changed, or
 * swapped with its neighbour). A typo in the first letter counts for two. `isPrefix` also lets in words that only
 * begin like that.
 */
export function findTypos(
  text: TextIndex,
  word: string,
  allowed: number,
  isPrefix: boolean,
): { one: number[]; two: number[] } {
  const found = { one: [] as number[], two: [] as number[] };
  if (allowed === 0) return found;
  const letters = [...word];
  for (const [term, id] of text.allTerms()) {
    if (term.length < letters.length - allowed) continue;
    if (!isPrefix && term.length > word.length + allowed) continue;
    if (isPrefix ? term.startsWith(word) : term === word) continue;
    const candidate = [...term];
    const isFirstWrong = candidate[0] !== letters[0];
    if (isFirstWrong && allowed < 2) continue;
    const limit = isFirstWrong ? 1 : allowed;
    const distance = typoDistance(letters, candidate, limit, isPrefix);
    if (distance > limit || distance === 0) continue;
    if (distance === 1 && !isFirstWrong) {
      if (found.one.length < MAX_ONE_TYPO_WORDS) found.one.push(id);
    } else if (found.two.length < MAX_TWO_TYPOS_WORDS) found.two.push(id);
  }
  return found;
}

/** Damerau–Levenshtein distance; with `isPrefix`, the least one to any beginning of the candidate. */
function typoDistance(word: string[], candidate: string[], limit: number, isPrefix: boolean): number {
  const width = Math.min(candidate.length, word.length + limit);
  let beforeLast: number[] = [];
  let last = Array.from({ length: width + 1 }, (_, column) => column);
  for (let row = 1; row <= word.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= width; column++) {
      const isSame = word[row - 1] === candidate[column - 1];
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (isSame ? 0 : 1));
      const isSwap =
        row > 1 &&
        column > 1 &&
        word[row - 1] === candidate[column - 2] &&
        word[row - 2] === candidate[column - 1];
      if (isSwap) cost = Math.min(cost, beforeLast[column - 2]! + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return least;
    beforeLast = last;
    last = current;
  }
  return isPrefix ? Math.min(...last) : (last[candidate.length] ?? limit + 1);
}
