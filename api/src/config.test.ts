import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

function privateKeyOf(kind: "ed25519" | "ed448"): string {
  const { privateKey } = kind === "ed25519" ? generateKeyPairSync("ed25519") : generateKeyPairSync("ed448");
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

const needed = { MONGODB_URI: "mongodb://127.0.0.1/market", MEILI_URL: "http://127.0.0.1:7700" };
const production = {
  ...needed,
  NODE_ENV: "production",
  SEED: "none",
  MEILI_MASTER_KEY: "a-key-of-its-own-length",
  CERTIFICATE_PRIVATE_KEY: privateKeyOf("ed25519"),
};

describe("configuration", () => {
  it("has the contract's defaults", () => {
    expect(readConfig(needed)).toMatchObject({
      isProduction: false,
      port: 3000,
      host: "127.0.0.1",
      embeddingModel: "bge-small-zh-v1.5",
      hasDemoAccounts: true,
      firstAdmin: null,
      publicOrigin: null,
    });
  });

  it("is frozen, and takes an empty variable as not set", () => {
    const config = readConfig({ ...needed, PORT: "", OPENAI_BASE_URL: "" });
    expect(Object.isFrozen(config)).toBe(true);
    expect(config).toMatchObject({ port: 3000, openaiBaseUrl: undefined });
  });

  it.each([
    ["MONGODB_URI", { MONGODB_URI: undefined }],
    ["MONGODB_URI", { MONGODB_URI: "postgres://secret@host" }],
    ["MEILI_URL", { MEILI_URL: "secret" }],
    ["PORT", { PORT: "http" }],
    ["PORT", { PORT: "65536" }],
    ["SEED", { SEED: "secret" }],
    ["LOG_LEVEL", { LOG_LEVEL: "secret" }],
    ["NODE_ENV", { NODE_ENV: "secret" }],
    ["TRUST_PROXY", { TRUST_PROXY: "secret" }],
    ["PUBLIC_ORIGIN", { PUBLIC_ORIGIN: "https://market.example/path" }],
    ["ATTACHMENT_SCANNER_URL", { ATTACHMENT_SCANNER_URL: "secret" }],
    ["CERTIFICATE_PRIVATE_KEY", { CERTIFICATE_PRIVATE_KEY: "secret" }],
    ["CERTIFICATE_PRIVATE_KEY", { CERTIFICATE_PRIVATE_KEY: privateKeyOf("ed448") }],
    ["CERTIFICATE_FORMER_KEYS", { CERTIFICATE_FORMER_KEYS: "secret" }],
    ["ADMIN_PASSWORD", { ADMIN_EMAIL: "admin@market.example" }],
    ["ADMIN_EMAIL", { ADMIN_EMAIL: "secret", ADMIN_PASSWORD: "long enough" }],
  ])("names %s and no value when it is wrong as in %j", (name, variables) => {
    const read = () => readConfig({ ...needed, ...variables });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(name);
    expect(read).not.toThrow("secret");
  });

  it("names all wrong variables at once", () => {
    expect(() => readConfig({ PORT: "x" })).toThrow(/MONGODB_URI.*MEILI_URL.*PORT/);
  });

  it("listens to the network in production, and shows no demo accounts there", () => {
    expect(readConfig(production)).toMatchObject({
      isProduction: true,
      host: "0.0.0.0",
      hasDemoAccounts: false,
    });
  });

  it.each([
    ["SEED", { SEED: "sample" }],
    ["ADMIN_PASSWORD", { ADMIN_EMAIL: "a@market.example", ADMIN_PASSWORD: "demo-password" }],
    ["MEILI_MASTER_KEY", { MEILI_MASTER_KEY: undefined }],
    ["CERTIFICATE_PRIVATE_KEY", { CERTIFICATE_PRIVATE_KEY: undefined }],
  ])("refuses demo accounts and default secrets in production: %s", (name, variables) => {
    expect(() => readConfig({ ...production, ...variables })).toThrow(name);
  });
});
