import { connectMongo, createModels, initModels } from "@market/shared/models";
import { EmbeddingClient } from "../embedding/embedding-client.ts";
import { adapterFor } from "../embedding/need-adapter.ts";
import { PassageVectors } from "../embedding/passage-vectors.ts";
import { readJudgedSet } from "../evaluation/judged-set.ts";
import { judgedSetDirectories } from "../evaluation/run-options.ts";
import { beginMatching } from "../matching/begin-matching.ts";
import { learnFromDecisions } from "./learn-from-decisions.ts";

/**
 * Fits the weights of a market to what its brokers have decided: `npm run fit -- --decisions`. Prints how the fit
 * does, keeps it in the store, and adopts it under the same conditions as the running market does by itself.
 */
async function main(): Promise<void> {
  const { MONGODB_URI, OPENAI_BASE_URL, OPENAI_API_KEY, EMBEDDING_MODEL } = process.env;
  if (!MONGODB_URI) throw new Error("MONGODB_URI must name the market's store");
  if (!OPENAI_BASE_URL) throw new Error("OPENAI_BASE_URL must name an embedding service");
  const embeddings = new EmbeddingClient({
    openaiBaseUrl: OPENAI_BASE_URL,
    openaiApiKey: OPENAI_API_KEY,
    embeddingModel: EMBEDDING_MODEL || "bge-small-zh-v1.5",
  });
  const connection = await connectMongo(MONGODB_URI);
  try {
    const models = createModels(connection);
    await initModels(models);
    await beginMatching(models);
    const { identity, dimensions } = await embeddings.probe();
    const kept = new PassageVectors(models, embeddings, identity);
    const learned = await learnFromDecisions({
      models,
      judgedSets: await Promise.all(judgedSetDirectories().map(readJudgedSet)),
      vectors: {
        adapter: adapterFor({ model: embeddings.model, dimensions }),
        embed: async (texts) => {
          const embedded = await kept.embed(texts);
          await embedded.kept;
          return embedded.vectors;
        },
      },
    });
    console.log(`${learned.decisions} decisions: ${learned.outcome}`);
    const version = await models.WeightsVersion.findById(learned.version).lean();
    if (version !== null) console.log(JSON.stringify(version, null, 2));
  } finally {
    await connection.close();
  }
}

await main();
