import type { Demand } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";
import { dayFromNow, demandInput } from "../test/texts.ts";

describe("demands", () => {
  let test: TestApp;
  let owner: Person;
  let stranger: Person;
  let broker: Person;
  let official: Person;

  beforeAll(async () => {
    test = await buildTestApp();
    owner = await createPerson(test.app, "enterprise");
    stranger = await createPerson(test.app, "enterprise");
    broker = await createPerson(test.app, "broker");
    official = await createPerson(test.app, "official");
  });
  afterAll(() => test.close());

  const draft = async (overrides = {}): Promise<Demand> => {
    const response = await owner.post("/api/demands", demandInput(overrides));
    expect(response.statusCode, response.body).toBe(201);
    return response.json();
  };
  const published = async (overrides = {}): Promise<Demand> => {
    const response = await owner.post(`/api/demands/${(await draft(overrides)).id}/publish`);
    expect(response.statusCode, response.body).toBe(200);
    return response.json();
  };

  describe("writing", () => {
    it("answers 201 with a draft of the caller's organisation", async () => {
      expect(await draft()).toMatchObject({
        ...demandInput(),
        status: "draft",
        revision: 1,
        organisation: { id: owner.organisationId },
        isOwner: true,
        publishedAt: null,
        history: [{ act: "draft", actor: { id: owner.id, name: owner.name, role: "enterprise" } }],
      });
    });

    it("keeps hostile text as text", async () => {
      const title = '<script>alert("x")</script> \u0000\u202e عربى 🚀 {{7*7}} $where';
      const description = "长".repeat(10_000);
      const demand = await draft({ title, description, keywords: ["<b>", "__proto__"] });
      expect(demand).toMatchObject({ title, description, keywords: ["<b>", "__proto__"] });
    });

    it("makes one draft of a repeated create with the same Idempotency-Key, even of two at once", async () => {
      const headers = { "idempotency-key": "need-1" };
      const answers = await Promise.all(
        [1, 2, 3].map(() => owner.post("/api/demands", demandInput(), headers)),
      );
      expect(answers.map((answer) => answer.statusCode)).toEqual([201, 201, 201]);
      expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1);
      const other = await stranger.post("/api/demands", demandInput(), headers);
      expect(other.json().id).not.toBe(answers[0]?.json().id);
    });

    it.each([
      ["a missing title", { title: undefined }, "title"],
      ["a blank title", { title: " \t" }, "title"],
      ["a title too long", { title: "长".repeat(257) }, "title"],
      ["a body too long", { description: "长".repeat(20_001) }, "description"],
      ["an unknown field of industry", { field: "炼金术" }, "field"],
      ["a negative budget", { budgetFen: -1 }, "budgetFen"],
      ["a fractional budget", { budgetFen: 0.5 }, "budgetFen"],
      ["a budget beyond all money", { budgetFen: 1e300 }, "budgetFen"],
      ["a budget in words", { budgetFen: "12" }, "budgetFen"],
      ["no way of cooperation", { cooperation: [] }, "cooperation"],
      ["an unknown way of cooperation", { cooperation: ["租赁"] }, "cooperation.0"],
      ["a day that does not exist", { deadline: "2027-02-30" }, "deadline"],
      ["a deadline in the past", { deadline: dayFromNow(-1) }, "deadline"],
      ["too many keywords", { keywords: Array.from({ length: 21 }, (_, index) => `词${index}`) }, "keywords"],
      ["an unknown field", { price: 1 }, "price"],
      ["a contact with an unknown part", { contact: { fax: "1" } }, "contact.fax"],
    ])("answers 400 naming the field for %s", async (_name, overrides, path) => {
      const response = await owner.post("/api/demands", { ...demandInput(), ...overrides });
      expect(response.statusCode).toBe(400);
      expect(response.headers["content-type"]).toMatch(/^application\/problem\+json/);
      expect(response.json().errors.map((error: { path: string }) => error.path)).toContain(path);
    });

    it("takes 面议 as null and keeps it", async () => {
      expect(await draft({ budgetFen: null })).toMatchObject({ budgetFen: null });
    });

    it("takes a deadline of today", async () => {
      expect(await draft({ deadline: dayFromNow(0) })).toMatchObject({ deadline: dayFromNow(0) });
    });

    it("changes a draft by its revision and answers 409 to a stale one", async () => {
      const demand = await draft();
      const changed = await owner.patch(`/api/demands/${demand.id}`, { revision: 1, title: "新标题" });
      expect(changed.statusCode).toBe(200);
      expect(changed.json()).toMatchObject({ title: "新标题", revision: 2, description: demand.description });
      const stale = await owner.patch(`/api/demands/${demand.id}`, { revision: 1, title: "旧标题" });
      expect(stale.statusCode).toBe(409);
      expect(stale.json()).toMatchObject({ code: "record.staleRevision", currentStatus: "draft" });
    });

    it("lets one of two changes at once win", async () => {
      const demand = await draft();
      const answers = await Promise.all(
        ["甲", "乙"].map((title) => owner.patch(`/api/demands/${demand.id}`, { revision: 1, title })),
      );
      expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409]);
    });

    it("answers 400 to a patch without revision", async () => {
      const response = await owner.patch(`/api/demands/${(await draft()).id}`, { title: "新标题" });
      expect(response.statusCode).toBe(400);
      expect(response.json().errors).toMatchObject([{ path: "revision" }]);
    });

    it("deletes drafts only", async () => {
      const { id } = await draft();
      expect((await owner.delete(`/api/demands/${id}`)).statusCode).toBe(204);
      expect((await owner.get(`/api/demands/${id}`)).statusCode).toBe(404);
      const kept = await published();
      const refused = await owner.delete(`/api/demands/${kept.id}`);
      expect(refused.statusCode).toBe(409);
      expect(refused.json().currentStatus).toBe("published");
    });
  });

  describe("life", () => {
    it("publishes a draft until the end of its deadline's day in Asia/Shanghai, and makes work of it", async () => {
      const demand = await published({ deadline: "2099-05-01" });
      expect(demand).toMatchObject({
        status: "published",
        expiresAt: "2099-05-01T16:00:00.000Z",
        indexing: { state: "pending" },
      });
      const stored = await test.app.models.Demand.findById(demand.id).lean();
      expect(stored?.indexing.dueAt).toBeInstanceOf(Date);
      expect(stored?.revision).toBe(2);
    });

    it("answers 409 naming the status to an act that does not start there", async () => {
      const { id } = await draft();
      const closed = await owner.post(`/api/demands/${id}/close`);
      expect(closed.statusCode).toBe(409);
      expect(closed.json().currentStatus).toBe("draft");
      await owner.post(`/api/demands/${id}/publish`);
      expect((await owner.post(`/api/demands/${id}/publish`)).json().currentStatus).toBe("published");
      expect((await owner.post(`/api/demands/${id}/close`)).json().status).toBe("closed");
      const edited = await owner.patch(`/api/demands/${id}`, { revision: 3, title: "晚了" });
      expect(edited.statusCode).toBe(409);
      expect(edited.json().currentStatus).toBe("closed");
    });

    it("does not publish a draft whose deadline has passed", async () => {
      const { id } = await draft();
      await test.app.models.Demand.updateOne({ _id: id }, { $set: { deadline: dayFromNow(-1) } });
      const response = await owner.post(`/api/demands/${id}/publish`);
      expect(response.statusCode).toBe(400);
      expect(response.json().errors).toMatchObject([{ path: "deadline" }]);
    });

    it("moves the end of a published demand with its deadline, and makes work of the change", async () => {
      const demand = await published();
      await test.app.models.Demand.updateOne({ _id: demand.id }, { $set: { "indexing.dueAt": null } });
      const changed = await owner.patch(`/api/demands/${demand.id}`, {
        revision: demand.revision,
        deadline: "2099-06-01",
      });
      expect(changed.json()).toMatchObject({
        expiresAt: "2099-06-01T16:00:00.000Z",
        indexing: { state: "pending" },
      });
    });

    it("counts as expired once its end has passed, before any sweep", async () => {
      const demand = await published();
      await test.app.models.Demand.updateOne({ _id: demand.id }, { $set: { expiresAt: new Date(0) } });
      expect((await test.app.inject(`/api/demands/${demand.id}`)).statusCode).toBe(404);
      expect((await owner.get(`/api/demands/${demand.id}`)).json().status).toBe("expired");
      const withdrawn = await owner.post(`/api/demands/${demand.id}/withdraw`);
      expect(withdrawn.statusCode).toBe(409);
      expect(withdrawn.json().currentStatus).toBe("expired");
      const listed = await owner.get("/api/demands?mine=true&status=expired&pageSize=100");
      expect(listed.json().items.map((item: Demand) => item.id)).toContain(demand.id);
    });

    it("is withdrawn by its owner without a reason and by an official only with one, which people hear of", async () => {
      const own = await published();
      const withdrawn = await owner.post(`/api/demands/${own.id}/withdraw`);
      expect(withdrawn.json().status).toBe("withdrawn");
      expect((await test.app.models.Demand.findById(own.id).lean())?.announce).toBe(false);

      const other = await published();
      const refused = await official.post(`/api/demands/${other.id}/withdraw`);
      expect(refused.statusCode).toBe(400);
      expect(refused.json().errors).toMatchObject([{ path: "reason" }]);
      const taken = await official.post(`/api/demands/${other.id}/withdraw`, { reason: "内容失实" });
      expect(taken.json()).toMatchObject({ status: "withdrawn" });
      expect(taken.json().history.at(-1)).toMatchObject({ act: "withdraw", note: "内容失实" });
      expect((await test.app.models.Demand.findById(other.id).lean())?.announce).toBe(true);
    });

    it("answers 403 to strangers who may see it and 404 to those who may not", async () => {
      const open = await published();
      for (const act of ["close", "withdraw", "publish"]) {
        expect((await stranger.post(`/api/demands/${open.id}/${act}`)).statusCode).toBe(403);
      }
      expect((await stranger.patch(`/api/demands/${open.id}`, { revision: 2, title: "x" })).statusCode).toBe(
        403,
      );
      const hidden = await draft();
      expect((await stranger.post(`/api/demands/${hidden.id}/publish`)).statusCode).toBe(404);
      expect((await official.get(`/api/demands/${hidden.id}`)).statusCode).toBe(404);
    });
  });

  describe("reading", () => {
    it("shows contact, history and work to the owner, and not to strangers", async () => {
      const { id } = await published();
      expect((await owner.get(`/api/demands/${id}`)).json()).toHaveProperty("contact.name", "王工");
      for (const reader of [stranger, broker, null]) {
        const url = `/api/demands/${id}`;
        const response = await (reader === null ? test.app.inject(url) : reader.get(url));
        expect(response.statusCode).toBe(200);
        expect(response.json()).not.toHaveProperty("contact");
        expect(response.json()).not.toHaveProperty("history");
        expect(response.json()).not.toHaveProperty("indexing");
        expect(response.json().isOwner).toBe(false);
      }
      expect((await official.get(`/api/demands/${id}`)).json()).toHaveProperty("indexing");
    });

    it.each([
      ["public", [200, 200, 200, 200]],
      ["members", [404, 200, 200, 200]],
      ["brokers", [404, 404, 200, 200]],
    ] as const)(
      "shows a demand for %s to anonymous, enterprise, broker, official as %s",
      async (visibility, expected) => {
        const { id } = await published({ visibility });
        const url = `/api/demands/${id}`;
        const answers = await Promise.all([
          test.app.inject(url),
          stranger.get(url),
          broker.get(url),
          official.get(url),
        ]);
        expect(answers.map((answer) => answer.statusCode)).toEqual(expected);
        const lists = await Promise.all([
          test.app.inject("/api/demands?pageSize=100"),
          stranger.get("/api/demands?pageSize=100"),
          broker.get("/api/demands?pageSize=100"),
          official.get("/api/demands?pageSize=100"),
        ]);
        const isListed = lists.map((list) => list.json().items.some((item: Demand) => item.id === id));
        expect(isListed).toEqual(expected.map((status) => status === 200));
      },
    );

    it("lists newest first, by page, with the total", async () => {
      const second = await buildTestApp();
      try {
        const writer = await createPerson(second.app, "enterprise");
        for (const title of ["一", "二", "三"]) {
          const { id } = (await writer.post("/api/demands", demandInput({ title }))).json();
          await writer.post(`/api/demands/${id}/publish`);
        }
        await writer.post("/api/demands", demandInput({ title: "草稿" }));
        const page = (await second.app.inject("/api/demands?page=1&pageSize=2")).json();
        expect(page).toMatchObject({ total: 3, page: 1, pageSize: 2 });
        expect(page.items.map((item: Demand) => item.title)).toEqual(["三", "二"]);
        const mine = (await writer.get("/api/demands?mine=true")).json();
        expect(mine.items.map((item: Demand) => item.title)).toEqual(["草稿", "三", "二", "一"]);
        expect((await writer.get("/api/demands?mine=true&status=draft")).json().total).toBe(1);
        expect((await second.app.inject("/api/demands?status=draft")).json().total).toBe(0);
        const byField = await second.app.inject(`/api/demands?field=${encodeURIComponent("新材料")}`);
        expect(byField.json().total).toBe(0);
      } finally {
        await second.close();
      }
    });

    it("answers 401 to a stranger who asks for their own", async () => {
      expect((await test.app.inject("/api/demands?mine=true")).statusCode).toBe(401);
    });

    it.each([
      "page=0",
      "pageSize=101",
      "page=x",
      "field=x",
      "status=gone",
      "mine=maybe",
      "sort=title",
      "page=1&page=2",
    ])("answers 400 to the query ?%s", async (query) => {
      expect((await test.app.inject(`/api/demands?${query}`)).statusCode).toBe(400);
    });

    it("answers 400 to an id that is none, and 404 to one that names nothing", async () => {
      for (const id of ["1", "z".repeat(24), "%00", "0".repeat(400)]) {
        expect((await test.app.inject(`/api/demands/${id}`)).statusCode).toBe(400);
      }
      expect((await test.app.inject(`/api/demands/${"0".repeat(24)}`)).statusCode).toBe(404);
    });
  });
});
