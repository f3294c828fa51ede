/** The characters of a 统一社会信用代码 by value, 0 to 30: no I, O, S, V, Z (GB 32100-2015). */
const CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const BASE = CHARACTERS.length;
const LENGTH = 18;

/** The last character of a credit code from the 17 before it, `null` where one of them may not stand in a code. */
export function checkCharacterOf(body: string): string | null {
  if (body.length !== LENGTH - 1) return null;
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    const value = CHARACTERS.indexOf(character);
    if (value === -1) return null;
    sum += value * weight;
    weight = (weight * 3) % BASE;
  }
  return CHARACTERS[(BASE - (sum % BASE)) % BASE] ?? null;
}

/** Whether a credit code is complete and its last character fits the others. */
export function isCreditCode(code: string): boolean {
  const last = checkCharacterOf(code.slice(0, LENGTH - 1));
  return code.length === LENGTH && last === code.at(-1);
}
