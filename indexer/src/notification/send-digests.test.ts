import { dayOf, startOfDay } from "@market/shared";
import type { Types } from "mongoose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPerson, openTestMarket, type TestMarket } from "../test/market.ts";
import { clearDealings, createPairing as createPairingOf } from "../test/pairings.ts";
import { announceBatch, pairingOutbox } from "./outbox.ts";
import { sendDigests } from "./send-digests.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

describe("the daily digest", () => {
  const today = dayOf(new Date());
  const at = (hours: number) => new Date(startOfDay(today).getTime() + hours * HOUR_MS);
  const tomorrowMorning = at(24 + 9);
  let market: TestMarket;
  let owners: { enterprise: Types.ObjectId; university: Types.ObjectId };
  let broker: Types.ObjectId;

  beforeAll(async () => {
    market = await openTestMarket();
  });
  afterAll(() => market.close());

  beforeEach(async () => {
    owners = await clearDealings(market);
    broker = await createPerson(market, "broker");
    await market.models.User.updateOne({ _id: broker }, { "broker.dailyLimit": 1 });
  });

  async function proposeAndAnnounce(scores: readonly number[], overrides: Record<string, unknown> = {}) {
    await Promise.all(scores.map((score) => createPairingOf(market, owners, { score, ...overrides })));
    const outbox = pairingOutbox(market.models);
    await announceBatch(market.models, outbox, await outbox.read([], 100));
  }
  const digestsOf = (recipientId: Types.ObjectId) =>
    market.models.Notification.find({ recipientId, kind: "pairing.digest" }).sort({ seq: 1 }).lean();

  it("lists the next morning, best first, what fitted and did not ring", async () => {
    await proposeAndAnnounce([0.9, 0.6, 0.7, 0.2]);
    await proposeAndAnnounce([0.8], { status: "claimed", announce: false });

    await sendDigests(market.models, at(24 + 7));
    expect(await digestsOf(broker)).toEqual([]);
    await sendDigests(market.models, tomorrowMorning);
    const [digest] = await digestsOf(broker);
    expect(digest!.digest).toMatchObject({ from: today, day: today, count: 2 });
    expect(digest!.digest!.pairings.map(({ score }) => score)).toEqual([0.7, 0.6]);
    expect(digest!.digest!.pairings[0]!.result.title).toContain("氢化丁腈橡胶");
    expect(digest!.at).toEqual(at(24 + 8));
  });

  it("comes once a day, however many indexers send it", async () => {
    await proposeAndAnnounce([0.9, 0.6]);
    await Promise.all([1, 2, 3].map(() => sendDigests(market.models, tomorrowMorning)));
    await sendDigests(market.models, tomorrowMorning);
    // As if the last one had died between the notification and its mark.
    await market.models.User.updateOne({ _id: broker }, { "broker.digestedThrough": null });
    await sendDigests(market.models, tomorrowMorning);
    expect(await digestsOf(broker)).toHaveLength(1);
  });

  it("does not come where there is nothing to tell, nor to who does not want it", async () => {
    await proposeAndAnnounce([0.9]);
    const unwilling = await createPerson(market, "broker");
    await market.models.User.updateOne(
      { _id: unwilling },
      { "broker.dailyDigest": false, "broker.dailyLimit": 0 },
    );
    await sendDigests(market.models, tomorrowMorning);
    expect(await market.models.Notification.countDocuments({ kind: "pairing.digest" })).toBe(0);
  });

  it("leaves out what is muted, and keeps to the broker's fields", async () => {
    await market.models.User.updateOne(
      { _id: broker },
      {
        "broker.dailyLimit": 0,
        "broker.fields": ["化工橡胶", "食品饮料"],
        "broker.mutes": [{ kind: "field", key: "食品饮料", at: new Date() }],
      },
    );
    await proposeAndAnnounce([0.5]);
    await proposeAndAnnounce([0.6], { demandField: "食品饮料" });
    await proposeAndAnnounce([0.7], { demandField: "新材料", resultField: "新材料" });
    await sendDigests(market.models, tomorrowMorning);
    const [digest] = await digestsOf(broker);
    expect(digest!.digest!.pairings.map(({ score }) => score)).toEqual([0.5]);
  });

  it("makes up for days on which no indexer ran", async () => {
    await proposeAndAnnounce([0.9, 0.6]);
    const before = dayOf(new Date(startOfDay(today).getTime() - DAY_MS));
    await market.models.User.updateOne({ _id: broker }, { "broker.digestedThrough": before });
    await sendDigests(market.models, at(3 * 24 + 9));
    const [digest] = await digestsOf(broker);
    expect(digest!.digest).toMatchObject({ from: today, count: 1 });
    expect(digest!.digest!.day > today).toBe(true);
  });
});
