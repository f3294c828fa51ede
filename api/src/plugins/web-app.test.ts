import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";

describe("the web app", () => {
  let webDist: string;
  let test: TestApp;
  beforeAll(async () => {
    webDist = await mkdtemp(join(tmpdir(), "web-dist-"));
    await mkdir(join(webDist, "assets"));
    await writeFile(join(webDist, "index.html"), "<!doctype html><title>market</title>");
    await writeFile(join(webDist, "assets", "index-4f2a.js"), "export {};");
    test = await buildTestApp({ variables: { WEB_DIST: webDist } });
  });
  afterAll(async () => {
    await test.close();
    await rm(webDist, { recursive: true });
  });

  it.each(["/", "/index.html", "/results", "/pairings/0123", "/reset?token=x", "/apiary"])(
    "answers %s with the page, asked for anew each time",
    async (url) => {
      const response = await test.app.inject(url);
      expect(response.statusCode).toBe(200);
      expect(response.headers["content-type"]).toMatch(/^text\/html/);
      expect(response.headers["cache-control"]).toBe("no-cache");
      expect(response.body).toContain("<title>market</title>");
    },
  );

  it("lets hashed files be kept for ever", async () => {
    const response = await test.app.inject("/assets/index-4f2a.js");
    expect(response.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(response.headers["content-type"]).toMatch(/javascript/);
  });

  it("serves what a later build has put there, without a restart", async () => {
    await writeFile(join(webDist, "assets", "page-77aa.js"), "export {};");
    expect((await test.app.inject("/assets/page-77aa.js")).statusCode).toBe(200);
  });

  it.each(["/api/nothing", "/api", "/assets/index-old.js"])(
    "answers %s with a problem, not the page",
    async (url) => {
      const response = await test.app.inject(url);
      expect(response.statusCode).toBe(404);
      expect(response.json().code).toBe("request.notFound");
    },
  );

  it.each(["/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%5c..%5cetc"])(
    "does not serve what lies outside its folder: %s",
    async (url) => {
      const response = await test.app.inject(url);
      expect(response.body).not.toContain("root:");
      expect(response.statusCode).toBeLessThan(500);
    },
  );

  it("answers a POST to a page with 404", async () => {
    expect((await test.app.inject({ method: "POST", url: "/results" })).statusCode).toBe(404);
  });
});
