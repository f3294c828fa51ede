import {
  type IndexableText,
  type IndexDocument,
  type ModelVectors,
  toIndexDocument,
} from "./index-document.ts";

export interface ResultDocument extends IndexDocument {
  summary: string;
  advantages: string;
  trl: number;
  /** On the list of 青岛好成果. */
  selected: boolean;
}

/** In the order in which a match counts. */
export const resultSearchableAttributes = ["title", "keywords", "summary", "advantages"];

export const resultFilterableAttributes = [
  "field",
  "visibility",
  "organisationId",
  "cooperation",
  "expiresAt",
  "revision",
  "vectorModel",
  "trl",
  "selected",
];

export function toResultDocument(
  result: IndexableText & {
    summary: string;
    advantages: string;
    trl: number;
    selection?: { state: string } | null;
  },
  embedded: ModelVectors | null,
): ResultDocument {
  return {
    ...toIndexDocument(result, embedded),
    summary: result.summary,
    advantages: result.advantages,
    trl: result.trl,
    selected: result.selection?.state === "selected",
  };
}
