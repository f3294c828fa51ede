import { randomBytes } from "node:crypto";
import { type Search, SearchUnavailableError } from "@market/indexer/search";
import { connectMongo } from "@market/shared/models";
import type { FastifyInstance } from "fastify";
import { inject } from "vitest";
import { buildApp } from "../app.ts";
import { type Config, readConfig } from "../config.ts";

declare module "vitest" {
  interface ProvidedContext {
    mongodbUri: string;
  }
}

/** An API over a database of its own on the test run's MongoDB. */
export interface TestApp {
  app: FastifyInstance;
  close(): Promise<void>;
}

/**
 * Builds the API for one test file. Search answers whatever `search` gives, and is away for all it leaves out.
 */
export async function buildTestApp(
  options: { search?: Partial<Search>; variables?: NodeJS.ProcessEnv; mongodbUri?: string } = {},
): Promise<TestApp> {
  const connection = await connectMongo(databaseUri(options.mongodbUri ?? inject("mongodbUri")));
  const app = await buildApp(testConfig(options.variables), {
    connection,
    search: { ...absentSearch, ...options.search },
  });
  await app.ready();
  return {
    app,
    close: async () => {
      await app.close();
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

export const absentSearch: Search = {
  searchDemands: rejectAsAway,
  searchResults: rejectAsAway,
  checkMeilisearch: async () => ({ name: "meilisearch", state: "down", detail: "away in this test" }),
  checkEmbeddings: async () => ({ name: "embeddings", state: "down", detail: "away in this test" }),
};

async function rejectAsAway(): Promise<never> {
  throw new SearchUnavailableError("search is away in this test");
}

function testConfig(variables: NodeJS.ProcessEnv = {}): Config {
  return readConfig({
    NODE_ENV: "test",
    MONGODB_URI: inject("mongodbUri"),
    MEILI_URL: "http://127.0.0.1:7700",
    LOG_LEVEL: "silent",
    SEED: "none",
    ...variables,
  });
}

function databaseUri(serverUri: string): string {
  const uri = new URL(serverUri);
  uri.pathname = `/test-${randomBytes(6).toString("hex")}`;
  return uri.href;
}
