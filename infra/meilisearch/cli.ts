import { runEmbedded } from "../embedded-cli.ts";
import { startMeilisearch } from "./server.ts";

const DEFAULT_PORT = 7700;

await runEmbedded("meilisearch", DEFAULT_PORT, (options) =>
  startMeilisearch({ ...options, masterKey: process.env.MEILI_MASTER_KEY }),
);
