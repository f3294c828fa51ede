import type { Document } from "bson";
import { ensure, ServerError } from "../errors.ts";
import { compareValues } from "./key-string.ts";

/** Orders two values; 0 where they count as equal. */
export type Compare = (left: unknown, right: unknown) => number;

const SENSITIVITY = { 1: "base", 2: "accent", 3: "variant" } as const;

/** The order of a collation, by ICU as in the server; undefined for the plain order of bytes, which indexes have. */
export function compileCollation(given: Document | undefined): Compare | undefined {
  if (given === undefined || given.locale === "simple") return undefined;
  const { locale, strength = 3, caseLevel, caseFirst, numericOrdering, alternate, ...others } = given;
  const unknown = Object.keys(others).find((name) => name !== "version" && others[name]);
  const sensitivity = SENSITIVITY[Number(strength) as keyof typeof SENSITIVITY];
  ensure(!unknown && sensitivity, "BadValue", `unsupported in a collation: ${unknown ?? "strength"}`);
  try {
    const { compare } = new Intl.Collator(String(locale).replaceAll("_", "-"), {
      sensitivity: caseLevel && sensitivity === "base" ? "case" : sensitivity,
      numeric: Boolean(numericOrdering),
      caseFirst: caseFirst === "off" ? "false" : caseFirst,
      ignorePunctuation: alternate === "shifted",
    });
    return (left, right) =>
      typeof left === "string" && typeof right === "string"
        ? compare(left, right)
        : compareValues(left, right);
  } catch {
    throw new ServerError("BadValue", `Field 'locale' is invalid in: { locale: "${locale}" }`);
  }
}
