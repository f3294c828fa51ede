import fitted from "./adapters/2026-11-24.json" with { type: "json" };

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
  readonly #dimensions: number;
  readonly #rank: number;
  readonly #down: Float32Array;
  readonly #up: Float32Array;

  constructor(record: AdapterRecord) {
    this.version = record.version;
    this.#dimensions = record.dimensions;
    this.#rank = record.rank;
    this.#down = fromBase64(record.down, record.rank * record.dimensions);
    this.#up = fromBase64(record.up, record.dimensions * record.rank);
  }

  /** A need's vector v as it is compared with results: v + up · down · v, of unit length again. */
  adaptNeed(vector: Float32Array): Float32Array {
    const inner = new Float32Array(this.#rank);
    for (let row = 0; row < this.#rank; row += 1) {
      let sum = 0;
      for (let column = 0; column < this.#dimensions; column += 1) {
        sum += this.#down[row * this.#dimensions + column]! * vector[column]!;
      }
      inner[row] = sum;
    }
    return this.#corrected(vector, (index) => {
      let sum = 0;
      for (let row = 0; row < this.#rank; row += 1) sum += this.#up[index * this.#rank + row]! * inner[row]!;
      return sum;
    });
  }

  /**
   * A result's vector r as needs are searched by it: what makes its product with a need's vector as it lies in the
   * index that of r with the adapted one, but for the length of the latter.
   */
  toNeedQuery(vector: Float32Array): Float32Array {
    const inner = new Float32Array(this.#rank);
    for (let row = 0; row < this.#rank; row += 1) {
      let sum = 0;
      for (let column = 0; column < this.#dimensions; column += 1) {
        sum += this.#up[column * this.#rank + row]! * vector[column]!;
      }
      inner[row] = sum;
    }
    return this.#corrected(vector, (index) => {
      let sum = 0;
      for (let row = 0; row < this.#rank; row += 1) {
        sum += this.#down[row * this.#dimensions + index]! * inner[row]!;
      }
      return sum;
    });
  }

  #corrected(vector: Float32Array, correctionAt: (index: number) => number): Float32Array {
    const corrected = vector.map((value, index) => value + correctionAt(index));
    const length = Math.sqrt(corrected.reduce((sum, value) => sum + value * value, 0));
    return length === 0 ? corrected : corrected.map((value) => value / length);
  }
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
