import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

const env = { MONGODB_URI: "mongodb://a,b/market", MEILI_URL: "http://127.0.0.1:7700" };

describe("the indexer's configuration", () => {
  it("needs a store and a search engine, and can do without a model", () => {
    expect(readConfig(env)).toMatchObject({ openaiBaseUrl: undefined, embeddingModel: "bge-small-zh-v1.5" });
  });

  it.each(["MONGODB_URI", "MEILI_URL"])("names %s where it is missing", (name) => {
    expect(() => readConfig({ ...env, [name]: undefined })).toThrow(name);
  });

  it("names a variable that holds nonsense, and keeps its value to itself", () => {
    const read = () => readConfig({ ...env, MEILI_URL: "secret-token" });
    expect(read).toThrow("MEILI_URL");
    expect(read).not.toThrow("secret-token");
    expect(() => readConfig({ ...env, LOG_LEVEL: "loud" })).toThrow("LOG_LEVEL");
  });
});
