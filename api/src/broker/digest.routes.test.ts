import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPairing, createPairingPeople, type PairingScene } from "../test/pairings.ts";
import { createPerson, type Person } from "../test/people.ts";

describe("a broker's digest", () => {
  let test: TestApp;
  let broker: Person;
  let rung: PairingScene;
  let quiet: PairingScene[];
  beforeAll(async () => {
    test = await buildTestApp();
    const people = await createPairingPeople(test.app);
    broker = await createPerson(test.app, "broker");
    rung = await createPairing(test.app, people, { score: 0.9 });
    quiet = [
      await createPairing(test.app, people, { score: 0.6 }),
      await createPairing(test.app, people, { score: 0.8 }),
    ];
    await createPairing(test.app, people, { score: 0.1 });
    await createPairing(test.app, people, { score: 0.7, status: "claimed" });
    await test.app.models.Notification.create({
      recipientId: broker.id,
      seq: 1,
      eventKey: `pairing:${rung.pairingId}:0`,
      kind: "pairing.proposed",
      at: new Date(),
      pairing: {
        id: rung.pairingId,
        score: 0.9,
        demand: { id: rung.demandId, title: "需求" },
        result: { id: rung.resultId, title: "成果" },
      },
    });
  });
  afterAll(() => test.close());

  it("lists today what fits, did not ring and waits to be claimed, the best first", async () => {
    const digest = (await broker.get("/api/brokers/me/digest")).json();
    expect(digest.items.map(({ id }: { id: string }) => id)).toEqual([
      quiet[1]!.pairingId,
      quiet[0]!.pairingId,
    ]);
    expect(digest).toMatchObject({ total: 2, page: 1, day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(digest.items[0].demand.title).toBe("外机低频噪声");
  });

  it("leaves out what the broker has muted", async () => {
    await broker.post("/api/brokers/me/mute", { demand: quiet[1]!.demandId });
    const digest = (await broker.get("/api/brokers/me/digest")).json();
    expect(digest.items.map(({ id }: { id: string }) => id)).toEqual([quiet[0]!.pairingId]);
  });

  it("is empty on another day, and 400 for what is no day", async () => {
    expect((await broker.get("/api/brokers/me/digest?day=2020-01-01")).json()).toMatchObject({
      items: [],
      total: 0,
    });
    expect((await broker.get("/api/brokers/me/digest?day=today")).statusCode).toBe(400);
  });
});
