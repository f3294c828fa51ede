import pino from "pino";

export interface IndexerConfig {
  mongodbUri: string;
  meiliUrl: string;
  meiliMasterKey?: string;
  openaiBaseUrl?: string;
  openaiApiKey?: string;
  embeddingModel: string;
  /** Words reasons, where the administrator allows it. */
  chatModel?: string;
  logLevel: string;
}

const DEFAULT_EMBEDDING_MODEL = "bge-small-zh-v1.5";

/** Reads and checks the environment, once. An error names the variable, never its value. */
export function readConfig(env: NodeJS.ProcessEnv): IndexerConfig {
  const logLevel = env.LOG_LEVEL || "info";
  if (!(logLevel in pino.levels.values) && logLevel !== "silent") {
    throw new Error(`LOG_LEVEL must be one of ${Object.keys(pino.levels.values).join(", ")}, silent`);
  }
  return Object.freeze({
    mongodbUri: readUrl(env, "MONGODB_URI", ["mongodb:", "mongodb+srv:"]),
    meiliUrl: readUrl(env, "MEILI_URL", ["http:", "https:"]),
    meiliMasterKey: env.MEILI_MASTER_KEY || undefined,
    openaiBaseUrl: env.OPENAI_BASE_URL ? readUrl(env, "OPENAI_BASE_URL", ["http:", "https:"]) : undefined,
    openaiApiKey: env.OPENAI_API_KEY || undefined,
    embeddingModel: env.EMBEDDING_MODEL || DEFAULT_EMBEDDING_MODEL,
    chatModel: env.CHAT_MODEL || undefined,
    logLevel,
  });
}

function readUrl(env: NodeJS.ProcessEnv, name: string, protocols: readonly string[]): string {
  const value = env[name];
  if (!value) throw new Error(`${name} must be set`);
  // A list of hosts, which mongodb takes, is no URL to the parser: only its beginning is checked.
  const isKnown = protocols.some((protocol) => value.startsWith(`${protocol}//`));
  if (!isKnown)
    throw new Error(`${name} must begin with ${protocols.map((each) => `${each}//`).join(" or ")}`);
  return value;
}
