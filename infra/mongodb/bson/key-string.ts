import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from "bson";
import { type DecimalParts, decimalParts } from "./decimal.ts";

/** The server's canonical order of types; numbers compare with each other whatever their type. */
const RANK = {
  minKey: 1,
  emptyArray: 2,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  code: 60,
  maxKey: 127,
} as const;

/** What an index stores for an empty array: below null, equal to nothing a query can name. */
export const EMPTY_ARRAY_KEY = Buffer.from([RANK.emptyArray]);

export function typeRank(value: unknown): number {
  switch (typeof value) {
    case "undefined":
      return RANK.null;
    case "string":
      return RANK.string;
    case "number":
    case "bigint":
      return RANK.number;
    case "boolean":
      return RANK.boolean;
  }
  if (value === null) return RANK.null;
  if (Array.isArray(value)) return RANK.array;
  if (value instanceof ObjectId) return RANK.objectId;
  if (value instanceof Date) return RANK.date;
  // Timestamp extends Long, so it is asked for first.
  if (value instanceof Timestamp) return RANK.timestamp;
  if (
    value instanceof Long ||
    value instanceof Decimal128 ||
    value instanceof Double ||
    value instanceof Int32
  ) {
    return RANK.number;
  }
  if (value instanceof Binary || value instanceof Uint8Array) return RANK.binary;
  if (value instanceof BSONRegExp || value instanceof RegExp) return RANK.regex;
  if (value instanceof MinKey) return RANK.minKey;
  if (value instanceof MaxKey) return RANK.maxKey;
  if (value instanceof Code) return RANK.code;
  return RANK.object;
}

let scratch = Buffer.allocUnsafe(4096);
let used = 0;

function reserve(size: number): void {
  if (used + size <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, used + size));
  scratch.copy(larger, 0, 0, used);
  scratch = larger;
}

function writeByte(byte: number): void {
  reserve(1);
  scratch[used++] = byte;
}

function writeBytes(bytes: Uint8Array): void {
  reserve(bytes.length);
  scratch.set(bytes, used);
  used += bytes.length;
}

/** NUL-terminated; a NUL inside becomes 00 FF, which still sorts after the end of a shorter string. */
function writeText(text: string): void {
  const bytes = Buffer.byteLength(text);
  reserve(bytes * 2 + 2);
  const start = used;
  used += scratch.write(text, used, "utf8");
  if (text.includes("\0")) {
    const raw = Buffer.from(scratch.subarray(start, used));
    used = start;
    for (const byte of raw) {
      scratch[used++] = byte;
      if (byte === 0) scratch[used++] = 0xff;
    }
    reserve(1);
  }
  scratch[used++] = 0;
}

function writeInt64(value: bigint): void {
  reserve(8);
  scratch.writeBigUInt64BE(BigInt.asUintN(64, value) ^ 0x8000000000000000n, used);
  used += 8;
}

/** The value as a double in byte order, then how far the exact value lies from that double. */
function writeNumber(approximate: number, residual: bigint): void {
  reserve(9);
  if (Number.isNaN(approximate)) {
    scratch.fill(0, used, used + 8);
  } else {
    scratch.writeDoubleBE(approximate === 0 ? 0 : approximate, used);
    if (scratch[used]! & 0x80) for (let i = used; i < used + 8; i++) scratch[i] = ~scratch[i]!;
    else scratch[used]! |= 0x80;
  }
  used += 8;
  scratch[used++] = residual === 0n ? 0x20 : residual < 0n ? 0x10 : 0x30;
  if (residual !== 0n) {
    writeByte(Number(BigInt.asUintN(8, residual >> 64n)) ^ 0x80);
    writeBytes(wide(BigInt.asUintN(64, residual)));
  }
}

function wide(value: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

/** Distance from a decimal to the double nearest to it, in units far below that double's precision. */
function decimalResidual(text: string, nearest: number): bigint {
  const exact = decimalParts(text);
  const base = decimalParts(String(nearest));
  if (!exact || !base || nearest === 0) return 0n;
  const unit = Math.floor(Math.log10(Math.abs(nearest))) - 36;
  const scaled = ({ coefficient, exponent }: DecimalParts) => {
    const shift = exponent - unit;
    return shift >= 0 ? coefficient * 10n ** BigInt(shift) : coefficient / 10n ** BigInt(-shift);
  };
  return scaled(exact) - scaled(base);
}

function writeValue(value: unknown): void {
  const rank = typeRank(value);
  writeByte(rank);
  switch (rank) {
    case RANK.number:
      if (typeof value === "number") writeNumber(value, 0n);
      else if (value instanceof Double || value instanceof Int32) writeNumber(value.value, 0n);
      else if (value instanceof Decimal128) {
        const text = value.toString();
        writeNumber(Number(text), decimalResidual(text, Number(text)));
      } else {
        const integer = typeof value === "bigint" ? value : (value as Long).toBigInt();
        writeNumber(Number(integer), integer - BigInt(Number(integer)));
      }
      return;
    case RANK.string:
      writeText(value as string);
      return;
    case RANK.object:
      for (const [name, field] of Object.entries(value as object)) {
        if (field === undefined) continue;
        writeByte(typeRank(field));
        writeText(name);
        writeValue(field);
      }
      writeByte(0);
      return;
    case RANK.array:
      for (const element of value as unknown[]) writeValue(element);
      writeByte(0);
      return;
    case RANK.binary: {
      const bytes =
        value instanceof Binary ? value.buffer.subarray(0, value.position) : (value as Uint8Array);
      reserve(5);
      used = scratch.writeUInt32BE(bytes.length, used);
      scratch[used++] = value instanceof Binary ? value.sub_type : 0;
      writeBytes(bytes);
      return;
    }
    case RANK.objectId:
      writeBytes((value as ObjectId).id);
      return;
    case RANK.boolean:
      writeByte(value ? 1 : 0);
      return;
    case RANK.date:
      writeInt64(BigInt((value as Date).getTime() || 0));
      return;
    case RANK.timestamp:
      writeBytes(wide(BigInt.asUintN(64, (value as Timestamp).toBigInt())));
      return;
    case RANK.regex:
      writeText(value instanceof RegExp ? value.source : (value as BSONRegExp).pattern);
      writeText(value instanceof RegExp ? value.flags : (value as BSONRegExp).options);
      return;
    case RANK.code:
      writeText((value as Code).code);
      return;
  }
}

/**
 * A value as bytes whose plain byte order is the server's comparison order, across types. No encoding is the
 * beginning of another, so encodings can be joined (compound keys) and inverted (descending keys).
 */
export function encodeKey(value: unknown): Buffer {
  used = 0;
  writeValue(value);
  return Buffer.from(scratch.subarray(0, used));
}

export function invertKey(key: Buffer): Buffer {
  const inverted = Buffer.allocUnsafe(key.length);
  for (let i = 0; i < key.length; i++) inverted[i] = ~key[i]!;
  return inverted;
}

export function compareValues(left: unknown, right: unknown): number {
  if (left === right) return 0;
  if (typeof left === "number" && typeof right === "number") {
    if (left < right) return -1;
    if (left > right) return 1;
  }
  if (left instanceof Date && right instanceof Date) return Math.sign(left.getTime() - right.getTime());
  const byType = typeRank(left) - typeRank(right);
  return byType === 0 ? Buffer.compare(encodeKey(left), encodeKey(right)) : Math.sign(byType);
}

export function isSameValue(left: unknown, right: unknown): boolean {
  if (typeof left === "string" || typeof right === "string") return left === right;
  return compareValues(left, right) === 0;
}
