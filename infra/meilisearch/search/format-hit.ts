import { isObject, type JsonObject } from "../request/json.ts";
import { selectFields } from "../storage/read-document.ts";
import { tokenize } from "../text/tokenize.ts";
import { cropBounds } from "./crop-text.ts";
import type { TextMatch, WordMatcher } from "./match-words.ts";
import type { SearchParameters } from "./search-parameters.ts";

interface FieldFormat {
  isHighlighted: boolean;
  cropLength: number | undefined;
}

const DEFAULT_CROP_LENGTH = 10;

/** Highlights and crops hits, as `_formatted`. */
export class HitFormatter {
  readonly #matcher: WordMatcher;
  readonly #formats = new Map<string, FieldFormat>();
  readonly #wanted: string[] | undefined;
  readonly #tags: { pre: string; post: string; marker: string };

  constructor(matcher: WordMatcher, parameters: SearchParameters) {
    const { attributesToRetrieve: retrieved, cropLength = DEFAULT_CROP_LENGTH } = parameters;
    this.#matcher = matcher;
    this.#tags = {
      pre: parameters.highlightPreTag ?? "<em>",
      post: parameters.highlightPostTag ?? "</em>",
      marker: parameters.cropMarker ?? "…",
    };
    for (const name of parameters.attributesToHighlight ?? []) {
      this.#formats.set(name, { isHighlighted: true, cropLength: undefined });
    }
    for (const name of parameters.attributesToCrop ?? []) {
      const isHighlighted = this.#formats.has(name) || this.#formats.has("*");
      this.#formats.set(name, { isHighlighted, cropLength });
    }
    this.#wanted = retrieved && [...retrieved, ...this.#formats.keys()];
  }

  format(document: JsonObject): JsonObject {
    const selected = selectFields(document, this.#wanted);
    return Object.fromEntries(
      Object.entries(selected).map(([name, value]) => {
        const format = this.#formats.get(name) ?? this.#formats.get("*");
        return [name, this.#formatValue(value, format)];
      }),
    );
  }

  #formatValue(value: unknown, format: FieldFormat | undefined): unknown {
    if (typeof value === "string" || typeof value === "number") {
      return format ? this.#formatText(String(value), format) : String(value);
    }
    if (Array.isArray(value)) return value.map((item) => this.#formatValue(item, format));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [name, this.#formatValue(child, format)]),
    );
  }

  #formatText(text: string, format: FieldFormat): string {
    const tokens = tokenize(text);
    const matches = this.#matcher.find(tokens);
    const bounds = format.cropLength
      ? cropBounds(text, tokens, matches, format.cropLength)
      : { start: 0, end: text.length };
    const { marker } = this.#tags;
    const inside = format.isHighlighted
      ? this.#highlight(text, matches, bounds)
      : text.slice(bounds.start, bounds.end);
    return `${bounds.start > 0 ? marker : ""}${inside}${bounds.end < text.length ? marker : ""}`;
  }

  #highlight(text: string, matches: TextMatch[], bounds: { start: number; end: number }): string {
    let result = "";
    let at = bounds.start;
    for (const match of matches) {
      const start = Math.max(match.start, bounds.start);
      const end = Math.min(match.end, bounds.end);
      if (start >= end) continue;
      result += `${text.slice(at, start)}${this.#tags.pre}${text.slice(start, end)}${this.#tags.post}`;
      at = end;
    }
    return result + text.slice(at, bounds.end);
  }
}

/** `_matchesPosition`: where the query's words stand in each field, counted in UTF-8 bytes. */
export function matchesPosition(
  document: JsonObject,
  matcher: WordMatcher,
): Record<string, { start: number; length: number; indices?: number[] }[]> {
  const positions: Record<string, { start: number; length: number; indices?: number[] }[]> = {};
  const visit = (attribute: string, value: unknown, indices: number[]): void => {
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) visit(attribute, item, [...indices, i]);
    } else if (isObject(value)) {
      for (const [name, child] of Object.entries(value)) visit(`${attribute}.${name}`, child, indices);
    } else if (typeof value === "string" || typeof value === "number") {
      const text = String(value);
      for (const { start, end } of matcher.find(tokenize(text))) {
        positions[attribute] ??= [];
        positions[attribute].push({
          start: Buffer.byteLength(text.slice(0, start)),
          length: Buffer.byteLength(text.slice(start, end)),
          ...(indices.length > 0 && { indices }),
        });
      }
    }
  };
  for (const [name, value] of Object.entries(document)) visit(name, value, []);
  return positions;
}
