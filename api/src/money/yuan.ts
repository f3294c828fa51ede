const AMOUNT_IN_YUAN = /^(\d+)(?:\.(\d{1,2})?0*)?$/;

/** An amount in yuan with both decimals, as `1234.50`; worked out on digits, never on fractions. */
export function yuanOf(amountFen: number): string {
  const sign = amountFen < 0 ? "-" : "";
  const digits = String(Math.abs(amountFen)).padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * The 分 of an amount written in yuan with two decimals at most, thousands separated or not; `null` for anything else.
 * Digits are moved, not multiplied: 0.29 × 100 is 28.999999999999996.
 */
export function parseYuan(text: string): number | null {
  const match = AMOUNT_IN_YUAN.exec(text.replaceAll(/(?<=\d)[,，](?=\d{3}(?!\d))/g, ""));
  if (match === null) return null;
  const [, yuan = "", decimals = ""] = match;
  const amountFen = Number(yuan + decimals.padEnd(2, "0"));
  return Number.isSafeInteger(amountFen) ? amountFen : null;
}
