import { MeilisearchError, quoteNames } from "../errors.ts";
import { isObject, type JsonObject } from "./read-json.ts";

/** Reads one value at a path of the body, or throws an error with the given code that names the path. */
export type Reader<T> = (value: unknown, path: string, code: string) => T;

/** The fields an object may have, each with its reader. */
export type Fields<T> = { [K in keyof T]-?: Reader<Exclude<T[K], undefined>> };

/** Meilisearch names its error codes after the fields: `invalid_search_` + `crop_length`. */
export function prefixed(prefix: string): (name: string) => string {
  return (name) => prefix + name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A reader whose errors carry another code than the field's name says. */
export function withCode<T>(code: string, read: Reader<T>): Reader<T> {
  return (value, path) => read(value, path, code);
}

/** Reads an object field by field. A null counts as absent; an unknown field is refused. */
export function readObject<T>(
  value: unknown,
  path: string,
  fields: Fields<T>,
  codeOf: (name: string) => string,
  code = "bad_request",
): T {
  if (!isObject(value)) throw wrongType(value, path, "an object", code);
  const result: Partial<T> = {};
  for (const [name, entry] of Object.entries(value)) {
    const read = Object.hasOwn(fields, name) ? fields[name as keyof T] : undefined;
    if (read === undefined) {
      const where = path === "" ? "" : ` inside \`${path}\``;
      throw new MeilisearchError(
        code,
        `Unknown field \`${name}\`${where}: expected one of ${quoteNames(Object.keys(fields))}`,
      );
    }
    if (entry !== null) result[name as keyof T] = read(entry, `${path}.${name}`, codeOf(name));
  }
  return result as T;
}

/** Reads an object inside another, whose errors all carry the outer field's code. */
export function readInner<T>(fields: Fields<T>): Reader<T> {
  return (value, path, code) => readObject<T>(value, path, fields, () => code, code);
}

export const readString: Reader<string> = (value, path, code) => {
  if (typeof value !== "string") throw wrongType(value, path, "a string", code);
  return value;
};

export const readBoolean: Reader<boolean> = (value, path, code) => {
  if (typeof value !== "boolean") throw wrongType(value, path, "a boolean", code);
  return value;
};

/** A whole number that is not negative. */
export const readCount: Reader<number> = (value, path, code) => {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0) {
    throw wrongType(value, path, "a positive integer", code);
  }
  return value;
};

export const readNumber: Reader<number> = (value, path, code) => {
  if (typeof value !== "number") throw wrongType(value, path, "a number", code);
  return value;
};

export function readArray<T>(readItem: Reader<T>): Reader<T[]> {
  return (value, path, code) => {
    if (!Array.isArray(value)) throw wrongType(value, path, "an array", code);
    return value.map((item, index) => readItem(item, `${path}[${index}]`, code));
  };
}

export const readStrings = readArray(readString);

/** A number from 0 to 1, such as `semanticRatio`. */
export function readFraction(name: string): Reader<number> {
  return (value, path, code) => {
    const number = readNumber(value, path, code);
    if (number < 0 || number > 1) {
      throw new MeilisearchError(
        code,
        `Invalid value at \`${path}\`: the value of \`${name}\` is invalid, expected a float between \`0.0\` and \`1.0\`.`,
      );
    }
    return number;
  };
}

export function readOneOf<T extends string>(...accepted: T[]): Reader<T> {
  return (value, path, code) => {
    const text = readString(value, path, code);
    if (!(accepted as string[]).includes(text)) {
      throw new MeilisearchError(
        code,
        `Unknown value \`${text}\` at \`${path}\`: expected one of ${quoteNames(accepted)}`,
      );
    }
    return text as T;
  };
}

/** For a parameter that exists in Meilisearch and is not served here: it is refused by name, never ignored. */
export const refuse: Reader<never> = (_value, path, code) => {
  throw new MeilisearchError(code, `\`${path}\` is not supported by the embedded server.`);
};

export function wrongType(value: unknown, path: string, expected: string, code: string): MeilisearchError {
  return new MeilisearchError(
    code,
    `Invalid value type at \`${path}\`: expected ${expected}, but found ${describe(value)}`,
  );
}

function describe(value: unknown): string {
  const shown = JSON.stringify(value) ?? "undefined";
  const short = shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
  if (value === null) return "null";
  if (Array.isArray(value)) return `an array: \`${short}\``;
  if (typeof value === "object") return `an object: \`${short}\``;
  if (typeof value === "number") {
    if (!Number.isInteger(value)) return `a number: \`${short}\``;
    return value < 0 ? `a negative integer: \`${short}\`` : `a positive integer: \`${short}\``;
  }
  return `a ${typeof value}: \`${short}\``;
}

/** The query string of a call: every name must be known, every value is text. */
export function readQuery<T extends string>(
  query: unknown,
  accepted: readonly T[],
): Partial<Record<T, string>> {
  const result: Partial<Record<T, string>> = {};
  for (const [name, value] of Object.entries(query as JsonObject)) {
    if (!accepted.includes(name as T)) {
      throw new MeilisearchError(
        "bad_request",
        `Unknown parameter \`${name}\`: expected one of ${quoteNames(accepted)}`,
      );
    }
    result[name as T] = Array.isArray(value) ? value.join(",") : String(value);
  }
  return result;
}

/** A whole number in a query string, or the fallback where it is not given. */
export function parseCount(text: string | undefined, fallback: number, name: string, code: string): number {
  if (text === undefined || text === "") return fallback;
  if (!/^\d{1,15}$/.test(text)) {
    throw new MeilisearchError(
      code,
      `Invalid value in parameter \`${name}\`: could not parse \`${text}\` as a positive integer`,
    );
  }
  return Number(text);
}

export function parseBoolean(text: string | undefined, name: string, code: string): boolean {
  if (text === undefined || text === "false") return false;
  if (text === "true") return true;
  throw new MeilisearchError(
    code,
    `Invalid value in parameter \`${name}\`: could not parse \`${text}\` as a boolean, expected either \`true\` or \`false\``,
  );
}

/** A comma-separated list, or undefined where the parameter is absent or `*`. */
export function parseList(text: string | undefined): string[] | undefined {
  if (text === undefined || text === "*") return undefined;
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
