import { resolve } from "node:path";
import { expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const faultsOf = (env: NodeJS.ProcessEnv) => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
};

it("needs no variable at all", () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    dataDir: resolve(".data"),
    seed: "sample",
    isProduction: false,
  });
});

it("takes an empty variable for one that is not set", () => {
  expect(readConfig({ PORT: "", MONGODB_URI: "" })).toMatchObject({ port: 3000, mongodbUri: undefined });
});

it.each(["0", "65536", "3000x", "-1", "3.5", " 80"])("refuses PORT=%j by name", (port) => {
  expect(faultsOf({ PORT: port })).toEqual(["PORT must be a whole number from 1 to 65535"]);
});

it("names every variable at fault at once, and no value", () => {
  const faults = faultsOf({ MONGODB_URI: "secret-host", SEED: "demo", LOG_LEVEL: "loud" });
  expect(faults.map((fault) => fault.split(" ")[0])).toEqual(["SEED", "MONGODB_URI", "LOG_LEVEL"]);
  expect(faults.join()).not.toContain("secret-host");
});

it("seeds nothing in production, and refuses to be asked to", () => {
  expect(readConfig({ NODE_ENV: "production" }).seed).toBe("none");
  expect(faultsOf({ NODE_ENV: "production", SEED: "sample" })[0]).toContain("SEED must not be sample");
});

it("wants an administrator's address and password together", () => {
  expect(faultsOf({ ADMIN_EMAIL: "a@example.com" })).toEqual([
    "ADMIN_EMAIL and ADMIN_PASSWORD must be set together",
  ]);
});
