import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** The name the model answers to in `/v1/embeddings`, and the default of `EMBEDDING_MODEL`. */
export const MODEL_ID = "bge-small-zh-v1.5";

export const MODEL_DIMENSIONS = 512;

/** Position embeddings of the model, [CLS] and [SEP] included. */
export const MODEL_MAX_TOKENS = 512;

export const WEIGHTS_FILE = "onnx/model_quantized.onnx";
export const TOKENIZER_FILE = "tokenizer.json";
export const CONFIG_FILE = "config.json";
export const TOKENIZER_CONFIG_FILE = "tokenizer_config.json";

/** A model folder is laid out as at the hub, so that a clone of the hub's repository serves as one. */
const MODEL_FILES = [WEIGHTS_FILE, TOKENIZER_FILE, CONFIG_FILE, TOKENIZER_CONFIG_FILE];

const MANIFEST_FILE = "manifest.json";

/** Where a kept model came from, and the SHA-256 each of its files had then. */
interface ModelManifest {
  source: string;
  sha256: Record<string, string>;
}

export async function sha256File(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

export async function writeManifest(modelDir: string, source: string): Promise<void> {
  const sha256: Record<string, string> = {};
  for (const file of MODEL_FILES) sha256[file] = await sha256File(join(modelDir, file));
  const manifest: ModelManifest = { source, sha256 };
  await writeFile(join(modelDir, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * Says what is wrong with a model folder; `null` when every file is there and, where a manifest was kept,
 * unchanged since it was fetched.
 */
export async function findModelFault(modelDir: string): Promise<string | null> {
  for (const file of MODEL_FILES) {
    try {
      await access(join(modelDir, file));
    } catch {
      return `${file} is missing`;
    }
  }
  let manifest: ModelManifest;
  try {
    manifest = JSON.parse(await readFile(join(modelDir, MANIFEST_FILE), "utf8")) as ModelManifest;
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === "ENOENT";
    return isAbsent ? null : `${MANIFEST_FILE} cannot be read: ${(error as Error).message}`;
  }
  for (const [file, expected] of Object.entries(manifest.sha256)) {
    if ((await sha256File(join(modelDir, file))) !== expected)
      return `${file} has changed since it was fetched`;
  }
  return null;
}

/** SHA-256 of weights and tokenizer together: vectors are comparable only when it is the same. */
export async function fingerprintModel(modelDir: string): Promise<string> {
  const hash = createHash("sha256");
  for (const file of [WEIGHTS_FILE, TOKENIZER_FILE]) hash.update(await sha256File(join(modelDir, file)));
  return hash.digest("hex");
}
