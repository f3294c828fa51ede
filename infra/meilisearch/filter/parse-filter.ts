import { MeilisearchError } from "../errors.ts";
import type { Comparison, Filter } from "./filter.ts";

/** As deep as Meilisearch lets filters nest. */
const MAX_DEPTH = 2000;
/** Each level of the real parser's recursion counts: or, and, not, primary. Ours stops well before the stack does. */
const MAX_PARSER_DEPTH = 500;
const KEYWORDS = new Set([
  "NOT",
  "AND",
  "OR",
  "IN",
  "NOT IN",
  "EXISTS",
  "IS",
  "NULL",
  "EMPTY",
  "TO",
  "CONTAINS",
  "STARTS",
  "WITH",
  "_geoRadius",
  "_geoBoundingBox",
  "_geoPolygon",
  "_vectors",
  "_foreign",
]);
const REFUSED = new Set(["_geoRadius", "_geoBoundingBox", "_geoPolygon", "_vectors", "_foreign"]);
const OPERATIONS =
  "`=`, `!=`, `>=`, `>`, `<=`, `<`, `IN`, `NOT IN`, `TO`, `EXISTS`, `NOT EXISTS`, `IS NULL`, `IS NOT NULL`, `IS EMPTY`, `IS NOT EMPTY`, `CONTAINS`, `NOT CONTAINS`, `STARTS WITH`, `NOT STARTS WITH`, `_geoRadius`, `_geoBoundingBox` or `_geoPolygon`";
const WORD = /[\p{L}\p{N}_.-]+/uy;
const SPACES = /\s*/uy;
const OPERATOR = /<=|>=|!=|<|>|=/y;

/**
 * Parses the `filter` parameter: an expression, or an array whose items must all hold and whose inner arrays hold
 * where one item does. Undefined where it asks for nothing.
 */
export function parseFilterParameter(value: unknown, code: string): Filter | undefined {
  if (typeof value === "string") return parseFilter(value, code);
  if (!Array.isArray(value)) throw wrongExpression(value, "String, Array", code);
  return combine(
    "and",
    value.map((item) => {
      if (typeof item === "string") return parseFilter(item, code);
      if (!Array.isArray(item)) throw wrongExpression(item, "String, [String]", code);
      return combine(
        "or",
        item.map((inner) => {
          if (typeof inner !== "string") throw wrongExpression(inner, "String", code);
          return parseFilter(inner, code);
        }),
      );
    }),
  );
}

function combine(kind: "and" | "or", filters: (Filter | undefined)[]): Filter | undefined {
  const of = filters.filter((filter) => filter !== undefined);
  if (of.length > MAX_DEPTH) {
    throw new MeilisearchError(
      "invalid_search_filter",
      `Too many filter conditions, can't process more than ${MAX_DEPTH} filters.`,
    );
  }
  return of.length <= 1 ? of[0] : { kind, of };
}

function wrongExpression(value: unknown, expected: string, code: string): MeilisearchError {
  const shown = JSON.stringify(value) ?? "undefined";
  return new MeilisearchError(
    code,
    `Invalid syntax for the filter parameter: \`expected ${expected}, found: ${shown.slice(0, 200)}\`.`,
  );
}

/** Parses one filter expression; the error carries the given code and points at the place. */
function parseFilter(text: string, code: string): Filter | undefined {
  if (text.trim() === "") return undefined;
  return new FilterParser(text, code).parse();
}

class FilterParser {
  readonly #text: string;
  readonly #code: string;
  #at = 0;

  constructor(text: string, code: string) {
    this.#text = text;
    this.#code = code;
  }

  parse(): Filter {
    const filter = this.#or(0);
    this.#skipSpaces();
    if (this.#at < this.#text.length) {
      const rest = this.#text.slice(this.#at);
      throw this.#error(
        `Found unexpected characters at the end of the filter: \`${rest}\`. You probably forgot an \`OR\` or an \`AND\` rule.`,
        this.#at,
        rest.length,
      );
    }
    return filter;
  }

  #or(depth: number): Filter {
    if (depth > MAX_PARSER_DEPTH) {
      throw this.#error(
        "The filter exceeded the maximum depth limit. Try rewriting the filter so that it contains fewer nested conditions.",
        this.#at,
        0,
      );
    }
    const of = [this.#and(depth)];
    while (this.#takeWord("OR")) of.push(this.#and(depth));
    return of.length === 1 ? of[0]! : { kind: "or", of };
  }

  #and(depth: number): Filter {
    const of = [this.#not(depth)];
    while (this.#takeWord("AND")) of.push(this.#not(depth));
    return of.length === 1 ? of[0]! : { kind: "and", of };
  }

  #not(depth: number): Filter {
    let isNegated = false;
    while (this.#takeWord("NOT")) isNegated = !isNegated;
    const filter = this.#primary(depth);
    return isNegated ? { kind: "not", of: filter } : filter;
  }

  #primary(depth: number): Filter {
    this.#skipSpaces();
    if (this.#text[this.#at] !== "(") return this.#condition();
    const start = this.#at;
    this.#at++;
    const filter = this.#or(depth + 1);
    this.#skipSpaces();
    if (this.#text[this.#at] !== ")") {
      const open = this.#text.slice(start);
      throw this.#error(
        `Expression \`${open}\` is missing the following closing delimiter: \`)\`.`,
        start,
        open.length,
      );
    }
    this.#at++;
    return filter;
  }

  #condition(): Filter {
    this.#skipSpaces();
    const start = this.#at;
    const word = this.#peekWord();
    if (word !== undefined && REFUSED.has(word)) {
      throw this.#error(
        `\`${word}\` is not supported by the embedded server, found in \`${this.#text.slice(start)}\`.`,
        start,
        word.length,
      );
    }
    const attribute = this.#value();
    this.#skipSpaces();
    const operator = this.#take(OPERATOR);
    if (operator !== undefined) {
      return { kind: "compare", attribute, operator: operator as Comparison, value: this.#value() };
    }
    const isNegated = this.#takeWord("NOT");
    const negate = (filter: Filter): Filter => (isNegated ? { kind: "not", of: filter } : filter);
    if (this.#takeWord("EXISTS")) return negate({ kind: "exists", attribute });
    if (this.#takeWord("IN")) return negate({ kind: "in", attribute, values: this.#valueList() });
    if (this.#peekWord() === "CONTAINS") {
      throw this.#error(
        "Using `CONTAINS` in a filter requires enabling the `containsFilter` experimental feature, which the embedded server does not have.",
        this.#at,
        "CONTAINS".length,
      );
    }
    if (this.#takeWord("STARTS")) {
      if (!this.#takeWord("WITH")) throw this.#invalidPrimary(start);
      return negate({ kind: "startsWith", attribute, value: this.#value() });
    }
    if (isNegated) throw this.#invalidPrimary(start);
    if (this.#takeWord("IS")) {
      const isNot = this.#takeWord("NOT");
      const kind = this.#takeWord("NULL") ? "null" : this.#takeWord("EMPTY") ? "empty" : undefined;
      if (!kind) throw this.#invalidPrimary(start);
      return isNot ? { kind: "not", of: { kind, attribute } } : { kind, attribute };
    }
    return this.#between(attribute, start);
  }

  #between(attribute: string, start: number): Filter {
    this.#skipSpaces();
    const next = this.#text[this.#at];
    const word = this.#peekWord();
    const isValue = next === '"' || next === "'" || (word !== undefined && !KEYWORDS.has(word));
    if (!isValue) throw this.#invalidPrimary(start);
    const from = this.#value();
    if (!this.#takeWord("TO")) throw this.#invalidPrimary(start);
    return { kind: "between", attribute, from, to: this.#value() };
  }

  #valueList(): string[] {
    this.#skipSpaces();
    if (this.#text[this.#at] !== "[") {
      throw this.#error("Expected `[` after `IN` keyword.", this.#at, this.#text.length - this.#at);
    }
    this.#at++;
    const values: string[] = [];
    for (;;) {
      this.#skipSpaces();
      const next = this.#text[this.#at];
      if (next === "]") {
        this.#at++;
        return values;
      }
      if (next === undefined) {
        throw this.#error("Expected matching `]` after the list of field names given to `IN[`", this.#at, 0);
      }
      const start = this.#at;
      try {
        values.push(this.#value());
      } catch {
        const rest = this.#text.slice(start);
        throw this.#error(
          `Expected only comma-separated field names inside \`IN[..]\` but instead found \`${rest}\`.`,
          start,
          rest.length,
        );
      }
      this.#skipSpaces();
      if (this.#text[this.#at] === ",") this.#at++;
      else if (this.#text[this.#at] !== "]" && this.#text[this.#at] !== undefined) {
        const rest = this.#text.slice(this.#at);
        throw this.#error(
          `Expected only comma-separated field names inside \`IN[..]\` but instead found \`${rest}\`.`,
          this.#at,
          rest.length,
        );
      }
    }
  }

  /** A word, or a text in single or double quotes in which `\` escapes. */
  #value(): string {
    this.#skipSpaces();
    const start = this.#at;
    const quote = this.#text[start];
    if (quote === '"' || quote === "'") return this.#quoted(quote);
    const word = this.#peekWord();
    if (word === undefined) {
      const rest = /^[^\s()=<>!]*/.exec(this.#text.slice(start))![0];
      if (rest.trim() === "") {
        const nothing = this.#text.length - start === 0;
        throw this.#error("Was expecting a value but instead got nothing.", start, nothing ? 0 : rest.length);
      }
      throw this.#error(`Was expecting a value but instead got \`${rest}\`.`, start, rest.length);
    }
    if (KEYWORDS.has(word)) {
      throw this.#error(
        `Was expecting a value but instead got \`${word}\`, which is a reserved keyword. To use \`${word}\` as a field name or a value, surround it by quotes.`,
        start,
        word.length,
      );
    }
    this.#at = start + word.length;
    return word;
  }

  #quoted(quote: string): string {
    const start = this.#at;
    let value = "";
    for (let i = start + 1; i < this.#text.length; i++) {
      const character = this.#text[i]!;
      if (character === quote) {
        this.#at = i + 1;
        return value;
      }
      if (character === "\\" && i + 1 < this.#text.length) value += escapedCharacter(this.#text[++i]!);
      else value += character;
    }
    const open = this.#text.slice(start);
    throw this.#error(
      `Expression \`${open}\` is missing the following closing delimiter: \`${quote}\`.`,
      start,
      open.length,
    );
  }

  #peekWord(): string | undefined {
    this.#skipSpaces();
    WORD.lastIndex = this.#at;
    return WORD.exec(this.#text)?.[0];
  }

  #takeWord(word: string): boolean {
    if (this.#peekWord() !== word) return false;
    this.#at += word.length;
    return true;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text)?.[0];
    if (match !== undefined) this.#at += match.length;
    return match;
  }

  #skipSpaces(): void {
    this.#take(SPACES);
  }

  #invalidPrimary(start: number): MeilisearchError {
    const rest = this.#text.slice(start);
    const where = rest.trim() === "" ? "but instead got nothing." : `at \`${rest}\`.`;
    return this.#error(`Was expecting an operation ${OPERATIONS} ${where}`, start, rest.length);
  }

  /** Columns count characters from 1, as in the real server's second line. */
  #error(message: string, at: number, length: number): MeilisearchError {
    const column = [...this.#text.slice(0, at)].length + 1;
    const width = [...this.#text.slice(at, at + length)].length;
    return new MeilisearchError(this.#code, `${message}\n${column}:${column + width} ${this.#text}`);
  }
}

function escapedCharacter(character: string): string {
  if (character === "n") return "\n";
  if (character === "t") return "\t";
  if (character === "r") return "\r";
  return character;
}
