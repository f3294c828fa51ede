import { createHash } from "node:crypto";
import { appendFile, mkdir, readFile, truncate } from "node:fs/promises";
import { join } from "node:path";
import type { EmbeddingClient, EmbeddingModel } from "../embedding/embedding-client.ts";
import { adapterFor, type NeedAdapter } from "../embedding/need-adapter.ts";
import { toUnitVector } from "../embedding/vector.ts";

const KEY_BYTES = 32;
const FLOAT_BYTES = 4;
/** Kept as they come, so that a run that is broken off loses little. */
const TEXTS_PER_STEP = 512;

/**
 * Vectors of one model, kept between runs in a file: a set is measured again and again, and its texts stay the same.
 * It also makes reruns exact, since some servers' vectors depend on what else was in the request.
 *
 * The file is a row of records of one length: SHA-256 of the text, then its vector as float32.
 */
export class KeptVectors {
  readonly #client: EmbeddingClient;
  readonly #path: string;
  readonly #vectors: Map<string, Float32Array>;
  readonly model: EmbeddingModel;
  /** What turns the vectors of needs, as in the product. */
  readonly adapter: NeedAdapter | null;

  private constructor(
    client: EmbeddingClient,
    model: EmbeddingModel,
    path: string,
    vectors: Map<string, Float32Array>,
  ) {
    this.#client = client;
    this.model = model;
    this.adapter = adapterFor({ model: client.model, dimensions: model.dimensions });
    this.#path = path;
    this.#vectors = vectors;
  }

  static async open(client: EmbeddingClient, directory: string): Promise<KeptVectors> {
    const model = await client.probe();
    await mkdir(directory, { recursive: true });
    const path = join(directory, `${model.identity.slice(0, 16)}.vectors`);
    return new KeptVectors(client, model, path, await readRecords(path, model.dimensions));
  }

  /** Unit vectors of the texts, in their order; the model is asked for those it never was asked for. */
  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    const missing = [...new Set(texts)].filter((text) => !this.#vectors.has(keyOf(text)));
    for (let start = 0; start < missing.length; start += TEXTS_PER_STEP) {
      const step = missing.slice(start, start + TEXTS_PER_STEP);
      const embedded = await this.#client.embedPassages(step);
      const records = step.map((text, index) => {
        const vector = toUnitVector(embedded[index]!);
        this.#vectors.set(keyOf(text), vector);
        return Buffer.concat([Buffer.from(keyOf(text), "hex"), Buffer.from(vector.buffer)]);
      });
      await appendFile(this.#path, Buffer.concat(records));
    }
    return texts.map((text) => this.#vectors.get(keyOf(text))!);
  }
}

async function readRecords(path: string, dimensions: number): Promise<Map<string, Float32Array>> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  const recordBytes = KEY_BYTES + dimensions * FLOAT_BYTES;
  const count = Math.floor(bytes.length / recordBytes);
  // The last write of a run that was broken off.
  if (bytes.length > count * recordBytes) await truncate(path, count * recordBytes);
  const vectors = new Map<string, Float32Array>();
  for (let index = 0; index < count; index += 1) {
    const record = bytes.subarray(index * recordBytes, (index + 1) * recordBytes);
    const copy = Uint8Array.from(record.subarray(KEY_BYTES));
    vectors.set(record.subarray(0, KEY_BYTES).toString("hex"), new Float32Array(copy.buffer));
  }
  return vectors;
}

function keyOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
