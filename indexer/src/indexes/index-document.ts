import type { Cooperation, Field, Visibility } from "@market/shared";
import { EMBEDDER } from "./index-names.ts";

/** What both indexes keep of a text: what is searched, what is filtered on, and what it was made from. */
export interface IndexDocument {
  id: string;
  /** Of the stored text; the sweep compares it. */
  revision: number;
  /** Identity of the model that made the vectors; `null` where there are none. */
  vectorModel: string | null;
  organisationId: string;
  field: Field;
  cooperation: Cooperation[];
  visibility: Visibility;
  /** Epoch seconds. */
  expiresAt: number;
  title: string;
  keywords: string[];
  /** `null` opts a document out: without it the engine refuses a document that has no vectors. */
  _vectors: { [EMBEDDER]: { embeddings: number[][]; regenerate: false } | null };
}

/** The stored text as far as the index reads it. */
export interface IndexableText {
  _id: { toString(): string };
  revision: number;
  organisationId: { toString(): string };
  field: Field;
  cooperation: Cooperation[];
  visibility: Visibility;
  expiresAt?: Date | null;
  title: string;
  keywords: string[];
}

/** Vectors of a text's passages and the model they come from. */
export interface ModelVectors {
  model: string;
  vectors: readonly Float32Array[];
}

/** Far enough for a text that never expires, and still an integer that every JSON parser keeps. */
const NEVER = 253_402_300_799;

export function toIndexDocument(text: IndexableText, embedded: ModelVectors | null): IndexDocument {
  return {
    id: text._id.toString(),
    revision: text.revision,
    vectorModel: embedded?.model ?? null,
    organisationId: text.organisationId.toString(),
    field: text.field,
    cooperation: text.cooperation,
    visibility: text.visibility,
    expiresAt: text.expiresAt ? Math.floor(text.expiresAt.getTime() / 1000) : NEVER,
    title: text.title,
    keywords: text.keywords,
    _vectors: {
      [EMBEDDER]: embedded && {
        embeddings: embedded.vectors.map(toVectorJson),
        regenerate: false,
      },
    },
  };
}

/** Six decimals: all that a unit vector's float32 holds, and half as long on the wire as its digits in float64. */
export function toVectorJson(vector: Float32Array): number[] {
  return Array.from(vector, (value) => Math.round(value * 1e6) / 1e6);
}
