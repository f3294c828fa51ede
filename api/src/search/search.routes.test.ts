import type { SearchAnswer } from "@market/indexer/search";
import type { Everything } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";
import { demandInput } from "../test/texts.ts";

const found: Record<"demands", string[]> = { demands: [] };

function answerOf(ids: readonly string[]): SearchAnswer {
  const hits = ids.map((id) => ({ id, rankingScore: 1, highlights: {} }));
  return { hits, total: hits.length, facets: {}, mode: "hybrid" };
}

describe("search over everything", () => {
  let test: TestApp;
  let owner: Person;
  let official: Person;
  beforeAll(async () => {
    const ask = async (ids: readonly string[]) => answerOf(ids);
    test = await buildTestApp({
      search: { searchDemands: () => ask(found.demands), searchResults: () => ask([]) },
    });
    owner = await createPerson(test.app, "enterprise");
    official = await createPerson(test.app, "official");
    for (const visibility of ["public", "members"] as const) {
      const input = demandInput({ title: `密封 ${visibility}`, visibility });
      const { id } = (await owner.post("/api/demands", input)).json();
      await owner.post(`/api/demands/${id}/publish`);
      found.demands.push(id);
    }
  });
  afterAll(() => test.close());

  const titlesOf = ({ groups }: Everything, kind: string) =>
    groups.find((group) => group.kind === kind)?.items.map(({ title }) => title);

  it("shows a stranger the public texts and nothing else", async () => {
    const answer = (await test.app.inject(`/api/search?q=${encodeURIComponent("密封")}`)).json<Everything>();
    expect(titlesOf(answer, "demand")).toEqual(["密封 public"]);
    expect(answer.groups.map(({ kind }) => kind)).toEqual(["demand"]);
  });

  it("shows an official what members see, and organisations by name", async () => {
    const name = owner.organisationName ?? "";
    const answer = (await official.get(`/api/search?q=${encodeURIComponent(name)}`)).json<Everything>();
    expect(titlesOf(answer, "demand")).toEqual(["密封 public", "密封 members"]);
    expect(titlesOf(answer, "organisation")).toEqual([name]);
  });

  it("finds organisations though texts cannot be searched, and says so", async () => {
    const away = await buildTestApp();
    const someone = await createPerson(away.app, "official");
    const colleague = await createPerson(away.app, "enterprise");
    const name = encodeURIComponent(colleague.organisationName ?? "");
    const answer = (await someone.get(`/api/search?q=${name}`)).json<Everything>();
    expect(answer.withoutTexts).toBe(true);
    expect(titlesOf(answer, "organisation")).toEqual([colleague.organisationName]);
    await away.close();
  });

  it.each(["/api/search", "/api/search?q=", "/api/search?q=%20%20"])("refuses %s with 400", async (url) => {
    expect((await test.app.inject(url)).statusCode).toBe(400);
  });
});
