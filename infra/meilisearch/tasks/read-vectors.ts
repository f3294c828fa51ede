import { MeilisearchError } from "../errors.ts";
import { isObject, type JsonObject } from "../request/read-json.ts";
import type { EmbedderSettings } from "../settings/settings.ts";
import type { DocumentVectors } from "../storage/document-vectors.ts";

const MAX_VECTORS = 256;

/** The vectors a document brings for the configured embedders, and the document without them. */
export function takeVectors(
  uid: string,
  id: string,
  document: JsonObject,
  embedders: Record<string, EmbedderSettings>,
): { document: JsonObject; vectors: Map<string, DocumentVectors> } {
  const vectors = new Map<string, DocumentVectors>();
  const { _vectors, ...rest } = document;
  if (_vectors === undefined || _vectors === null) return { document: rest, vectors };
  if (!isObject(_vectors)) {
    throw new MeilisearchError(
      "invalid_vectors_type",
      `Index \`${uid}\`: The \`_vectors\` field in the document with id: \`${id}\` is not an object. Was expecting an object with a key for each embedder with manually provided vectors, but instead got \`${JSON.stringify(_vectors)}\``,
    );
  }
  const others: JsonObject = {};
  for (const [name, value] of Object.entries(_vectors)) {
    const embedder = Object.hasOwn(embedders, name) ? embedders[name] : undefined;
    if (embedder) vectors.set(name, readVectors(uid, id, name, embedder.dimensions, value));
    else others[name] = value;
  }
  return { document: Object.keys(others).length > 0 ? { ...rest, _vectors: others } : rest, vectors };
}

/** Reads null, one vector, a list of vectors, or `{ embeddings, regenerate }`. */
function readVectors(
  uid: string,
  id: string,
  name: string,
  dimensions: number,
  value: unknown,
): DocumentVectors {
  const malformed = (reason: string): MeilisearchError =>
    new MeilisearchError(
      "invalid_vectors_type",
      `Index \`${uid}\`: Bad embedder configuration in the document with id: \`${id}\`. Could not parse \`._vectors.${name}\`: ${reason}`,
    );
  let given = value;
  let regenerate = false;
  if (isObject(value)) {
    for (const field of Object.keys(value)) {
      if (field !== "embeddings" && field !== "regenerate") throw malformed(`unexpected field \`${field}\``);
    }
    if (typeof value.regenerate !== "boolean") throw malformed("missing field `regenerate`");
    given = value.embeddings;
    ({ regenerate } = value);
  }
  if (given === null || given === undefined) return { embeddings: [], regenerate };
  if (!Array.isArray(given)) throw malformed(`expected an array of vectors, found ${typeof given}`);
  const lists: unknown[] = given.length > 0 && !Array.isArray(given[0]) ? [given] : given;
  if (lists.length > MAX_VECTORS) {
    throw new MeilisearchError(
      "too_many_vectors",
      `Index \`${uid}\`: Too many vectors for document with id ${id}: found ${lists.length}, but limited to ${MAX_VECTORS}.`,
    );
  }
  const embeddings = lists.map((list, number) => {
    if (!Array.isArray(list) || !list.every((item) => typeof item === "number" && Number.isFinite(item))) {
      throw malformed(`embedding #${number} is not an array of numbers`);
    }
    if (list.length !== dimensions) {
      throw new MeilisearchError(
        "invalid_vector_dimensions",
        `Index \`${uid}\`: Invalid vector dimensions in document with id \`${id}\` in \`._vectors.${name}\`.\n  - note: embedding #${number} has dimensions ${list.length}\n  - note: embedder \`${name}\` requires ${dimensions}`,
      );
    }
    return Float32Array.from(list as number[]);
  });
  return { embeddings, regenerate };
}

/** The real server's refusal of a new document that says nothing about a user-provided embedder's vectors. */
export function vectorsMissing(uid: string, id: string, embedder: string): MeilisearchError {
  return new MeilisearchError(
    "vector_embedding_error",
    `Index \`${uid}\`: While embedding documents for embedder \`${embedder}\`: no vectors provided for document \`${id}\`\n- Note: \`${embedder}\` has \`source: userProvided\`, so documents must provide embeddings as an array in \`_vectors.${embedder}\`.\n- Hint: opt-out for a document with \`_vectors.${embedder}: null\``,
  );
}
