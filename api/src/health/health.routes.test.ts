import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";

describe("health and readiness", () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await buildTestApp();
  });
  afterAll(() => test.close());

  it("answers that the process is alive", async () => {
    const response = await test.app.inject("/health");
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ status: "ok" });
  });

  it("is degraded, not down, without search, embeddings and indexer", async () => {
    const response = await test.app.inject("/ready");
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      status: "degraded",
      dependencies: [
        { name: "mongodb", state: "ok" },
        { name: "meilisearch", state: "down" },
        { name: "embeddings", state: "down" },
        { name: "indexer", state: "down" },
      ],
    });
  });

  it("sees an indexer that said lately that it lives", async () => {
    await test.app.models.Worker.create({ _id: "worker-1", seenAt: new Date() });
    const response = await test.app.inject("/ready");
    expect(response.json().dependencies).toContainEqual({
      name: "indexer",
      state: "ok",
      detail: "1 running",
    });
  });
});
