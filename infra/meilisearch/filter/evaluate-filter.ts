import { MeilisearchError } from "../errors.ts";
import { type FieldEntry, foldValue } from "../index/field-values.ts";
import type { LiveIndex } from "../index/live-index.ts";
import { availableFilterables, covers } from "../settings/settings.ts";
import { type Comparison, type Condition, conditionsOf, type Filter, printFilter, quote } from "./filter.ts";
import { parseFilterParameter } from "./parse-filter.ts";

/** The documents the `filter` parameter lets in, by docid: 1 or 0. */
export function filterDocuments(index: LiveIndex, parameter: unknown, code: string): Uint8Array {
  const filter = parameter === undefined ? undefined : parseFilterParameter(parameter, code);
  if (!filter) return complement(index, new Uint8Array(index.docidCount));
  for (const condition of conditionsOf(filter)) checkFilterable(index, condition, filter, code);
  return evaluate(index, filter);
}

function evaluate(index: LiveIndex, filter: Filter): Uint8Array {
  switch (filter.kind) {
    case "not":
      return complement(index, evaluate(index, filter.of));
    case "and":
    case "or": {
      const accepted = evaluate(index, filter.of[0]!);
      for (const part of filter.of.slice(1)) {
        const other = evaluate(index, part);
        for (let docid = 0; docid < accepted.length; docid++) {
          if (filter.kind === "and") accepted[docid]! &= other[docid]!;
          else accepted[docid]! |= other[docid]!;
        }
      }
      return accepted;
    }
    default:
      return evaluateCondition(index, filter);
  }
}

function evaluateCondition(index: LiveIndex, condition: Condition): Uint8Array {
  if (condition.kind === "compare" && condition.operator === "!=") {
    return complement(index, evaluateCondition(index, { ...condition, operator: "=" }));
  }
  const accepts = acceptor(condition);
  const accepted = new Uint8Array(index.docidCount);
  for (const docid of index.allDocids()) {
    const entry = index.fields.get(condition.attribute, docid);
    if (entry && accepts(entry)) accepted[docid] = 1;
  }
  return accepted;
}

function complement(index: LiveIndex, accepted: Uint8Array): Uint8Array {
  for (let docid = 0; docid < accepted.length; docid++) {
    accepted[docid] = accepted[docid] === 0 && index.isLive(docid) ? 1 : 0;
  }
  return accepted;
}

/** Numbers compare with numbers, texts with texts, folded; a value that reads as a number is tried as both. */
function acceptor(condition: Condition): (entry: FieldEntry) => boolean {
  switch (condition.kind) {
    case "exists":
      return () => true;
    case "null":
      return (entry) => entry.isNull;
    case "in": {
      const texts = new Set(condition.values.map(foldValue));
      const numbers = new Set(condition.values.map(parseNumber).filter((value) => value !== undefined));
      return (entry) =>
        entry.folded.some((text) => texts.has(text)) || entry.numbers.some((number) => numbers.has(number));
    }
    case "between": {
      const atLeast = comparer(">=", condition.from);
      const atMost = comparer("<=", condition.to);
      return (entry) =>
        entry.numbers.some((number) => atLeast.number(number) && atMost.number(number)) ||
        entry.folded.some((text) => atLeast.text(text) && atMost.text(text));
    }
    case "compare": {
      const compare = comparer(condition.operator, condition.value);
      return (entry) => entry.numbers.some(compare.number) || entry.folded.some(compare.text);
    }
  }
}

function comparer(
  operator: Comparison,
  value: string,
): { number(this: void, candidate: number): boolean; text(this: void, candidate: string): boolean } {
  const text = foldValue(value);
  const number = parseNumber(value);
  const holds = <T extends number | string>(candidate: T, bound: T): boolean => {
    switch (operator) {
      case "=":
        return candidate === bound;
      case "!=":
        return candidate !== bound;
      case ">":
        return candidate > bound;
      case ">=":
        return candidate >= bound;
      case "<":
        return candidate < bound;
      case "<=":
        return candidate <= bound;
    }
  };
  return {
    number: (candidate) => number !== undefined && holds(candidate, number),
    text: (candidate) => holds(candidate, text),
  };
}

function parseNumber(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

function checkFilterable(index: LiveIndex, { attribute }: Condition, whole: Filter, code: string): void {
  if (covers(index.settings.filterableAttributes, attribute)) return;
  const printed = printFilter(whole);
  const column = [...printed.slice(0, printed.indexOf(quote(attribute)))].length + 2;
  throw new MeilisearchError(
    code,
    `Index \`${index.record.uid}\`: Attribute \`${attribute}\` is not filterable. ${availableFilterables(index.settings)}\n${column}:${column + [...attribute].length} ${printed}`,
  );
}
