import { MeilisearchError } from "../errors.ts";
import { type Comparison, conditionsOf, type Filter } from "./filter.ts";
import { type FilterToken, tokenizeFilter } from "./tokenize-filter.ts";

/** As many conditions as Meilisearch lets an array hold; each reads a value of every document. */
const MAX_CONDITIONS = 2000;
/** As deep as parentheses may nest: well before the stack ends. */
const MAX_DEPTH = 500;
const COMPARISONS = ["=", "!=", ">", ">=", "<", "<="];
const KEYWORDS = ["NOT", "AND", "OR", "IN", "EXISTS", "IS", "NULL", "TO"];
const REFUSED = [
  "EMPTY",
  "CONTAINS",
  "STARTS",
  "_geoRadius",
  "_geoBoundingBox",
  "_geoPolygon",
  "_vectors",
  "_foreign",
];
const OPERATIONS = "`=`, `!=`, `>=`, `>`, `<=`, `<`, `IN`, `NOT IN`, `TO`, `EXISTS`, `IS NULL`";

/**
 * Parses the `filter` parameter: an expression, or an array whose items must all hold and whose inner arrays hold
 * where one item does. Undefined where it asks for nothing.
 */
export function parseFilterParameter(value: unknown, code: string): Filter | undefined {
  const filter = combine("and", value, "String, Array", code, (item) =>
    combine("or", item, "String, [String]", code, (inner) => {
      throw wrongExpression(inner, "String", code);
    }),
  );
  if (filter && conditionsOf(filter).length > MAX_CONDITIONS) {
    throw new MeilisearchError(
      code,
      `Too many filter conditions, can't process more than ${MAX_CONDITIONS} filters.`,
    );
  }
  return filter;
}

/** One expression, or an array of which `readItem` reads what is no expression. */
function combine(
  kind: "and" | "or",
  value: unknown,
  expected: string,
  code: string,
  readItem: (item: unknown) => Filter | undefined,
): Filter | undefined {
  if (typeof value === "string")
    return value.trim() === "" ? undefined : new FilterParser(value, code).parse();
  if (!Array.isArray(value)) throw wrongExpression(value, expected, code);
  const of = value
    .map((item) =>
      typeof item === "string" ? combine(kind, item, expected, code, readItem) : readItem(item),
    )
    .filter((filter) => filter !== undefined);
  return of.length <= 1 ? of[0] : { kind, of };
}

function wrongExpression(value: unknown, expected: string, code: string): MeilisearchError {
  const shown = (JSON.stringify(value) ?? "undefined").slice(0, 200);
  return new MeilisearchError(
    code,
    `Invalid syntax for the filter parameter: \`expected ${expected}, found: ${shown}\`.`,
  );
}

/** Parses one expression by recursive descent; an error points at the place. */
class FilterParser {
  readonly #text: string;
  readonly #code: string;
  readonly #tokens: FilterToken[];
  #at = 0;
  #depth = 0;

  constructor(text: string, code: string) {
    this.#text = text;
    this.#code = code;
    const { tokens, rest } = tokenizeFilter(text);
    this.#tokens = [...tokens, { kind: "end", value: "", start: rest }];
  }

  parse(): Filter {
    const filter = this.#or();
    const { start } = this.#next;
    if (start < this.#text.length) {
      throw this.#error(
        `Found unexpected characters at the end of the filter: \`${this.#text.slice(start)}\`. You probably forgot an \`OR\` or an \`AND\` rule.`,
      );
    }
    return filter;
  }

  get #next(): FilterToken {
    return this.#tokens[this.#at]!;
  }

  #or(): Filter {
    const of = [this.#and()];
    while (this.#takeWord("OR")) of.push(this.#and());
    return of.length === 1 ? of[0]! : { kind: "or", of };
  }

  #and(): Filter {
    const of = [this.#not()];
    while (this.#takeWord("AND")) of.push(this.#not());
    return of.length === 1 ? of[0]! : { kind: "and", of };
  }

  #not(): Filter {
    let isNegated = false;
    while (this.#takeWord("NOT")) isNegated = !isNegated;
    const filter = this.#takeSymbol("(") ? this.#group() : this.#condition();
    return isNegated ? { kind: "not", of: filter } : filter;
  }

  #group(): Filter {
    this.#depth++;
    if (this.#depth > MAX_DEPTH) {
      throw this.#error(
        "The filter exceeded the maximum depth limit. Try rewriting the filter so that it contains fewer nested conditions.",
      );
    }
    const filter = this.#or();
    this.#depth--;
    if (!this.#takeSymbol(")")) throw this.#error("An expression is missing the closing delimiter `)`.");
    return filter;
  }

  #condition(): Filter {
    const attribute = this.#value();
    const operator = this.#next;
    if (operator.kind === "symbol" && COMPARISONS.includes(operator.value)) {
      this.#at++;
      return { kind: "compare", attribute, operator: operator.value as Comparison, value: this.#value() };
    }
    const isNegated = this.#takeWord("NOT");
    const negate = (filter: Filter): Filter => (isNegated ? { kind: "not", of: filter } : filter);
    if (this.#takeWord("EXISTS")) return negate({ kind: "exists", attribute });
    if (this.#takeWord("IN")) return negate({ kind: "in", attribute, values: this.#valueList() });
    if (isNegated) throw this.#noOperation();
    if (this.#takeWord("IS")) {
      const isNot = this.#takeWord("NOT");
      if (!this.#takeWord("NULL")) throw this.#noOperation();
      return isNot ? { kind: "not", of: { kind: "null", attribute } } : { kind: "null", attribute };
    }
    if (!this.#isValue()) throw this.#noOperation();
    const from = this.#value();
    if (!this.#takeWord("TO")) throw this.#noOperation();
    return { kind: "between", attribute, from, to: this.#value() };
  }

  #valueList(): string[] {
    if (!this.#takeSymbol("[")) throw this.#error("Expected `[` after `IN` keyword.");
    const values: string[] = [];
    while (!this.#takeSymbol("]")) {
      values.push(this.#value());
      if (this.#takeSymbol(",") || (this.#next.kind === "symbol" && this.#next.value === "]")) continue;
      throw this.#error("Expected only comma-separated values inside `IN[..]`.");
    }
    return values;
  }

  /** A bare word, or a text in quotes. */
  #value(): string {
    const { kind, value } = this.#next;
    if (this.#isValue()) {
      this.#at++;
      return value;
    }
    if (kind === "word" && REFUSED.includes(value)) throw this.#noOperation();
    if (kind === "word") {
      throw this.#error(
        `Was expecting a value but instead got \`${value}\`, which is a reserved keyword. To use \`${value}\` as a field name or a value, surround it by quotes.`,
      );
    }
    const rest = this.#text.slice(this.#next.start);
    throw this.#error(`Was expecting a value but instead got ${rest === "" ? "nothing" : `\`${rest}\``}.`);
  }

  #isValue(): boolean {
    const { kind, value } = this.#next;
    return kind === "text" || (kind === "word" && !KEYWORDS.includes(value) && !REFUSED.includes(value));
  }

  #takeWord(word: string): boolean {
    return this.#take("word", word);
  }

  #takeSymbol(symbol: string): boolean {
    return this.#take("symbol", symbol);
  }

  #take(kind: FilterToken["kind"], value: string): boolean {
    if (this.#next.kind !== kind || this.#next.value !== value) return false;
    this.#at++;
    return true;
  }

  #noOperation(): MeilisearchError {
    const { kind, value, start } = this.#next;
    if (kind === "word" && REFUSED.includes(value)) {
      return this.#error(`\`${value}\` is not supported by the embedded server.`);
    }
    const rest = this.#text.slice(start);
    const where = rest === "" ? "but instead got nothing" : `at \`${rest}\``;
    return this.#error(`Was expecting an operation ${OPERATIONS} ${where}.`);
  }

  /** Points from the token at hand to the end, in characters counted from 1, as the real server's second line. */
  #error(message: string): MeilisearchError {
    const column = [...this.#text.slice(0, this.#next.start)].length + 1;
    const end = [...this.#text].length + 1;
    return new MeilisearchError(this.#code, `${message}\n${column}:${end} ${this.#text}`);
  }
}
