import type { WorkItem } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";
import { demandInput, resultInput } from "../test/texts.ts";

describe("work behind the market", () => {
  let test: TestApp;
  let admin: Person;
  let demandId: string;
  let resultId: string;
  beforeAll(async () => {
    test = await buildTestApp();
    admin = await createPerson(test.app, "admin");
    const enterprise = await createPerson(test.app, "enterprise");
    const institution = await createPerson(test.app, "institution");
    demandId = (await enterprise.post("/api/demands", demandInput())).json().id;
    await enterprise.post(`/api/demands/${demandId}/publish`);
    resultId = (await institution.post("/api/results", resultInput())).json().id;
    await institution.post(`/api/results/${resultId}/publish`);
    await institution.post(`/api/results/${resultId}/nominate`);
    await test.app.models.Demand.updateOne(
      { _id: demandId },
      { $set: { "indexing.attempts": 3, "indexing.lastError": "connection refused" } },
    );
    await test.app.models.Worker.create({ _id: "worker-1", seenAt: new Date(), doing: "embedding" });
  });
  afterAll(() => test.close());

  it("shows what is due, what fails and why, failing first, and who is at work", async () => {
    const work = (await admin.get("/api/admin/work")).json();
    expect(work).toMatchObject({ pending: 3, failing: 1, keywordsOnly: 0 });
    expect(work.items[0]).toMatchObject({
      kind: "demand",
      id: demandId,
      title: demandInput().title,
      task: "index",
      attempts: 3,
      lastError: "connection refused",
    });
    const rest = work.items.slice(1).map(({ kind, id, task }: WorkItem) => ({ kind, id, task }));
    expect(rest).toEqual(
      expect.arrayContaining([
        { kind: "result", id: resultId, task: "index" },
        { kind: "result", id: resultId, task: "announce" },
      ]),
    );
    expect(work.workers).toMatchObject([{ id: "worker-1", doing: "embedding" }]);
  });

  it("retries what failed, leaving the rest and the texts' times alone", async () => {
    const before = await test.app.models.Demand.findById(demandId).lean();
    const retried = await admin.post("/api/admin/work/retry");
    expect(retried.json()).toEqual({ retried: 1 });
    const after = await test.app.models.Demand.findById(demandId).lean();
    expect(after?.indexing).toMatchObject({ attempts: 0, lastError: null });
    expect(after?.updatedAt).toEqual(before?.updatedAt);
    expect((await admin.get("/api/admin/work")).json().failing).toBe(0);
  });

  it("retries one text by kind and id, and answers 400 to an id without kind", async () => {
    expect((await admin.post("/api/admin/work/retry", { kind: "result", id: resultId })).json()).toEqual({
      retried: 1,
    });
    const response = await admin.post("/api/admin/work/retry", { id: resultId });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toMatchObject([{ path: "kind" }]);
  });
});
