import type { DocumentText } from "../index/text-index.ts";
import type { JsonObject } from "../request/json.ts";
import { tokenize } from "./tokenize.ts";

/** How far a word stands from one beyond a hard separator, or in the next element of an array. */
const HARD_DISTANCE = 8;
const MAX_POSITION = 0xffff;
const MAX_WORD_LENGTH = 250;

/**
 * The words of a document with their places, in the fields `fieldId` gives an id for. Fields are named by their path
 * (`owner.name`); the elements of an array share one field.
 */
export function documentText(
  document: JsonObject,
  fieldId: (attribute: string) => number | undefined,
): DocumentText {
  const text: DocumentText = { lemmas: [], places: [] };
  const lastPositions = new Map<number, number>();
  const visit = (attribute: string, value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(attribute, item);
    } else if (typeof value === "object" && value !== null) {
      for (const [name, child] of Object.entries(value)) visit(`${attribute}.${name}`, child);
    } else if (value !== null) {
      const field = fieldId(attribute);
      if (field !== undefined) addWords(String(value), field, text, lastPositions);
    }
  };
  for (const [name, value] of Object.entries(document)) visit(name, value);
  return text;
}

function addWords(
  value: string,
  field: number,
  text: DocumentText,
  lastPositions: Map<number, number>,
): void {
  const before = lastPositions.get(field);
  let position = before === undefined ? 0 : before + HARD_DISTANCE;
  let isFirst = true;
  let isAfterHard = false;
  for (const token of tokenize(value)) {
    if (token.kind !== "word") {
      if (token.kind === "hard") isAfterHard = true;
      continue;
    }
    if (!isFirst) position += isAfterHard ? HARD_DISTANCE : 1;
    isFirst = false;
    isAfterHard = false;
    if (position > MAX_POSITION) break;
    if (token.lemma.length > MAX_WORD_LENGTH) continue;
    text.lemmas.push(token.lemma);
    text.places.push(field * 0x10000 + position);
  }
  lastPositions.set(field, position);
}
