import type { Result } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";
import { resultInput } from "../test/texts.ts";

describe("results", () => {
  let test: TestApp;
  let owner: Person;
  let enterprise: Person;
  let official: Person;

  beforeAll(async () => {
    test = await buildTestApp();
    owner = await createPerson(test.app, "institution");
    enterprise = await createPerson(test.app, "enterprise");
    official = await createPerson(test.app, "official");
  });
  afterAll(() => test.close());

  const published = async (overrides = {}): Promise<Result> => {
    const created = await owner.post("/api/results", resultInput(overrides));
    expect(created.statusCode, created.body).toBe(201);
    const response = await owner.post(`/api/results/${created.json().id}/publish`);
    expect(response.statusCode, response.body).toBe(200);
    return response.json();
  };
  const decide = (id: string, decision: string) =>
    official.post(`/api/results/${id}/select`, { decision, batch: "2026年第一批", note: "评审会一致通过" });

  it("answers 201 with a draft, and 403 to an enterprise", async () => {
    const response = await owner.post("/api/results", resultInput());
    expect(response.statusCode).toBe(201);
    expect(response.json()).toMatchObject({ ...resultInput(), status: "draft", selection: null });
    expect((await enterprise.post("/api/results", resultInput())).statusCode).toBe(403);
  });

  it("takes the status of a right by its Chinese label and answers with its code", async () => {
    const ip = [{ type: "发明专利", status: "申请中" }];
    const response = await owner.post("/api/results", { ...resultInput(), ip });
    expect(response.json().ip).toEqual([{ type: "发明专利", status: "pending" }]);
    const { id, revision } = response.json();
    const changed = await owner.patch(`/api/results/${id}`, {
      revision,
      ip: [{ type: "软件著作权", status: "登记" }],
    });
    expect(changed.json().ip).toEqual([{ type: "软件著作权", status: "registered" }]);
  });

  it("may carry a level on the city's own scale, which can be changed and taken back", async () => {
    const plain = (await owner.post("/api/results", resultInput())).json<Result>();
    expect(plain.cityLevel).toBeNull();
    const { id, revision } = plain;
    const assessed = await owner.patch(`/api/results/${id}`, { revision, cityLevel: 13 });
    expect(assessed.json().cityLevel).toBe(13);
    expect((await owner.get(`/api/results/${id}`)).json().cityLevel).toBe(13);
    const cleared = await owner.patch(`/api/results/${id}`, {
      revision: assessed.json().revision,
      cityLevel: null,
    });
    expect(cleared.json().cityLevel).toBeNull();
    expect((await owner.post("/api/results", resultInput({ cityLevel: 5 }))).json().cityLevel).toBe(5);
  });

  it("takes no level beyond the city's scale", async () => {
    for (const cityLevel of [0, 14, 1.5]) {
      const response = await owner.post("/api/results", resultInput({ cityLevel }));
      expect(response.statusCode).toBe(400);
      expect(response.json().errors[0].path).toBe("cityLevel");
    }
  });

  it("names a wrong part of the portfolio by its dotted path", async () => {
    const ip = [
      { type: "发明专利", status: "granted" },
      { type: "诺贝尔奖", status: "granted" },
    ];
    const response = await owner.post("/api/results", { ...resultInput(), ip });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toMatchObject([{ path: "ip.1.type" }]);
  });

  it("stays on the market for 365 days", async () => {
    const { publishedAt, expiresAt } = await published();
    const days = (Date.parse(expiresAt ?? "") - Date.parse(publishedAt ?? "")) / 86_400_000;
    expect(days).toBe(365);
  });

  it("filters by readiness and organisation", async () => {
    const { id } = await published({ trl: 9 });
    const found = await test.app.inject(`/api/results?minTrl=9&organisation=${owner.organisationId}`);
    expect(found.json().items.map((item: Result) => item.id)).toEqual([id]);
  });

  describe("selection of 青岛好成果", () => {
    it("goes from nomination to selection, shows on the list, and makes work and notices", async () => {
      const { id } = await published();
      const nominated = await owner.post(`/api/results/${id}/nominate`);
      expect(nominated.json().selection).toMatchObject({ state: "nominated", batch: null });
      expect((await test.app.inject(`/api/results/${id}`)).json().selection).toBeNull();
      expect((await official.get("/api/results?nominated=true")).json().total).toBe(1);
      expect((await enterprise.get("/api/results?nominated=true")).json().total).toBe(0);
      expect((await test.app.inject("/api/results?nominated=true")).statusCode).toBe(401);
      await test.app.models.Result.updateOne(
        { _id: id },
        { $set: { "indexing.dueAt": null, announce: false } },
      );

      const selected = await decide(id, "selected");
      expect(selected.statusCode).toBe(200);
      expect(selected.json().selection).toMatchObject({ state: "selected", batch: "2026年第一批" });
      const stored = await test.app.models.Result.findById(id).lean();
      expect(stored).toMatchObject({ announce: true });
      expect(stored?.indexing.dueAt).toBeInstanceOf(Date);
      expect(stored?.history.map((entry) => entry.act)).toEqual(["draft", "publish", "nominate", "select"]);
      const list = (await test.app.inject("/api/results?selected=true")).json();
      expect(list).toMatchObject({ total: 1, items: [{ id, selection: { state: "selected" } }] });
    });

    it("answers 409 naming the state where the step does not start", async () => {
      const { id } = await published();
      const early = await decide(id, "selected");
      expect(early.statusCode).toBe(409);
      expect(early.json().currentStatus).toBe("none");
      await owner.post(`/api/results/${id}/nominate`);
      expect((await owner.post(`/api/results/${id}/nominate`)).json().currentStatus).toBe("nominated");
      await decide(id, "declined");
      expect((await decide(id, "selected")).json().currentStatus).toBe("declined");
      expect((await owner.post(`/api/results/${id}/nominate`)).statusCode).toBe(200);
    });

    it("is for published results, their owner and officials", async () => {
      const draft = (await owner.post("/api/results", resultInput())).json();
      expect((await owner.post(`/api/results/${draft.id}/nominate`)).json().currentStatus).toBe("draft");
      const { id } = await published();
      expect((await enterprise.post(`/api/results/${id}/nominate`)).statusCode).toBe(403);
      expect((await owner.post(`/api/results/${id}/select`, { decision: "selected" })).statusCode).toBe(403);
    });

    it("asks for batch and note", async () => {
      const { id } = await published();
      await owner.post(`/api/results/${id}/nominate`);
      const response = await official.post(`/api/results/${id}/select`, { decision: "selected" });
      expect(response.statusCode).toBe(400);
      const paths = response.json().errors.map((error: { path: string }) => error.path);
      expect(paths.sort()).toEqual(["batch", "note"]);
    });
  });
});
