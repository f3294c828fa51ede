import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPairing, createPairingPeople, type PairingScene } from "../test/pairings.ts";
import { createPerson, type Person } from "../test/people.ts";

describe("a chat model's words", () => {
  let test: TestApp;
  let scene: PairingScene;
  let admin: Person;
  let broker: Person;
  beforeAll(async () => {
    test = await buildTestApp({
      variables: { CHAT_MODEL: "stand-in", OPENAI_BASE_URL: "http://127.0.0.1:9/v1" },
    });
    [admin, broker] = await Promise.all([createPerson(test.app, "admin"), createPerson(test.app, "broker")]);
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    await test.app.models.ReasonsSetting.deleteMany({});
    scene = await createPairing(test.app, await createPairingPeople(test.app), { visibility: "brokers" });
  });

  const ask = (person = broker) => person.post(`/api/pairings/${scene.pairingId}/reasons`);
  const dueOf = () => test.app.models.WordedReasons.findById(scene.pairingId).lean();

  it("are not asked for until the administrator allows it", async () => {
    expect((await admin.get("/api/admin/reasons")).json()).toMatchObject({
      outsideAllowed: false,
      dailyBudget: 200,
      model: "stand-in",
      askedToday: 0,
      changedAt: null,
    });
    expect((await ask()).json().state).toBe("off");
    expect(await dueOf()).toBeNull();
  });

  it("are asked for once, and shown as soon as they stand", async () => {
    const changed = await admin.patch("/api/admin/reasons", { outsideAllowed: true });
    expect(changed.json()).toMatchObject({ outsideAllowed: true, dailyBudget: 200, changedBy: admin.name });
    expect((await ask()).json().state).toBe("pending");
    const due = await dueOf();
    expect((await ask()).json().state).toBe("pending");
    expect((await dueOf())!.dueAt).toEqual(due!.dueAt);

    await test.app.models.WordedReasons.updateOne(
      { _id: scene.pairingId },
      { dueAt: null, sentences: ["双方都提到噪声。"], wordedAt: new Date() },
    );
    expect((await ask()).json()).toMatchObject({
      state: "worded",
      sentences: ["双方都提到噪声。"],
      model: "stand-in",
    });
  });

  it("are asked for anew when a text has changed, and none are left of what stood no check", async () => {
    await admin.patch("/api/admin/reasons", { outsideAllowed: true });
    await ask();
    await test.app.models.WordedReasons.updateOne(
      { _id: scene.pairingId },
      { dueAt: null, discarded: "number 5" },
    );
    expect((await ask()).json()).toMatchObject({ state: "computed", sentences: [] });
    await test.app.models.Pairing.updateOne({ _id: scene.pairingId }, { resultRevision: 2 });
    expect((await ask()).json().state).toBe("pending");
  });

  it("are for those only who may read both texts", async () => {
    await admin.patch("/api/admin/reasons", { outsideAllowed: true });
    expect((await ask(scene.enterprise)).statusCode).toBe(404);
    expect(await dueOf()).toBeNull();
  });
});
