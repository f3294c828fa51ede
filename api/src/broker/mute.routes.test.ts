import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPairing, createPairingPeople, type PairingScene } from "../test/pairings.ts";
import { createPerson, type Person } from "../test/people.ts";

describe("muting", () => {
  let test: TestApp;
  let scene: PairingScene;
  let broker: Person;
  beforeAll(async () => {
    test = await buildTestApp();
    scene = await createPairing(test.app, await createPairingPeople(test.app));
    broker = await createPerson(test.app, "broker");
  });
  afterAll(() => test.close());

  const mutesOf = async () => (await broker.get("/api/brokers/me/mutes")).json().items;

  it("lists what is muted under its name, the newest first, each once", async () => {
    const organisation = scene.institution.organisationId!;
    for (const subject of [
      { demand: scene.demandId },
      { organisation },
      { field: "智能家电" },
      { organisation },
    ]) {
      expect((await broker.post("/api/brokers/me/mute", subject)).statusCode).toBe(200);
    }
    expect(await mutesOf()).toMatchObject([
      { kind: "field", key: "智能家电", name: "智能家电" },
      { kind: "organisation", key: organisation, name: scene.institution.organisationName },
      { kind: "demand", key: scene.demandId, name: "外机低频噪声" },
    ]);
  });

  it("leaves pairings in the lists", async () => {
    expect((await broker.get("/api/pairings")).json().total).toBe(1);
  });

  it("is taken back, as often as one likes", async () => {
    for (let count = 0; count < 2; count++) {
      const answer = await broker.post("/api/brokers/me/unmute", { field: "智能家电" });
      expect(answer.json().items).toHaveLength(2);
    }
  });

  it.each([
    {},
    { demand: "x" },
    { field: "炼金术" },
    { field: "新材料", demand: "0".repeat(24) },
    { user: "x" },
  ])("is refused for %j", async (subject) => {
    expect((await broker.post("/api/brokers/me/mute", subject)).statusCode).toBe(400);
  });

  it("answers 404 for a need or a party that is not there", async () => {
    const id = "0".repeat(24);
    expect((await broker.post("/api/brokers/me/mute", { demand: id })).statusCode).toBe(404);
    expect((await broker.post("/api/brokers/me/mute", { organisation: id })).statusCode).toBe(404);
  });

  it("ends at a list that is full", async () => {
    const mutes = Array.from({ length: 500 }, (_, index) => ({
      kind: "demand",
      key: index.toString(16).padStart(24, "0"),
      at: new Date(),
    }));
    await test.app.models.User.updateOne({ _id: broker.id }, { "broker.mutes": mutes });
    expect((await broker.post("/api/brokers/me/mute", { field: "新材料" })).statusCode).toBe(409);
    expect(await mutesOf()).toHaveLength(500);
  });
});
