import { Types } from "mongoose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPerson, openTestMarket, publishDemand, type TestMarket } from "../test/market.ts";
import { clearDealings, createPairing as createPairingOf, historyEntry } from "../test/pairings.ts";
import { announceBatch, pairingOutbox } from "./outbox.ts";

describe("what rings for a broker", () => {
  let market: TestMarket;
  let enterprise: Types.ObjectId;
  let university: Types.ObjectId;
  let broker: Types.ObjectId;

  beforeAll(async () => {
    market = await openTestMarket();
  });
  afterAll(() => market.close());

  beforeEach(async () => {
    ({ enterprise, university } = await clearDealings(market));
    broker = await createPerson(market, "broker");
  });

  const createPairing = (overrides: Record<string, unknown> = {}) =>
    createPairingOf(market, { enterprise, university }, overrides);
  const createPairings = (scores: readonly number[], overrides: Record<string, unknown> = {}) =>
    Promise.all(scores.map((score) => createPairing({ score, ...overrides })));
  const set = (changes: Record<string, unknown>) =>
    market.models.User.updateOne({ _id: broker }, { $set: changes });

  async function announceAll() {
    const outbox = pairingOutbox(market.models);
    await announceBatch(market.models, outbox, await outbox.read([], 100));
  }

  async function rungScores(): Promise<number[]> {
    const rung = await market.models.Notification.find({
      recipientId: broker,
      kind: "pairing.proposed",
    })
      .sort({ seq: 1 })
      .lean();
    expect(rung.map(({ seq }) => seq)).toEqual(rung.map((_, index) => index + 1));
    return rung.map(({ pairing }) => pairing!.score);
  }

  it("is the best of what comes together, within the limit of the day", async () => {
    await set({ "broker.dailyLimit": 2 });
    await createPairings([0.6, 0.9, 0.7]);
    await announceAll();
    await createPairings([0.95]);
    await announceAll();
    expect(await rungScores()).toEqual([0.9, 0.7]);
  });

  it("is only what beats the day's own measure once half of the limit is used", async () => {
    await set({ "broker.dailyLimit": 4 });
    await createPairings([0.8, 0.7]);
    await announceAll();
    await createPairings([0.6]);
    await announceAll();
    await createPairings([0.75]);
    await announceAll();
    expect(await rungScores()).toEqual([0.8, 0.7, 0.75]);
  });

  it("counts what rang today and nothing from before", async () => {
    await set({ "broker.dailyLimit": 1 });
    await createPairings([0.6]);
    await announceAll();
    const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000);
    await market.models.Notification.collection.updateMany({}, { $set: { createdAt: yesterday } });
    await createPairings([0.7]);
    await announceAll();
    await createPairings([0.8]);
    await announceAll();
    expect(await rungScores()).toEqual([0.6, 0.7]);
  });

  it("is no tenth candidate of one need, but once a later one that beats them all", async () => {
    const demand = await publishDemand(market, { organisationId: enterprise });
    const scores = [0.5, 0.52, 0.54, 0.56, 0.58, 0.6, 0.62, 0.64, 0.66, 0.68];
    await createPairings(scores, { demandId: demand._id });
    await announceAll();
    for (const score of [0.61, 0.9, 0.95]) {
      await createPairings([score], { demandId: demand._id });
      await announceAll();
    }
    expect(await rungScores()).toEqual([0.68, 0.66, 0.64, 0.9]);
  });

  it("is nothing while the broker carries all they can, and less when they carry much", async () => {
    await set({ "broker.capacity": 4, "broker.dailyLimit": 4 });
    const claimed = { status: "claimed", brokerId: broker, announce: false };
    await createPairings([0.8, 0.8, 0.8], claimed);
    await createPairings([0.5, 0.6, 0.7]);
    await announceAll();
    expect(await rungScores()).toEqual([0.7, 0.6]);

    await market.models.Notification.deleteMany({});
    await createPairings([0.8], claimed);
    await createPairings([0.9]);
    await announceAll();
    expect(await rungScores()).toEqual([]);
  });

  it("is first what lies in a field where the broker has brought needs to a contract", async () => {
    await set({ "broker.dailyLimit": 1 });
    const ended = { brokerId: broker, announce: false, demandField: "食品饮料" };
    await createPairings([0.8, 0.8, 0.8], { ...ended, status: "contracted" });
    await createPairing({ score: 0.72 });
    await createPairing({ score: 0.7, demandField: "食品饮料" });
    await announceAll();
    expect(await rungScores()).toEqual([0.7]);
  });

  it("leaves large needs behind where the broker's level is short of them", async () => {
    await set({ "broker.dailyLimit": 1, "broker.level": "junior" });
    const large = await publishDemand(market, { organisationId: enterprise, budgetFen: 900_000_000 });
    await createPairing({ score: 0.75, demandId: large._id });
    await createPairing({ score: 0.7 });
    await announceAll();
    expect(await rungScores()).toEqual([0.7]);
  });

  it("is nothing of a muted need, party or field, which does not count either", async () => {
    const need = await publishDemand(market, { organisationId: enterprise });
    const mutes = [
      { kind: "demand", key: need._id.toString() },
      { kind: "organisation", key: new Types.ObjectId().toString() },
      { kind: "field", key: "食品饮料" },
    ].map((mute) => ({ ...mute, at: new Date() }));
    await set({ "broker.mutes": mutes, "broker.dailyLimit": 1 });
    await createPairing({ score: 0.9, demandId: need._id });
    await createPairing({ score: 0.9, resultOrganisationId: new Types.ObjectId(mutes[1]!.key) });
    await createPairing({ score: 0.9, resultField: "食品饮料" });
    await announceAll();
    expect(await rungScores()).toEqual([]);
    await createPairing({ score: 0.6 });
    await announceAll();
    expect(await rungScores()).toEqual([0.6]);
  });

  it("keeps to every rule when two indexers announce side by side, and when one does it again", async () => {
    await set({ "broker.dailyLimit": 6 });
    const demand = await publishDemand(market, { organisationId: enterprise });
    await createPairings(
      Array.from({ length: 8 }, (_, index) => 0.5 + index / 50),
      {
        demandId: demand._id,
      },
    );
    await createPairings(Array.from({ length: 8 }, (_, index) => 0.6 + index / 50));
    const outbox = pairingOutbox(market.models);
    const records = await outbox.read([], 100);
    const halves = [
      records.filter((_, index) => index % 2 === 0),
      records.filter((_, index) => index % 2 === 1),
    ];
    await Promise.all(
      // Each half by two at once, and all of it by a third: an indexer that died before it said so.
      [...halves, ...halves, records].map((part) => announceBatch(market.models, outbox, part)),
    );

    const rung = await market.models.Notification.find({ recipientId: broker }).lean();
    expect(rung.length).toBeLessThanOrEqual(6);
    expect(new Set(rung.map(({ eventKey }) => eventKey)).size).toBe(rung.length);
    expect(rung.map(({ seq }) => seq).sort()).toEqual(rung.map((_, index) => index + 1));
    const ofNeed = rung.filter(({ pairing }) => pairing!.demand.id.equals(demand._id));
    expect(ofNeed.length).toBeLessThanOrEqual(4);
    expect(await market.models.Pairing.countDocuments({ announce: true })).toBe(0);
  });

  it("leaves those who did not claim it out of what happens to a pairing later", async () => {
    const other = await createPerson(market, "broker");
    await createPairing({
      status: "claimed",
      brokerId: broker,
      history: [historyEntry("propose"), historyEntry("claim", broker, "broker")],
    });
    await announceAll();
    expect(await market.models.Notification.countDocuments({ recipientId: other })).toBe(0);
  });
});
