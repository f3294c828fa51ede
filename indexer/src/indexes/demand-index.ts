import {
  type IndexableText,
  type IndexDocument,
  type ModelVectors,
  toIndexDocument,
} from "./index-document.ts";

export interface DemandDocument extends IndexDocument {
  description: string;
}

/** In the order in which a match counts. */
export const demandSearchableAttributes = ["title", "keywords", "description"];

export const demandFilterableAttributes = [
  "field",
  "visibility",
  "organisationId",
  "cooperation",
  "expiresAt",
  "revision",
  "vectorModel",
  "minTrl",
];

export function toDemandDocument(
  demand: IndexableText & { description: string; minTrl: number },
  embedded: ModelVectors | null,
): DemandDocument & { minTrl: number } {
  return {
    ...toIndexDocument(demand, embedded),
    description: demand.description,
    minTrl: demand.minTrl,
  };
}
