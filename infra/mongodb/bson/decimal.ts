/** A number as `coefficient` times ten to the `exponent`, exactly. */
export interface DecimalParts {
  coefficient: bigint;
  exponent: number;
}

/** Reads what a number or a Decimal128 prints as; null for NaN and the infinities. */
export function decimalParts(text: string): DecimalParts | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/i.exec(text);
  if (!match) return null;
  const [, sign, whole, fraction = "", exponent = "0"] = match;
  return { coefficient: BigInt(`${sign}${whole}${fraction}`), exponent: Number(exponent) - fraction.length };
}
