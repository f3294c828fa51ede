import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { type Static, Type } from "typebox";
import { DEMO_PASSWORD } from "./account/demo-accounts.ts";
import {
  CertificateKeyError,
  type CertificateKeys,
  readCertificateKeys,
} from "./certificate/certificate-keys.ts";

const EnvironmentSchema = Type.Object({
  NODE_ENV: Type.Enum(["development", "test", "production"], { default: "development" }),
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 3000 }),
  HOST: Type.Optional(Type.String({ minLength: 1 })),
  MONGODB_URI: Type.String({ pattern: "^mongodb(\\+srv)?://" }),
  MEILI_URL: Type.String({ pattern: "^https?://" }),
  MEILI_MASTER_KEY: Type.Optional(Type.String({ minLength: 1 })),
  OPENAI_BASE_URL: Type.Optional(Type.String({ pattern: "^https?://" })),
  OPENAI_API_KEY: Type.Optional(Type.String({ minLength: 1 })),
  EMBEDDING_MODEL: Type.String({ minLength: 1, default: "bge-small-zh-v1.5" }),
  CHAT_MODEL: Type.Optional(Type.String({ minLength: 1 })),
  LOG_LEVEL: Type.Enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], { default: "info" }),
  SEED: Type.Enum(["sample", "none"], { default: "sample" }),
  ADMIN_EMAIL: Type.Optional(Type.String({ format: "email" })),
  ADMIN_PASSWORD: Type.Optional(Type.String({ minLength: 8, maxLength: 200 })),
  PUBLIC_ORIGIN: Type.Optional(Type.String({ pattern: "^https?://[^/]+$" })),
  WEB_DIST: Type.Optional(Type.String({ minLength: 1 })),
  TRUST_PROXY: Type.Boolean({ default: false }),
  ATTACHMENT_SCANNER_URL: Type.Optional(Type.String({ pattern: "^https?://" })),
  CERTIFICATE_PRIVATE_KEY: Type.Optional(Type.String({ minLength: 1 })),
  CERTIFICATE_FORMER_KEYS: Type.Optional(Type.String({ minLength: 1 })),
  ANONYMOUS_SEARCHES_PER_MINUTE: Type.Integer({ minimum: 1, default: 60 }),
});
type Environment = Static<typeof EnvironmentSchema>;

// The environment is strings only: numbers and booleans are coerced here, as nowhere else in the API.
const ajv = new Ajv({ coerceTypes: true, useDefaults: true, removeAdditional: true, allErrors: true });
addFormats.default(ajv);
const isEnvironment = ajv.compile<Environment>({ ...EnvironmentSchema, additionalProperties: false });

/** What the API process needs to know, read once at start. */
export interface Config {
  readonly isProduction: boolean;
  readonly port: number;
  readonly host: string;
  readonly mongodbUri: string;
  readonly meiliUrl: string;
  readonly meiliMasterKey?: string;
  readonly openaiBaseUrl?: string;
  readonly openaiApiKey?: string;
  readonly embeddingModel: string;
  /** The model that words reasons; the indexer asks it, here it only says whether there is one. */
  readonly chatModel?: string;
  readonly logLevel: Environment["LOG_LEVEL"];
  /** Whether the demo accounts exist and may be shown to everybody. */
  readonly hasDemoAccounts: boolean;
  readonly firstAdmin: { readonly email: string; readonly password: string } | null;
  /** `https://market.example`, when it differs from the `Host` that reaches this process. */
  readonly publicOrigin: string | null;
  /** Folder of the built web app; without it only the API is served. */
  readonly webDist: string | null;
  readonly trustProxy: boolean;
  readonly anonymousSearchesPerMinute: number;
  /** Where files are posted to before they are taken; without it they are kept unscanned, and it is said so. */
  readonly attachmentScannerUrl: string | null;
  /** Without one of their own, certificates are checked but none is issued. */
  readonly certificateKeys: CertificateKeys;
}

/** A variable of the environment that is missing or wrong. Names variables, never their values. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads the API's configuration from environment variables.
 *
 * @throws {ConfigError} naming every variable that is missing or wrong
 */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  // An empty variable is how shells and compose files say "not set".
  const environment: unknown = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  if (!isEnvironment(environment)) {
    const faults = (isEnvironment.errors ?? []).map((error) => {
      const name = error.instancePath.slice(1) || String(error.params.missingProperty);
      return error.keyword === "required"
        ? `${name} is not set`
        : `${name} ${error.message}${error.keyword === "enum" ? `: ${error.params.allowedValues.join(", ")}` : ""}`;
    });
    throw new ConfigError(faults.join("; "));
  }
  const isProduction = environment.NODE_ENV === "production";
  if ((environment.ADMIN_EMAIL === undefined) !== (environment.ADMIN_PASSWORD === undefined)) {
    throw new ConfigError("ADMIN_EMAIL and ADMIN_PASSWORD must be set together");
  }
  if (isProduction) refuseDemoSettings(environment);
  return Object.freeze({
    isProduction,
    port: environment.PORT,
    host: environment.HOST ?? (isProduction ? "0.0.0.0" : "127.0.0.1"),
    mongodbUri: environment.MONGODB_URI,
    meiliUrl: environment.MEILI_URL,
    meiliMasterKey: environment.MEILI_MASTER_KEY,
    openaiBaseUrl: environment.OPENAI_BASE_URL,
    openaiApiKey: environment.OPENAI_API_KEY,
    embeddingModel: environment.EMBEDDING_MODEL,
    chatModel: environment.OPENAI_BASE_URL === undefined ? undefined : environment.CHAT_MODEL,
    logLevel: environment.LOG_LEVEL,
    hasDemoAccounts: environment.SEED === "sample" && !isProduction,
    firstAdmin:
      environment.ADMIN_EMAIL !== undefined && environment.ADMIN_PASSWORD !== undefined
        ? Object.freeze({
            email: environment.ADMIN_EMAIL.toLowerCase(),
            password: environment.ADMIN_PASSWORD,
          })
        : null,
    publicOrigin: environment.PUBLIC_ORIGIN ?? null,
    webDist: environment.WEB_DIST ?? null,
    trustProxy: environment.TRUST_PROXY,
    anonymousSearchesPerMinute: environment.ANONYMOUS_SEARCHES_PER_MINUTE,
    attachmentScannerUrl: environment.ATTACHMENT_SCANNER_URL ?? null,
    certificateKeys: readKeys(environment),
  });
}

function readKeys(environment: Environment): CertificateKeys {
  const { CERTIFICATE_PRIVATE_KEY, CERTIFICATE_FORMER_KEYS } = environment;
  try {
    return readCertificateKeys({ privateKey: CERTIFICATE_PRIVATE_KEY, formerKeys: CERTIFICATE_FORMER_KEYS });
  } catch (error) {
    if (!(error instanceof CertificateKeyError)) throw error;
    const name = error.isFormer ? "CERTIFICATE_FORMER_KEYS" : "CERTIFICATE_PRIVATE_KEY";
    throw new ConfigError(`${name} ${error.message}`);
  }
}

/** Everybody knows the demo accounts' password, so a public market must not start with them. */
function refuseDemoSettings(environment: Environment): void {
  if (environment.SEED !== "none") throw new ConfigError("SEED must be none in production");
  if (environment.ADMIN_PASSWORD === DEMO_PASSWORD) {
    throw new ConfigError("ADMIN_PASSWORD must not be the demo password in production");
  }
  if (environment.MEILI_MASTER_KEY === undefined || environment.MEILI_MASTER_KEY.length < 16) {
    throw new ConfigError("MEILI_MASTER_KEY must have at least 16 characters in production");
  }
  if (environment.CERTIFICATE_PRIVATE_KEY === undefined) {
    throw new ConfigError("CERTIFICATE_PRIVATE_KEY must be set in production");
  }
}
