import { resolve } from "node:path";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { MODEL_ID } from "../embeddings/model-files.ts";

const EnvironmentSchema = Type.Object({
  NODE_ENV: Type.Optional(Type.Enum(["production", "development", "test"])),
  PORT: Type.Optional(
    Type.String({
      pattern: "^([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])$",
    }),
  ),
  DATA_DIR: Type.Optional(Type.String({ minLength: 1 })),
  SEED: Type.Optional(Type.Enum(["sample", "none"])),
  ADMIN_EMAIL: Type.Optional(Type.String({ pattern: "^[^@\\s]+@[^@\\s]+$" })),
  ADMIN_PASSWORD: Type.Optional(Type.String({ minLength: 1 })),
  MONGODB_URI: Type.Optional(Type.String({ pattern: "^mongodb(\\+srv)?://" })),
  MEILI_URL: Type.Optional(Type.String({ pattern: "^https?://" })),
  MEILI_MASTER_KEY: Type.Optional(Type.String({ minLength: 1 })),
  OPENAI_BASE_URL: Type.Optional(Type.String({ pattern: "^https?://" })),
  OPENAI_API_KEY: Type.Optional(Type.String({ minLength: 1 })),
  EMBEDDING_MODEL: Type.Optional(Type.String({ minLength: 1 })),
  CHAT_MODEL: Type.Optional(Type.String({ minLength: 1 })),
  EMBEDDING_MODEL_DIR: Type.Optional(Type.String({ minLength: 1 })),
  HF_ENDPOINT: Type.Optional(Type.String({ pattern: "^https?://" })),
  LOG_LEVEL: Type.Optional(Type.Enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])),
});

type Environment = Static<typeof EnvironmentSchema>;

/** What each variable must be, in words: messages name the variable and never repeat its value, which may be a secret. */
const EXPECTATIONS: Record<keyof Environment, string> = {
  NODE_ENV: "production, development or test",
  PORT: "a whole number from 1 to 65535",
  DATA_DIR: "the path of a folder",
  SEED: "sample or none",
  ADMIN_EMAIL: "an e-mail address",
  ADMIN_PASSWORD: "a password",
  MONGODB_URI: "a URI that begins with mongodb:// or mongodb+srv://",
  MEILI_URL: "a URL that begins with http:// or https://",
  MEILI_MASTER_KEY: "a key",
  OPENAI_BASE_URL: "a URL that begins with http:// or https://",
  OPENAI_API_KEY: "a key",
  EMBEDDING_MODEL: "the name of a model",
  CHAT_MODEL: "the name of a model",
  EMBEDDING_MODEL_DIR: "the path of a folder",
  HF_ENDPOINT: "a URL that begins with http:// or https://",
  LOG_LEVEL: "fatal, error, warn, info, debug, trace or silent",
};

export interface LauncherConfig {
  isProduction: boolean;
  port: number;
  /** Absolute. */
  dataDir: string;
  seed: "sample" | "none";
  mongodbUri: string | undefined;
  meiliUrl: string | undefined;
  meiliMasterKey: string | undefined;
  openaiBaseUrl: string | undefined;
  embeddingModel: string;
  /** Absolute. */
  embeddingModelDir: string | undefined;
  hubEndpoint: string | undefined;
}

/** The environment cannot be used; `faults` has a line for each variable at fault. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

/**
 * Reads the launcher's variables; an empty one counts as not set.
 * @throws {ConfigError} naming every variable that is not as it must be.
 */
export function readConfig(env: NodeJS.ProcessEnv): LauncherConfig {
  const names = Object.keys(EXPECTATIONS) as (keyof Environment)[];
  const values = Object.fromEntries(
    names.map((name) => [name, env[name] || undefined]).filter(([, value]) => value !== undefined),
  ) as Environment;
  const faults = names
    .filter((name) => !Value.Check(Type.Pick(EnvironmentSchema, [name]), values))
    .map((name) => `${name} must be ${EXPECTATIONS[name]}`);
  const isProduction = values.NODE_ENV === "production";
  if (isProduction && values.SEED === "sample") {
    faults.push(
      "SEED must not be sample when NODE_ENV is production: the demo accounts have known passwords",
    );
  }
  if ((values.ADMIN_EMAIL === undefined) !== (values.ADMIN_PASSWORD === undefined)) {
    faults.push("ADMIN_EMAIL and ADMIN_PASSWORD must be set together");
  }
  if (faults.length > 0) throw new ConfigError(faults);

  return {
    isProduction,
    port: Number(values.PORT ?? 3000),
    dataDir: resolve(values.DATA_DIR ?? ".data"),
    seed: values.SEED ?? (isProduction ? "none" : "sample"),
    mongodbUri: values.MONGODB_URI,
    meiliUrl: values.MEILI_URL,
    meiliMasterKey: values.MEILI_MASTER_KEY,
    openaiBaseUrl: values.OPENAI_BASE_URL,
    embeddingModel: values.EMBEDDING_MODEL ?? MODEL_ID,
    embeddingModelDir: values.EMBEDDING_MODEL_DIR && resolve(values.EMBEDDING_MODEL_DIR),
    hubEndpoint: values.HF_ENDPOINT,
  };
}
