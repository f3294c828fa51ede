import { MATCHING_ID } from "@market/shared/models";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";

const system = { id: null, name: "system", role: "system" } as const;
const weights = {
  meaning: 62,
  terms: 13,
  identifiers: 5,
  field: 11,
  readiness: 4,
  money: 2,
  cooperation: 2,
  district: 1,
};

describe("matching, as administrators see it", () => {
  let test: TestApp;
  let admin: Person;
  beforeAll(async () => {
    test = await buildTestApp();
    admin = await createPerson(test.app, "admin");
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    const { Matching, WeightsVersion } = test.app.models;
    await Matching.deleteMany({});
    await WeightsVersion.deleteMany({});
    const set = { weights, midpoint: 45, spread: 5 };
    const version = {
      passages: set,
      keywords: set,
      learned: [],
      data: { judged: [{ name: "market-sample", needs: 72, judgements: 161 }], decisions: 0, declines: 0 },
      metrics: { judgedNdcg10: 0.917 },
      obstacles: [],
    };
    await WeightsVersion.insertMany([
      { ...version, _id: "first", origin: "shipped", fittedAt: new Date("2026-11-01") },
      {
        ...version,
        _id: "second",
        origin: "fitted",
        base: "first",
        fittedAt: new Date("2026-12-01"),
        learned: [{ demandField: "化工橡胶", factor: "readiness", penalty: 2 }],
        metrics: {
          judgedNdcg10: 0.918,
          judgedNdcg10Before: 0.917,
          heldOutLogLoss: { before: 0.9, after: 0.7 },
          heldOutAuc: { before: 0.6, after: 0.8 },
        },
      },
    ]);
    await Matching.create({
      _id: MATCHING_ID,
      generation: 1,
      weightsVersion: "second",
      shippedVersion: "first",
      history: [{ at: new Date(), actor: system, act: "adopt", note: "second" }],
    });
  });

  const adopt = (body: object) => admin.post("/api/admin/matching/adopt", body);

  it("shows versions newest first, with what they were fitted on and how they do", async () => {
    const overview = (await admin.get("/api/admin/matching")).json();
    expect(overview).toMatchObject({
      generation: 1,
      weightsVersion: "second",
      isPinned: false,
      rematch: null,
    });
    expect(overview.versions.map(({ version }: { version: string }) => version)).toEqual(["second", "first"]);
    expect(overview.versions[0]).toMatchObject({
      learned: [{ demandField: "化工橡胶", factor: "readiness", penalty: 2 }],
      metrics: { judgedNdcg10: 0.918, judgedNdcg10Before: 0.917, heldOutAuc: { before: 0.6, after: 0.8 } },
    });
  });

  it("returns to older weights, with which everything is matched anew, and says who did it", async () => {
    const response = await adopt({ version: "first", generation: 1, pin: true });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      generation: 2,
      weightsVersion: "first",
      isPinned: true,
      rematch: { kind: "demand", done: 0, total: 0, perSecond: null, finishedAt: null },
    });
    expect(response.json().history.at(-1)).toMatchObject({
      act: "adopt",
      note: "first",
      actor: { id: admin.id, role: "admin" },
    });
  });

  it("unpins the weights in force without matching anything anew", async () => {
    await adopt({ version: "second", generation: 1, pin: true });
    const response = await adopt({ version: "second", generation: 1, pin: false });
    expect(response.json()).toMatchObject({ generation: 1, isPinned: false, rematch: null });
  });

  it("answers 409 to a decision upon an older state, and 404 to weights that are not kept", async () => {
    await adopt({ version: "first", generation: 1, pin: true });
    expect((await adopt({ version: "second", generation: 1, pin: true })).statusCode).toBe(409);
    expect((await adopt({ version: "third", generation: 2, pin: true })).statusCode).toBe(404);
    expect((await adopt({ version: "second" })).json().errors).toMatchObject([
      { path: "generation" },
      { path: "pin" },
    ]);
  });

  it("asks for everything to be matched anew once, and shows how fast that goes", async () => {
    expect((await admin.post("/api/admin/matching/rematch")).statusCode).toBe(200);
    const again = await admin.post("/api/admin/matching/rematch");
    expect(again.statusCode).toBe(409);
    expect(again.json().code).toBe("matching.rematchUnderWay");
    await test.app.models.Matching.updateOne(
      { _id: MATCHING_ID },
      { "rematch.done": 30, "rematch.total": 120, "rematch.workedMs": 6_000 },
    );
    const { rematch } = (await admin.get("/api/admin/matching")).json();
    expect(rematch).toMatchObject({ done: 30, total: 120, perSecond: 5 });
  });

  it("asks for a fit once, until it has ended", async () => {
    const first = (await admin.post("/api/admin/matching/fit")).json();
    expect(first.learning.requestedAt).not.toBeNull();
    expect((await admin.post("/api/admin/matching/fit")).statusCode).toBe(409);
    await test.app.models.Matching.updateOne(
      { _id: MATCHING_ID },
      { "learning.requestedAt": null, "learning.outcome": "too-few", "learning.endedAt": new Date() },
    );
    expect((await admin.get("/api/admin/matching")).json().learning).toMatchObject({ outcome: "too-few" });
  });

  it("answers 409 before any indexer has started", async () => {
    await test.app.models.Matching.deleteMany({});
    expect((await admin.get("/api/admin/matching")).statusCode).toBe(409);
    expect((await admin.post("/api/admin/matching/fit")).json().code).toBe("matching.notBegun");
  });
});
