import { type TNever, type TSchema, Type } from "typebox";

/*
 * What bodies and query strings may hold, as TypeBox schemas. Keywords of ours say how a fault is named:
 * `code` is the error code of a value and of all inside it; `codePrefix` makes the codes of an object's fields out of
 * their names; `missingCode` is the code of a required field that is absent. `expected` describes the wanted type, `invalid` says what is
 * wrong with a text that does not match its pattern.
 */
export const SCHEMA_KEYWORDS = ["code", "codePrefix", "missingCode", "expected", "invalid"];

/** A whole number that is not negative. */
export const CountSchema = Type.Integer({ minimum: 0, expected: "a positive integer" });

/** A number from 0 to 1. */
export const FractionSchema = Type.Number({ minimum: 0, maximum: 1 });

export const NamesSchema = Type.Array(Type.String());

/** The id of a document. */
export const IdSchema = Type.Unsafe<string | number>({
  type: ["string", "integer"],
  expected: "a string or an integer",
});

/** Parameters that exist in Meilisearch and are not served here: each is refused by its name, never ignored. */
export function refused<Name extends string>(...names: Name[]): Record<Name, TNever> {
  return Object.fromEntries(names.map((name) => [name, Type.Never()])) as Record<Name, TNever>;
}

/** A whole number in a query string. */
export const CountTextSchema = Type.String({ pattern: "^\\d{1,15}$", expected: "a positive integer" });

/** An object of which every field may be left out, and no other be given. */
export function fields<T extends Record<string, TSchema>>(properties: T, options: object = {}) {
  return Type.Partial(Type.Object(properties), { ...options, additionalProperties: false });
}

/** The items of a comma-separated list in a query string, or undefined where it is absent or `*`. */
export function parseList(text: string | undefined): string[] | undefined {
  return text === undefined || text === "*" ? undefined : text.split(",").filter((item) => item !== "");
}
