import { Decimal128, Double, Int32, Long } from "bson";
import { isWrittenAsInt32 } from "../bson/codec.ts";
import { type DecimalParts, decimalParts } from "../bson/decimal.ts";
import { ensure } from "../errors.ts";

const INT64_MAX = 2n ** 63n - 1n;

function isDouble(value: unknown): boolean {
  return value instanceof Double || (typeof value === "number" && !isWrittenAsInt32(value));
}

function toBigInt(value: unknown): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(Number(value));
}

/** A double keeps its type even when its value is whole. */
function double(value: number): number | Double {
  return isWrittenAsInt32(value) ? new Double(value) : value;
}

function integer(value: bigint): number | Long {
  ensure(value <= INT64_MAX && value >= -INT64_MAX - 1n, "BadValue", "the result overflows a long");
  const number = Number(value);
  return isWrittenAsInt32(number) ? number : Long.fromBigInt(value);
}

function decimal(
  left: unknown,
  right: unknown,
  combine: (left: DecimalParts, right: DecimalParts) => DecimalParts,
): Decimal128 {
  const [first, second] = [decimalParts(String(left)), decimalParts(String(right))];
  if (!first || !second) return Decimal128.fromString("NaN");
  const { coefficient, exponent } = combine(first, second);
  return Decimal128.fromStringWithRounding(`${coefficient}E${exponent}`);
}

/** Sum in the wider of the two types, as the server widens: int, long, double, decimal. */
export function add(left: unknown, right: unknown): unknown {
  if (left instanceof Decimal128 || right instanceof Decimal128) {
    return decimal(left, right, (a, b) => {
      const exponent = Math.min(a.exponent, b.exponent);
      const aligned = (part: DecimalParts) => part.coefficient * 10n ** BigInt(part.exponent - exponent);
      return { coefficient: aligned(a) + aligned(b), exponent };
    });
  }
  if (isDouble(left) || isDouble(right)) return double(Number(left) + Number(right));
  return widen(left, right, integer(toBigInt(left) + toBigInt(right)));
}

export function multiply(left: unknown, right: unknown): unknown {
  if (left instanceof Decimal128 || right instanceof Decimal128) {
    return decimal(left, right, (a, b) => ({
      coefficient: a.coefficient * b.coefficient,
      exponent: a.exponent + b.exponent,
    }));
  }
  if (isDouble(left) || isDouble(right)) return double(Number(left) * Number(right));
  return widen(left, right, integer(toBigInt(left) * toBigInt(right)));
}

function widen(left: unknown, right: unknown, result: number | Long): number | Long {
  const isLong = left instanceof Long || right instanceof Long;
  return isLong && typeof result === "number" ? Long.fromNumber(result) : result;
}

/** A zero of the operand's own type, for `$mul` on a missing field. */
export function zeroLike(operand: unknown): unknown {
  return operand instanceof Int32 ? 0 : multiply(operand, 0);
}

export function bitwise(value: unknown, operation: string, operand: unknown): unknown {
  const [left, right] = [toBigInt(value), toBigInt(operand)];
  const result = operation === "and" ? left & right : operation === "or" ? left | right : left ^ right;
  return widen(value, operand, integer(result));
}
