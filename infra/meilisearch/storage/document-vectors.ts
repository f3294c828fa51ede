/** The vectors one document has for one embedder: none, one, or several (its passages). */
export interface DocumentVectors {
  embeddings: Float32Array[];
  regenerate: boolean;
}

const HEADER_BYTES = 4;

/** One flag byte for `regenerate`, three of padding, then the embeddings' float32 values one after another. */
export function encodeVectors(vectors: DocumentVectors): Buffer {
  const values = vectors.embeddings.reduce((sum, embedding) => sum + embedding.length, 0);
  const buffer = Buffer.alloc(HEADER_BYTES + values * 4);
  buffer[0] = vectors.regenerate ? 1 : 0;
  let offset = HEADER_BYTES;
  for (const embedding of vectors.embeddings) {
    Buffer.from(embedding.buffer, embedding.byteOffset, embedding.byteLength).copy(buffer, offset);
    offset += embedding.byteLength;
  }
  return buffer;
}

export function decodeVectors(buffer: Buffer, dimensions: number): DocumentVectors {
  const embeddings: Float32Array[] = [];
  const step = dimensions * 4;
  for (let offset = HEADER_BYTES; offset + step <= buffer.length; offset += step) {
    const embedding = new Float32Array(dimensions);
    Buffer.from(embedding.buffer).set(buffer.subarray(offset, offset + step));
    embeddings.push(embedding);
  }
  return { embeddings, regenerate: buffer[0] === 1 };
}

/** As JSON: each number with no more digits than its float32 needs (0.9, not 0.8999999761581421). */
export function presentVectors(vectors: DocumentVectors): { embeddings: number[][]; regenerate: boolean } {
  return {
    embeddings: vectors.embeddings.map((embedding) => Array.from(embedding, shortestDecimal)),
    regenerate: vectors.regenerate,
  };
}

function shortestDecimal(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return decimal;
  }
  return Number(value.toPrecision(9));
}
