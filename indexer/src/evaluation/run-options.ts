import { join, resolve } from "node:path";
import type { Meilisearch } from "meilisearch";
import { EmbeddingClient } from "../embedding/embedding-client.ts";
import { createMeilisearchClient } from "../indexes/meilisearch-client.ts";
import { type JudgedResult, type JudgedSet, readJudgedSet } from "./judged-set.ts";
import { KeptVectors } from "./kept-vectors.ts";
import { readPaddingResults, readTrainingPadding } from "./padding.ts";

const repositoryRoot = resolve(import.meta.dirname, "../../..");
const SAMPLE = join(repositoryRoot, "infra/seed/market-sample");
const TRAINING = join(repositoryRoot, "indexer/training");

/** What every program that ranks judged sets takes on its command line. */
export const runOptions = {
  data: { type: "string", multiple: true },
  padding: { type: "string", default: "0" },
  meili: { type: "string" },
  embeddings: { type: "string" },
} as const;

interface Run {
  sets: JudgedSet[];
  padding: JudgedResult[];
  meilisearch: Meilisearch;
  vectors: KeptVectors;
  /** The embedding model's name. */
  model: string;
}

/** Reads the sets and connects to the engines of the command line, or of the variables that the product itself reads. */
export async function startRun(options: {
  data?: string[];
  padding: string;
  meili?: string;
  embeddings?: string;
}): Promise<Run> {
  const { env } = process;
  const meiliUrl = options.meili ?? env.MEILI_URL;
  const openaiBaseUrl = options.embeddings ?? env.OPENAI_BASE_URL;
  if (!meiliUrl) throw new Error("--meili or MEILI_URL must name a Meilisearch");
  if (!openaiBaseUrl) throw new Error("--embeddings or OPENAI_BASE_URL must name an embedding service");
  const model = env.EMBEDDING_MODEL || "bge-small-zh-v1.5";
  const embeddings = new EmbeddingClient({
    openaiBaseUrl,
    openaiApiKey: env.OPENAI_API_KEY,
    embeddingModel: model,
  });
  const dataDir = env.DATA_DIR || join(repositoryRoot, ".data");
  return {
    sets: await Promise.all((options.data ?? judgedSetDirectories()).map(readJudgedSet)),
    padding: await readPadding(options.padding),
    meilisearch: createMeilisearchClient({ meiliUrl, meiliMasterKey: env.MEILI_MASTER_KEY }),
    vectors: await KeptVectors.open(embeddings, join(dataDir, "evaluation")),
    model,
  };
}

/** The judged sets of the tree: the sample, and two of our own writing. */
export function judgedSetDirectories(): string[] {
  return [SAMPLE, join(TRAINING, "judged-a"), join(TRAINING, "judged-b")];
}

/** A number of results made from the training pairs, or a folder with a `results.jsonl`. */
function readPadding(padding: string): Promise<JudgedResult[]> {
  if (!/^\d+$/.test(padding)) return readPaddingResults(padding);
  if (padding === "0") return Promise.resolve([]);
  return readTrainingPadding(join(TRAINING, "symptom-method"), Number(padding));
}
