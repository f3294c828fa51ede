import { runEmbedded } from "../embedded-cli.ts";
import { startEmbeddings } from "./server.ts";

await runEmbedded("embeddings", 8008, (options) =>
  startEmbeddings({
    ...options,
    modelDir: process.env.EMBEDDING_MODEL_DIR,
    hubEndpoint: process.env.HF_ENDPOINT,
    report: (line) => console.log(`embedding model: ${line}`),
  }),
);
