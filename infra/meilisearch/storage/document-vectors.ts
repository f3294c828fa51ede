/** The float32 values of a document's vectors (its passages), one vector after another. */
export function encodeVectors(vectors: readonly Float32Array[]): Buffer {
  return Buffer.concat(
    vectors.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
}

export function decodeVectors(stored: Buffer, dimensions: number): Float32Array[] {
  // A copy of its own: lmdb's buffer neither lasts nor begins at a multiple of four bytes.
  const values = new Float32Array(Uint8Array.from(stored).buffer);
  return Array.from({ length: values.length / dimensions }, (_, i) =>
    values.subarray(i * dimensions, (i + 1) * dimensions),
  );
}
