import { Converter } from "opencc-js/t2cn";

const toSimplified = Converter({ from: "t", to: "cn" });
const LETTER_OR_NUMBER = /[\p{L}\p{N}]/u;
const MARKS = /\p{M}/gu;

/** UTF-16 unit → folded unit; 0 stands for "not looked up yet". */
const folded = new Uint16Array(0x10000);

/**
 * Folds letters and digits so that different writings of a word meet: traditional to simplified, full width to half
 * width, accents off, lower case. Separators stay as they are.
 *
 * Every UTF-16 unit maps to exactly one, so offsets in the folded text are offsets in the original.
 */
export function foldCharacters(text: string): string {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    let to = folded[unit]!;
    if (to === 0) {
      to = foldUnit(unit);
      folded[unit] = to;
    }
    units[i] = to;
  }
  return unitsToString(units);
}

function foldUnit(unit: number): number {
  const character = String.fromCharCode(unit);
  if (!LETTER_OR_NUMBER.test(character)) return unit;
  const bare = character.normalize("NFKD").replace(MARKS, "");
  // Hangul and the like decompose into several units: those keep their own form.
  const simplified = toSimplified(bare.length === 1 ? bare : character);
  const lower = (simplified.length === 1 ? simplified : character).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}

function unitsToString(units: Uint16Array): string {
  const chunk = 8192;
  if (units.length <= chunk) return String.fromCharCode(...units);
  let text = "";
  for (let i = 0; i < units.length; i += chunk) text += String.fromCharCode(...units.subarray(i, i + chunk));
  return text;
}
