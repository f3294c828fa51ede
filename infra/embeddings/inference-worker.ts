// One thread, one single-threaded ONNX session, one text per inference. A batch would be padded, and the
// quantised model answers slightly differently in a batch than alone: the same text must always give the
// same vector, because vectors are kept by the text's hash.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { Tokenizer } from "@huggingface/tokenizers";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { MODEL_DIMENSIONS, MODEL_MAX_TOKENS, TOKENIZER_FILE, WEIGHTS_FILE } from "./model-files.ts";

export interface InferenceWorkerData {
  modelDir: string;
}

export type InferenceReply =
  | { type: "ready" }
  | { type: "embedded"; vector: Float32Array<ArrayBuffer>; tokenCount: number }
  | { type: "tooLong"; tokenCount: number }
  | { type: "failed"; reason: string };

const port = parentPort!;
const { modelDir } = workerData as InferenceWorkerData;
const tokenizer = loadTokenizer();
const session = await InferenceSession.create(join(modelDir, WEIGHTS_FILE), {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: "sequential",
});

port.on("message", (text: string) => {
  void embed(text)
    .catch((error: Error): InferenceReply => ({ type: "failed", reason: error.message }))
    .then((reply) => port.postMessage(reply, reply.type === "embedded" ? [reply.vector.buffer] : []));
});
port.postMessage({ type: "ready" } satisfies InferenceReply);

/**
 * The vocabulary is lower-case throughout, and the model was trained on lower-cased text; some copies of the
 * tokenizer leave that switch off, and "TC4" would become [UNK].
 */
function loadTokenizer(): Tokenizer {
  const tokenizerJson = JSON.parse(readFileSync(join(modelDir, TOKENIZER_FILE), "utf8")) as {
    normalizer: { lowercase: boolean };
  };
  tokenizerJson.normalizer.lowercase = true;
  return new Tokenizer(tokenizerJson, {});
}

async function embed(text: string): Promise<InferenceReply> {
  const { ids } = tokenizer.encode(text);
  const tokenCount = ids.length;
  if (tokenCount > MODEL_MAX_TOKENS) return { type: "tooLong", tokenCount };

  const toTensor = (values: number[]) =>
    new Tensor("int64", BigInt64Array.from(values, BigInt), [1, tokenCount]);
  const outputs = await session.run({
    input_ids: toTensor(ids),
    attention_mask: toTensor(ids.map(() => 1)),
    token_type_ids: toTensor(ids.map(() => 0)),
  });
  const hidden = outputs[session.outputNames[0]!]!.data as Float32Array;
  // bge pools by the first token, [CLS], and compares by cosine: a unit vector makes that a dot product.
  const vector = new Float32Array(hidden.subarray(0, MODEL_DIMENSIONS));
  const norm = Math.hypot(...vector);
  for (let i = 0; i < vector.length; i += 1) vector[i]! /= norm;
  return { type: "embedded", vector, tokenCount };
}
