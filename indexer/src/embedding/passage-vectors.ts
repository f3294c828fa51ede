import { createHash } from "node:crypto";
import type { Models } from "@market/shared/models";
import { LRUCache } from "lru-cache";
import { duplicatePositionsOrThrow } from "../store/duplicate-key.ts";
import type { EmbeddingClient } from "./embedding-client.ts";
import { toUnitVector } from "./vector.ts";

/** About 2 kB each; what is not here any more is read from the store. */
const CACHED_VECTORS = 20_000;

/** Vectors in the order of their passages. `kept` resolves once they are in the store, which nobody need wait for first. */
export interface EmbeddedVectors {
  vectors: Float32Array[];
  kept: Promise<void>;
}

/**
 * Vectors of passages under one model, each computed once in the life of the store: kept by the hash of model and
 * text, so that indexing again asks the model nothing. Vectors are of unit length.
 */
export class PassageVectors {
  readonly #models: Pick<Models, "KeptVector">;
  readonly #client: EmbeddingClient;
  readonly #modelIdentity: string;
  readonly #cache = new LRUCache<string, Float32Array>({ max: CACHED_VECTORS });

  constructor(models: Pick<Models, "KeptVector">, client: EmbeddingClient, modelIdentity: string) {
    this.#models = models;
    this.#client = client;
    this.#modelIdentity = modelIdentity;
  }

  /** Vectors of the passages, asking the model for those not kept yet. */
  async embed(passages: readonly string[]): Promise<EmbeddedVectors> {
    const vectors = await this.kept(passages);
    const missing = [...new Set(passages)].filter((passage) => !vectors.has(passage));
    const embedded = missing.length > 0 ? await this.#client.embedPassages(missing) : [];
    for (const [index, passage] of missing.entries()) vectors.set(passage, toUnitVector(embedded[index]!));
    return {
      vectors: passages.map((passage) => vectors.get(passage)!),
      kept: missing.length > 0 ? this.#keep(missing, vectors) : Promise.resolve(),
    };
  }

  /** Vectors of those passages that were ever embedded. */
  async kept(passages: Iterable<string>): Promise<Map<string, Float32Array>> {
    const vectors = new Map<string, Float32Array>();
    const unread = new Map<string, string>();
    for (const passage of new Set(passages)) {
      const key = this.#keyOf(passage);
      const cached = this.#cache.get(key);
      if (cached) vectors.set(passage, cached);
      else unread.set(key, passage);
    }
    if (unread.size === 0) return vectors;
    const documents = await this.#models.KeptVector.find({ _id: { $in: [...unread.keys()] } }).lean();
    for (const { _id, vector } of documents) {
      const decoded = decodeVector(vector);
      this.#cache.set(_id, decoded);
      vectors.set(unread.get(_id)!, decoded);
    }
    return vectors;
  }

  async #keep(passages: readonly string[], vectors: ReadonlyMap<string, Float32Array>): Promise<void> {
    const createdAt = new Date();
    const documents = passages.map((passage) => {
      const key = this.#keyOf(passage);
      const vector = vectors.get(passage)!;
      this.#cache.set(key, vector);
      return { _id: key, vector: encodeVector(vector), createdAt };
    });
    try {
      await this.#models.KeptVector.insertMany(documents, { ordered: false, lean: true });
    } catch (error) {
      // Another worker met the same passage in the same moment, and kept the same vector.
      duplicatePositionsOrThrow(error);
    }
  }

  #keyOf(passage: string): string {
    return createHash("sha256").update(`${this.#modelIdentity}\n${passage}`).digest("hex");
  }
}

function encodeVector(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** Copies: what the driver hands out is a view into its own buffer, at any offset. */
function decodeVector(stored: Buffer | { buffer: Uint8Array }): Float32Array {
  const bytes = Uint8Array.from(
    "buffer" in stored && !Buffer.isBuffer(stored) ? stored.buffer : (stored as Buffer),
  );
  return new Float32Array(bytes.buffer);
}
