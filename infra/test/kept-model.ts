import { join, resolve } from "node:path";
import { ensureModel } from "../embeddings/fetch-model.ts";

/** The embedding model for tests, benches and evaluations: the one of the data folder of the day, fetched once. */
export function ensureKeptModel(print: (line: string) => void): Promise<string> {
  return ensureModel({
    modelDir: process.env.EMBEDDING_MODEL_DIR,
    hubEndpoint: process.env.HF_ENDPOINT,
    dataDir: join(process.env.DATA_DIR ?? resolve(import.meta.dirname, "../../.data"), "embeddings"),
    report: (line) => print(`embedding model: ${line}`),
  });
}
