import { Converter } from "opencc-js/t2cn";

const toSimplified = Converter({ from: "t", to: "cn" });
const LETTER_OR_NUMBER = /[\p{L}\p{N}]/u;
const MARKS = /\p{M}/gu;

const folded = new Map<string, string>();

/**
 * Folds letters and digits so that different writings of a word meet: traditional to simplified, full width to half
 * width, accents off, lower case. Separators stay as they are.
 *
 * Every UTF-16 unit maps to exactly one, so offsets in the folded text are offsets in the original.
 */
export function foldCharacters(text: string): string {
  let result = "";
  for (let i = 0; i < text.length; i++) {
    const unit = text[i]!;
    let to = folded.get(unit);
    if (to === undefined) {
      to = foldUnit(unit);
      folded.set(unit, to);
    }
    result += to;
  }
  return result;
}

function foldUnit(unit: string): string {
  if (!LETTER_OR_NUMBER.test(unit)) return unit;
  const bare = unit.normalize("NFKD").replace(MARKS, "");
  // Hangul and the like decompose into several units: those keep their own form.
  const simplified = toSimplified(bare.length === 1 ? bare : unit);
  const lower = (simplified.length === 1 ? simplified : unit).toLowerCase();
  return lower.length === 1 ? lower : unit;
}
