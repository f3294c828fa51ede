import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Meilisearch } from "meilisearch";
import { EmbeddingClient } from "../embedding/embedding-client.ts";
import { createMeilisearchClient } from "../indexes/meilisearch-client.ts";
import { KeptVectors } from "./kept-vectors.ts";

const repositoryRoot = resolve(import.meta.dirname, "../../..");
const SAMPLE = join(repositoryRoot, "infra/seed/market-sample");
const TRAINING = join(repositoryRoot, "indexer/training");
export const SYMPTOM_METHOD = join(TRAINING, "symptom-method");

/** Options of the command line that say where the engines are. */
export const engineOptions = { meili: { type: "string" }, embeddings: { type: "string" } } as const;

export interface Engines {
  meilisearch: Meilisearch;
  vectors: KeptVectors;
}

/** The search engine and the model of the command line, or of the variables that the product itself reads. */
export async function connectEngines(options: { meili?: string; embeddings?: string }): Promise<Engines> {
  const { env } = process;
  const meiliUrl = options.meili ?? env.MEILI_URL;
  const openaiBaseUrl = options.embeddings ?? env.OPENAI_BASE_URL;
  if (!meiliUrl) throw new Error("--meili or MEILI_URL must name a Meilisearch");
  if (!openaiBaseUrl) throw new Error("--embeddings or OPENAI_BASE_URL must name an embedding service");
  const embeddings = new EmbeddingClient({
    openaiBaseUrl,
    openaiApiKey: env.OPENAI_API_KEY,
    embeddingModel: env.EMBEDDING_MODEL || "bge-small-zh-v1.5",
  });
  const dataDir = env.DATA_DIR || join(repositoryRoot, ".data");
  return {
    meilisearch: createMeilisearchClient({ meiliUrl, meiliMasterKey: env.MEILI_MASTER_KEY }),
    vectors: await KeptVectors.open(embeddings, join(dataDir, "evaluation")),
  };
}

/** The judged sets of the tree: the sample, and those of our own writing where there are any. */
export function judgedSetDirectories(): string[] {
  return [SAMPLE, join(TRAINING, "judged")].filter((directory) => existsSync(join(directory, "qrels.jsonl")));
}
