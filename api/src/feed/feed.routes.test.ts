import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson } from "../test/people.ts";
import { demandInput } from "../test/texts.ts";

describe("what programs read of the public market", () => {
  let test: TestApp;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    test = await buildTestApp({ variables: { PUBLIC_ORIGIN: "https://market.example" } });
    const owner = await createPerson(test.app, "enterprise");
    for (const visibility of ["public", "members"] as const) {
      const title = `<${visibility}> & 密封`;
      const { id } = (await owner.post("/api/demands", demandInput({ title, visibility }))).json();
      await owner.post(`/api/demands/${id}/publish`);
      ids[visibility] = id;
    }
  });
  afterAll(() => test.close());

  it.each(["atom", "rss"])("has the newest public demands as %s, and no others", async (format) => {
    const response = await test.app.inject(`/feeds/demands.${format}`);
    expect(response.statusCode).toBe(200);
    expect(response.headers["content-type"]).toBe(`application/${format}+xml; charset=utf-8`);
    expect(response.body).toContain(`https://market.example/demands/${ids.public}/public-`);
    expect(response.body).not.toContain(ids.members);
  });

  it("shows plain text as it was written, and runs none of it", async () => {
    const { body } = await test.app.inject("/feeds/demands.atom");
    expect(body).toContain("&lt;public&gt; &amp; 密封");
    expect(body).not.toContain("<public>");
  });

  it("answers 404 for a format there is not", async () => {
    expect((await test.app.inject("/feeds/demands.json")).statusCode).toBe(404);
  });

  it("lists in the sitemap what is open to everybody", async () => {
    const { body } = await test.app.inject("/sitemap.xml");
    expect(body).toContain("<loc>https://market.example/results</loc>");
    expect(body).toContain(`<loc>https://market.example/demands/${ids.public}/public-`);
    expect(body).not.toContain(ids.members);
  });

  it("tells robots where the sitemap is", async () => {
    const { body } = await test.app.inject("/robots.txt");
    expect(body).toContain("Sitemap: https://market.example/sitemap.xml");
  });
});
