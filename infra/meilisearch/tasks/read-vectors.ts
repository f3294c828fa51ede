import { MeilisearchError } from "../errors.ts";
import { isObject, type JsonObject } from "../request/json.ts";
import type { EmbedderSettings } from "../settings/settings.ts";

const MAX_VECTORS = 256;

/** The vectors a document brings, by embedder, and the document without them. */
export function takeVectors(
  uid: string,
  id: string,
  given: JsonObject,
  embedders: Record<string, EmbedderSettings>,
): { document: JsonObject; vectors: Map<string, Float32Array[]> } {
  const vectors = new Map<string, Float32Array[]>();
  const { _vectors, ...document } = given;
  if (_vectors === undefined || _vectors === null) return { document, vectors };
  if (!isObject(_vectors)) {
    throw new MeilisearchError(
      "invalid_vectors_type",
      `Index \`${uid}\`: The \`_vectors\` field in the document with id: \`${id}\` is not an object. Was expecting an object with a key for each embedder with manually provided vectors, but instead got \`${JSON.stringify(_vectors)}\``,
    );
  }
  for (const [name, value] of Object.entries(_vectors)) {
    if (Object.hasOwn(embedders, name)) {
      vectors.set(name, readVectors(uid, id, name, embedders[name]!.dimensions, value));
    } else if (value !== null) {
      throw malformed(uid, id, name, "vectors of an embedder that is not set are not supported here");
    }
  }
  return { document, vectors };
}

/** Reads null, one vector, a list of vectors, or `{ embeddings, regenerate: false }`. */
function readVectors(
  uid: string,
  id: string,
  name: string,
  dimensions: number,
  value: unknown,
): Float32Array[] {
  let given = value;
  if (isObject(value)) {
    const { embeddings, regenerate, ...others } = value;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) throw malformed(uid, id, name, `unexpected field \`${unknown}\``);
    if (regenerate !== false) throw malformed(uid, id, name, "expected `regenerate` to be `false`");
    given = embeddings;
  }
  if (given === null || given === undefined) return [];
  if (!Array.isArray(given)) {
    throw malformed(uid, id, name, `expected an array of vectors, found ${typeof given}`);
  }
  const lists: unknown[] = given.length > 0 && !Array.isArray(given[0]) ? [given] : given;
  if (lists.length > MAX_VECTORS) {
    throw new MeilisearchError(
      "too_many_vectors",
      `Index \`${uid}\`: Too many vectors for document with id ${id}: found ${lists.length}, but limited to ${MAX_VECTORS}.`,
    );
  }
  return lists.map((list, number) => {
    if (!Array.isArray(list) || !list.every(isFloat32)) {
      throw malformed(uid, id, name, `embedding #${number} is not an array of numbers`);
    }
    if (list.length !== dimensions) {
      throw new MeilisearchError(
        "invalid_vector_dimensions",
        `Index \`${uid}\`: Invalid vector dimensions in document with id \`${id}\` in \`._vectors.${name}\`.\n  - note: embedding #${number} has dimensions ${list.length}\n  - note: embedder \`${name}\` requires ${dimensions}`,
      );
    }
    return Float32Array.from(list);
  });
}

function isFloat32(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(Math.fround(value));
}

function malformed(uid: string, id: string, name: string, reason: string): MeilisearchError {
  return new MeilisearchError(
    "invalid_vectors_type",
    `Index \`${uid}\`: Bad embedder configuration in the document with id: \`${id}\`. Could not parse \`._vectors.${name}\`: ${reason}`,
  );
}

/** The real server's refusal of a new document that says nothing about a user-provided embedder's vectors. */
export function vectorsMissing(uid: string, id: string, embedder: string): MeilisearchError {
  return new MeilisearchError(
    "vector_embedding_error",
    `Index \`${uid}\`: While embedding documents for embedder \`${embedder}\`: no vectors provided for document \`${id}\`\n- Note: \`${embedder}\` has \`source: userProvided\`, so documents must provide embeddings as an array in \`_vectors.${embedder}\`.\n- Hint: opt-out for a document with \`_vectors.${embedder}: null\``,
  );
}
