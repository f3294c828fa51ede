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
  "isAnonymous",
];

export function toDemandDocument(
  demand: IndexableText & { description: string; minTrl: number; isAnonymous?: boolean },
  embedded: ModelVectors | null,
): DemandDocument & { minTrl: number; isAnonymous: boolean } {
  return {
    ...toIndexDocument(demand, embedded),
    description: demand.description,
    minTrl: demand.minTrl,
    isAnonymous: demand.isAnonymous ?? false,
  };
}
