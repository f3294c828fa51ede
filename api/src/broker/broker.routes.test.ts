import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";

describe("brokers", () => {
  let test: TestApp;
  let broker: Person;
  let official: Person;
  beforeAll(async () => {
    test = await buildTestApp();
    broker = await createPerson(test.app, "broker", { verified: false });
    official = await createPerson(test.app, "official");
  });
  afterAll(() => test.close());

  it("hear of everything until they wish otherwise, and change one wish at a time", async () => {
    const wishes = {
      fields: [],
      minScore: 0.15,
      dailyLimit: 200,
      capacity: null,
      dailyDigest: true,
      level: null,
    };
    expect((await broker.get("/api/brokers/me")).json()).toEqual(wishes);
    const changed = await broker.patch("/api/brokers/me", { fields: ["新材料"], minScore: 0.7, capacity: 5 });
    expect(changed.json()).toEqual({ ...wishes, fields: ["新材料"], minScore: 0.7, capacity: 5 });
    expect((await broker.patch("/api/brokers/me", { capacity: null })).json().capacity).toBeNull();
    expect((await broker.patch("/api/brokers/me", { fields: [] })).json().fields).toEqual([]);
  });

  it.each([
    { minScore: 1.1 },
    { dailyLimit: -1 },
    { dailyLimit: 1.5 },
    { fields: ["炼金术"] },
    { capacity: -1 },
    { level: "senior" },
    { verifiedAt: null },
  ])("are refused the wish %j", async (wish) => {
    expect((await broker.patch("/api/brokers/me", wish)).statusCode).toBe(400);
  });

  it("are verified by an official, as often as they like", async () => {
    for (let count = 0; count < 2; count++) {
      const response = await official.post(`/api/brokers/${broker.id}/verify`);
      expect(response.json()).toMatchObject({ id: broker.id, verified: true });
    }
    expect((await broker.get("/api/auth/me")).json().verified).toBe(true);
  });

  it("have the level that an official says", async () => {
    await official.post(`/api/brokers/${broker.id}/verify`, { level: "senior" });
    expect((await broker.get("/api/brokers/me")).json().level).toBe("senior");
    await official.post(`/api/brokers/${broker.id}/verify`);
    expect((await broker.get("/api/brokers/me")).json().level).toBe("senior");
    expect((await official.post(`/api/brokers/${broker.id}/verify`, { level: "king" })).statusCode).toBe(400);
  });

  it("are the only ones who can be verified as such", async () => {
    const enterprise = await createPerson(test.app, "enterprise");
    expect((await official.post(`/api/brokers/${enterprise.id}/verify`)).statusCode).toBe(409);
    expect((await official.post(`/api/brokers/${"0".repeat(24)}/verify`)).statusCode).toBe(404);
  });
});
