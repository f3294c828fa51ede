import {
  BSONRegExp,
  BSONSymbol,
  calculateObjectSize,
  DBRef,
  type Document,
  Double,
  deserialize,
  Int32,
  Long,
  onDemand,
  serialize,
} from "bson";
import { ServerError } from "../errors.ts";

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 200;

/**
 * Decodes without losing a type: int32 and fractional doubles become numbers, whatever a plain number would
 * write back as another type (a Long, the double 5.0) stays wrapped.
 */
export function decode(bytes: Uint8Array, options: { fieldsAsRaw?: Document } = {}): Document {
  let document: Document;
  try {
    document = deserialize(bytes, { promoteValues: false, bsonRegExp: true, ...options });
  } catch (error) {
    throw new ServerError("InvalidBSON", error instanceof Error ? error.message : String(error));
  }
  return exact(document, 1) as Document;
}

/** Decodes a document's top-level fields of these names, and passes over the others. */
export function decodeFields(bytes: Buffer, names: ReadonlySet<string>): Document {
  if (names.size === 0) return {};
  const parts: Uint8Array[] = [LENGTH];
  for (const [, nameAt, nameLength, valueAt, valueLength] of onDemand.parseToElements(bytes)) {
    if (!names.has(bytes.toString("utf8", nameAt, nameAt + nameLength))) continue;
    parts.push(bytes.subarray(nameAt - 1, valueAt + valueLength));
  }
  const picked = Buffer.concat([...parts, END]);
  picked.writeInt32LE(picked.length);
  return decode(picked);
}

const LENGTH = Buffer.alloc(4);
const END = Buffer.alloc(1);

function exact(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH)
    throw new ServerError("Overflow", `BSONObj exceeds maximum nested object depth: ${MAX_DEPTH}`);
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = exact(value[i], depth + 1);
    return value;
  }
  if (isDocument(value)) {
    for (const key of Object.keys(value)) {
      const field = value[key];
      if (typeof field === "object" && field !== null) value[key] = exact(field, depth + 1);
    }
    return value;
  }
  if (value instanceof Int32) return value.value;
  if (value instanceof Double) return isWrittenAsInt32(value.value) ? value : value.value;
  if (value instanceof BSONSymbol) return value.value;
  // The decoder turns {$ref, $id} into a class of its own; to a query it is a document like any other.
  if (value instanceof DBRef) {
    const { collection, oid, db, fields } = value;
    return exact({ $ref: collection, $id: oid, ...(db === undefined ? {} : { $db: db }), ...fields }, depth);
  }
  return value;
}

export function isWrittenAsInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

/** The same value as expressions compute with it: every number that fits is a number, a regex is a RegExp. */
export function promote(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(promote);
  if (isDocument(value)) {
    const document: Document = {};
    for (const [key, field] of Object.entries(value)) {
      document[key] = typeof field === "object" && field !== null ? promote(field) : field;
    }
    return document;
  }
  if (value instanceof Double) return value.value;
  if (value instanceof Long) {
    const number = value.toNumber();
    return Number.isSafeInteger(number) ? number : value;
  }
  if (value instanceof BSONRegExp) return toRegExp(value.pattern, value.options);
  return value;
}

/** A PCRE pattern as JavaScript's: leading inline flags become flags, `x` drops blanks and comments. */
export function toRegExp(pattern: string, options = ""): RegExp {
  let source = pattern;
  let flags = options;
  const inline = /^\(\?([imsx]+)\)/.exec(source);
  if (inline) {
    source = source.slice(inline[0].length);
    flags += inline[1];
  }
  const unknownFlag = /[^imsxu]/.exec(flags);
  if (unknownFlag) throw new ServerError("Location51108", `invalid flag in regex options: ${unknownFlag[0]}`);
  if (flags.includes("x"))
    source = source.replace(/\\.|\s+|#.*$/gm, (part) => (part[0] === "\\" ? part : ""));
  try {
    return new RegExp(source, [...new Set(flags.replace(/[xu]/g, ""))].join(""));
  } catch (error) {
    throw new ServerError("Location51091", `Regular expression is invalid: ${(error as Error).message}`);
  }
}

/** Encodes a document. Its size is asked for first, because the encoder's buffer ends in silence. */
export function encode(document: Document): Buffer {
  const size = calculateObjectSize(document, { ignoreUndefined: true });
  // Answers may exceed a stored document's limit by this much.
  if (size > MAX_DOCUMENT_BYTES + 16 * 1024) {
    throw new ServerError("BSONObjectTooLarge", `BSONObj size: ${size} is above 16793600 (16MB)`);
  }
  return Buffer.from(serialize(document, { ignoreUndefined: true }));
}

/** An independent copy; values that no operation changes in place (ids, dates, binaries) are shared. */
export function clone<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(clone) as T;
  if (!isDocument(value)) return value;
  // Not by assignment, because a field may be named `__proto__`.
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, clone(field)])) as T;
}

export function isDocument(value: unknown): value is Document {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Whether an encoded document's first field is `_id`. */
export function startsWithId(bytes: Uint8Array): boolean {
  return bytes.length > 9 && bytes[5] === 0x5f && bytes[6] === 0x69 && bytes[7] === 0x64 && bytes[8] === 0;
}
