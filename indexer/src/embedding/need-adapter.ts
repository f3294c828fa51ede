import fitted from "./adapters/2026-11-24.json" with { type: "json" };
import { dot, toUnitVector } from "./vector.ts";

/**
 * What turns the vector of a complaint towards what cures it, as data: a correction of low rank. `down` (rank ×
 * dimensions) and `up` (dimensions × rank) are rows of little-endian float32 in base64.
 */
export interface AdapterRecord {
  version: string;
  /** The model, by name, whose vectors it was fitted on: to those of another it means nothing. */
  model: string;
  dimensions: number;
  rank: number;
  down: string;
  up: string;
}

/**
 * Companies write of symptoms, institutes of methods, and a model of language puts two texts near each other that
 * name the same thing, not those of which one cures the other. The adapter moves a need's vectors, never a result's,
 * so that what is in the index stays as the model made it.
 */
export class NeedAdapter {
  readonly version: string;
  /** What a need is read by, and along what it is then moved: a row each of either for each dimension of the rank. */
  readonly #down: Float32Array[];
  readonly #up: Float32Array[];

  constructor({ version, dimensions, rank, down, up }: AdapterRecord) {
    this.version = version;
    const downRows = fromBase64(down, rank * dimensions);
    const upRows = fromBase64(up, dimensions * rank);
    const ofRank = Array.from({ length: rank }, (_, row) => row);
    this.#down = ofRank.map((row) => downRows.slice(row * dimensions, (row + 1) * dimensions));
    this.#up = ofRank.map((row) =>
      Float32Array.from({ length: dimensions }, (_, index) => upRows[index * rank + row]!),
    );
  }

  /** A need's vector v as it is compared with results: v + up · down · v, of unit length again. */
  adaptNeed(vector: Float32Array): Float32Array {
    return move(vector, this.#down, this.#up);
  }

  /**
   * A result's vector r as needs are searched by it: what makes its product with a need's vector as it lies in the
   * index that of r with the adapted one, but for the length of the latter.
   */
  toNeedQuery(vector: Float32Array): Float32Array {
    return move(vector, this.#up, this.#down);
  }
}

/** Adds to a vector each row of `along` as far as the vector points along the same row of `read`; of unit length. */
function move(
  vector: Float32Array,
  read: readonly Float32Array[],
  along: readonly Float32Array[],
): Float32Array {
  const moved = Float32Array.from(vector);
  for (const [row, direction] of along.entries()) {
    const amount = dot(read[row]!, vector);
    for (let index = 0; index < moved.length; index += 1) moved[index]! += amount * direction[index]!;
  }
  return toUnitVector(moved);
}

/** The vectors of a need's passages as they are compared with results; as they are where there is no adapter. */
export function adaptNeeds(adapter: NeedAdapter | null, vectors: readonly Float32Array[]) {
  return adapter ? vectors.map((vector) => adapter.adaptNeed(vector)) : [...vectors];
}

/** The vectors of a result's passages as needs are searched by them; as they are where there is no adapter. */
export function toNeedQueries(adapter: NeedAdapter | null, vectors: readonly Float32Array[]) {
  return adapter ? vectors.map((vector) => adapter.toNeedQuery(vector)) : [...vectors];
}

const shipped = new NeedAdapter(fitted);

/** The adapter for a model's vectors, or `null` where none was fitted on them. */
export function adapterFor({ model, dimensions }: { model: string; dimensions: number }): NeedAdapter | null {
  return model === fitted.model && dimensions === fitted.dimensions ? shipped : null;
}

/** Of matrices that the fit writes. */
export function toBase64(values: Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("base64");
}

function fromBase64(text: string, length: number): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(text, "base64"));
  if (bytes.byteLength !== length * Float32Array.BYTES_PER_ELEMENT) {
    throw new Error(`an adapter's matrix holds ${bytes.byteLength} bytes, not ${length} numbers`);
  }
  return new Float32Array(bytes.buffer);
}
