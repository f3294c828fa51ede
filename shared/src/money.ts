import { Type } from "typebox";

/** The largest amount the market takes: 1,000 billion yuan in 分. Sums of many stay far below 2^53. */
const MAX_AMOUNT_FEN = 100_000_000_000_000;

/** An amount of money: a whole number of 分 (1/100 yuan), never negative. */
export const FenSchema = Type.Integer({ minimum: 0, maximum: MAX_AMOUNT_FEN });

/** An amount, or `null` for 面议 (to be agreed): unknown, which is not zero. */
export const NullableFenSchema = Type.Unsafe<number | null>({
  type: ["integer", "null"],
  minimum: 0,
  maximum: MAX_AMOUNT_FEN,
});
