import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";
import { resultInput } from "../test/texts.ts";

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

  it("answers an address that is no page with the page that says so, and 404", async () => {
    await writeFile(join(webDist, "routes.json"), JSON.stringify(["/", "/results/:id/:title?"]));
    expect((await test.app.inject("/no-such-page")).statusCode).toBe(404);
    expect((await test.app.inject("/results/x/y/z")).statusCode).toBe(404);
    expect((await test.app.inject("/no-such-page")).body).toContain("<title>market</title>");
    expect((await test.app.inject("/results/x/y")).statusCode).toBe(200);
    await rm(join(webDist, "routes.json"));
  });

  it("says in the head of a public text's page what it is about, and 404 of one that is not public", async () => {
    const owner = await createPerson(test.app, "institution");
    const shown = await publishResult(owner, { title: "弧菌 <快速> 检测" });
    const page = await test.app.inject(`/results/${shown.id}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("<title>弧菌 &lt;快速&gt; 检测 · ");
    expect(page.body).toContain(`/results/${shown.id}/${encodeURIComponent("弧菌-快速-检测")}" />`);

    const hidden = await publishResult(owner, { title: "不公开", visibility: "brokers" });
    const answer = await test.app.inject(`/results/${hidden.id}`);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).not.toContain("不公开");
    const toOwner = await test.app.inject({
      url: `/results/${hidden.id}`,
      headers: { cookie: owner.cookie },
    });
    expect(toOwner.statusCode).toBe(200);
    expect(toOwner.body).not.toContain("不公开");
  });

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

async function publishResult(owner: Person, overrides: Parameters<typeof resultInput>[0]) {
  const { id } = (await owner.post("/api/results", resultInput(overrides))).json();
  await owner.post(`/api/results/${id}/publish`);
  return { id: String(id) };
}
