import type { SearchAnswer, SearchQuery } from "@market/indexer/search";
import type { Demand } from "@market/shared";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";
import { demandInput } from "../test/texts.ts";

describe("search by words", () => {
  let test: TestApp;
  let owner: Person;
  let asked: SearchQuery[];
  let hits: string[];

  const searchDemands = async (query: SearchQuery): Promise<SearchAnswer> => {
    asked.push(query);
    return {
      hits: hits.map((id) => ({ id, rankingScore: 0.9, highlights: { title: "<mark>橡胶</mark>" } })),
      total: hits.length,
      facets: { field: { 化工橡胶: hits.length } },
      mode: "keywords",
    };
  };
  const publish = async (overrides = {}): Promise<string> => {
    const { id } = (await owner.post("/api/demands", demandInput(overrides))).json();
    await owner.post(`/api/demands/${id}/publish`);
    return id;
  };

  beforeAll(async () => {
    test = await buildTestApp({
      search: { searchDemands },
      variables: { ANONYMOUS_SEARCHES_PER_MINUTE: "5" },
    });
    owner = await createPerson(test.app, "enterprise");
  });
  beforeEach(() => {
    asked = [];
    hits = [];
  });
  afterAll(() => test.close());

  it("answers in the engine's order with facets, highlights and how it searched", async () => {
    const first = await publish({ title: "第一" });
    const second = await publish({ title: "第二" });
    hits = [first, second];
    const { items, ...page } = (await owner.get("/api/demands?q=order")).json();
    expect(page).toEqual({
      total: 2,
      page: 1,
      pageSize: 20,
      facets: { field: { 化工橡胶: 2 } },
      searchMode: "keywords",
    });
    expect(items.map((item: Demand) => item.id)).toEqual([first, second]);
    expect(items[0].highlights).toEqual({ title: "<mark>橡胶</mark>" });
  });

  it("asks only for what the caller may see", async () => {
    const broker = await createPerson(test.app, "broker");
    await test.app.inject("/api/demands?q=visibility");
    await owner.get(`/api/demands?q=visibility&mine=true&field=${encodeURIComponent("新材料")}`);
    await broker.get("/api/demands?q=visibility");
    expect(asked.map(({ filter }) => filter)).toMatchObject([
      { visibilities: ["public"], ownOrganisationId: null },
      {
        visibilities: ["public", "members"],
        ownOrganisationId: owner.organisationId,
        organisationId: owner.organisationId,
        field: "新材料",
      },
      { visibilities: ["public", "members", "brokers"], ownOrganisationId: broker.organisationId },
    ]);
  });

  it("leaves out what the index still holds but the store no longer shows", async () => {
    const open = await publish();
    const membersOnly = await publish({ visibility: "members" });
    const withdrawn = await publish();
    await owner.post(`/api/demands/${withdrawn}/withdraw`);
    hits = [membersOnly, withdrawn, "0".repeat(24), open];
    const anonymous = (await test.app.inject("/api/demands?q=stale")).json();
    expect(anonymous.items.map((item: Demand) => item.id)).toEqual([open]);
    expect(anonymous.total).toBe(1);
    const own = (await owner.get("/api/demands?q=stale")).json();
    expect(own.items.map((item: Demand) => item.id)).toEqual([membersOnly, open]);
  });

  it("looks up once what strangers ask alike, and re-reads the store each time", async () => {
    const id = await publish();
    hits = [id];
    const ask = () => test.app.inject("/api/demands?q=alike");
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map((answer) => answer.json().total)).toEqual([1, 1, 1]);
    expect(asked).toHaveLength(1);
    await owner.post(`/api/demands/${id}/close`);
    expect((await ask()).json().total).toBe(0);
  });

  it("answers 429 to a stranger's address that asks too much, not to people who signed in", async () => {
    const app = await buildTestApp({
      search: { searchDemands },
      variables: { ANONYMOUS_SEARCHES_PER_MINUTE: "5" },
    });
    try {
      const statuses: number[] = [];
      for (let count = 0; count < 7; count++) {
        statuses.push((await app.app.inject(`/api/demands?q=many${count}`)).statusCode);
      }
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
      const refused = await app.app.inject("/api/demands?q=more");
      expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
      expect((await app.app.inject("/api/demands?q=many1")).statusCode).toBe(200);
      expect((await app.app.inject("/api/demands")).statusCode).toBe(200);
      const member = await createPerson(app.app, "enterprise");
      expect((await member.get("/api/demands?q=more")).statusCode).toBe(200);
    } finally {
      await app.close();
    }
  });

  it("answers 400 to conditions that search cannot know", async () => {
    const response = await owner.get("/api/demands?q=x&status=draft");
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toMatchObject([{ path: "status" }]);
    expect((await owner.get("/api/results?q=x&nominated=true")).statusCode).toBe(400);
  });

  it("answers 503 with the engine away, while lists without words still work", async () => {
    const response = await owner.get("/api/results?q=x");
    expect(response.json()).toMatchObject({ status: 503, code: "search.unavailable" });
    expect((await owner.get("/api/results")).statusCode).toBe(200);
  });

  it("finds nothing of its own for somebody without an organisation", async () => {
    const official = await createPerson(test.app, "official");
    expect((await official.get("/api/demands?q=x&mine=true")).json().total).toBe(0);
    expect((await test.app.inject("/api/demands?q=x&mine=true")).statusCode).toBe(401);
    expect(asked).toEqual([]);
  });
});
