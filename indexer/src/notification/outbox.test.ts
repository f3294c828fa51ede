import type { Types } from "mongoose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  createOrganisation,
  createPerson,
  openTestMarket,
  publishResult,
  type TestMarket,
} from "../test/market.ts";
import { createPairing as createPairingOf, historyEntry as entry } from "../test/pairings.ts";
import { announceBatch, contractOutbox, pairingOutbox, publicationOutbox } from "./outbox.ts";

describe("announcing", () => {
  let market: TestMarket;
  let enterprise: Types.ObjectId;
  let university: Types.ObjectId;
  let owner: Types.ObjectId;
  let researcher: Types.ObjectId;
  let broker: Types.ObjectId;
  let official: Types.ObjectId;

  beforeAll(async () => {
    market = await openTestMarket();
  });
  afterAll(() => market.close());

  beforeEach(async () => {
    const { models } = market;
    await Promise.all([models.User.deleteMany({}), models.Notification.deleteMany({})]);
    enterprise = await createOrganisation(market);
    university = await createOrganisation(market, { kind: "university" });
    owner = await createPerson(market, "enterprise", { organisationId: enterprise });
    researcher = await createPerson(market, "institution", { organisationId: university });
    broker = await createPerson(market, "broker");
    official = await createPerson(market, "official");
  });

  const createPairing = (overrides: Record<string, unknown> = {}) =>
    createPairingOf(market, { enterprise, university }, overrides);

  async function announceAll() {
    const { models } = market;
    for (const outbox of [
      pairingOutbox(models),
      contractOutbox(models),
      publicationOutbox(models, "result"),
    ]) {
      const records = await outbox.read([], 100);
      await announceBatch(models, outbox as never, records as never);
    }
  }

  const noticesOf = async (recipientId: Types.ObjectId) =>
    (await market.models.Notification.find({ recipientId }).sort({ seq: 1 }).lean()).map(({ kind }) => kind);

  it("tells brokers whose wishes fit of a new pairing, once, however often it runs", async () => {
    const wishes = (changes: object) => ({
      verifiedAt: null,
      fields: [],
      minScore: 0.5,
      dailyLimit: 9,
      ...changes,
    });
    const picky = await createPerson(market, "broker", { broker: wishes({ minScore: 0.9 }) });
    const elsewhere = await createPerson(market, "broker", { broker: wishes({ fields: ["食品饮料"] }) });
    const pairing = await createPairing();
    await announceAll();
    await market.models.Pairing.updateOne({ _id: pairing._id }, { announce: true, announced: 0 });
    await announceAll();

    expect(await noticesOf(broker)).toEqual(["pairing.proposed"]);
    expect(await noticesOf(picky)).toEqual([]);
    expect(await noticesOf(elsewhere)).toEqual([]);
    expect(await noticesOf(owner)).toEqual([]);
    expect(await market.models.Pairing.findById(pairing._id).lean()).toMatchObject({
      announce: false,
      announced: 1,
    });
  });

  it("tells both owners and the claimer of every later act, never who did it", async () => {
    await createPairing({
      status: "introduced",
      brokerId: broker,
      history: [entry("propose"), entry("claim", broker, "broker"), entry("introduce", broker, "broker")],
    });
    await announceAll();

    expect(await noticesOf(owner)).toEqual(["pairing.claimed", "pairing.introduced"]);
    expect(await noticesOf(researcher)).toEqual(["pairing.claimed", "pairing.introduced"]);
    expect(await noticesOf(broker)).toEqual([]);
    expect(await noticesOf(official)).toEqual([]);
  });

  it("lists what its recipient has made quiet as read, and the rest as unread", async () => {
    await market.models.User.updateOne({ _id: owner }, { quietKinds: ["pairing.claimed"] });
    await createPairing({
      status: "introduced",
      brokerId: broker,
      history: [entry("propose"), entry("claim", broker, "broker"), entry("introduce", broker, "broker")],
    });
    await announceAll();

    const unreadOf = async (recipientId: Types.ObjectId) =>
      (await market.models.Notification.find({ recipientId, readAt: null }).lean()).map(({ kind }) => kind);
    expect(await noticesOf(owner)).toEqual(["pairing.claimed", "pairing.introduced"]);
    expect(await unreadOf(owner)).toEqual(["pairing.introduced"]);
    expect(await unreadOf(researcher)).toEqual(["pairing.claimed", "pairing.introduced"]);
  });

  it("keeps a hidden text's title from the other owner until the introduction", async () => {
    await createPairing({
      status: "introduced",
      brokerId: broker,
      history: [entry("propose"), entry("claim", broker, "broker"), entry("introduce", broker, "broker")],
    });
    await announceAll();

    const [claimed, introduced] = await market.models.Notification.find({ recipientId: owner })
      .sort({ seq: 1 })
      .lean();
    expect(claimed!.pairing!.result.title).toBe("—");
    expect(introduced!.pairing!.result.title).toContain("氢化丁腈橡胶");
    const own = await market.models.Notification.findOne({ recipientId: researcher }).lean();
    expect(own!.pairing!.result.title).toContain("氢化丁腈橡胶");
  });

  it("tells the claimer when a claimed pairing closes, and nobody when an unclaimed one does", async () => {
    await createPairing({
      status: "closed",
      history: [entry("propose"), entry("claim", broker, "broker"), entry("close")],
      announced: 2,
    });
    await createPairing({ status: "closed", history: [entry("propose"), entry("close")], announced: 1 });
    await announceAll();

    expect(await noticesOf(broker)).toEqual(["pairing.closed"]);
    expect(await noticesOf(owner)).toEqual(["pairing.closed"]);
  });

  it("keeps a record to be announced when more has happened meanwhile", async () => {
    const pairing = await createPairing();
    const outbox = pairingOutbox(market.models);
    const records = await outbox.read([], 100);
    await market.models.Pairing.updateOne(
      { _id: pairing._id },
      {
        $push: { history: entry("claim", broker, "broker") },
        $set: { status: "claimed", brokerId: broker, announce: true },
      },
    );
    await announceBatch(market.models, outbox, records);
    expect(await market.models.Pairing.findById(pairing._id).lean()).toMatchObject({ announce: true });

    await announceAll();
    expect(await noticesOf(owner)).toEqual(["pairing.claimed"]);
    expect(await market.models.Pairing.findById(pairing._id).lean()).toMatchObject({ announce: false });
  });

  it("tells officials of a nominated result, and its owners of the decision", async () => {
    await publishResult(market, {
      organisationId: university,
      history: [
        entry("publish", researcher, "institution"),
        entry("nominate", researcher, "institution"),
        entry("select", official, "official"),
      ],
      announce: true,
    });
    await announceAll();
    expect(await noticesOf(official)).toEqual(["result.nominated"]);
    expect(await noticesOf(researcher)).toEqual(["result.selected"]);
  });

  it("carries a registered contract into turnover and its pairing to contracted, and back when voided, once", async () => {
    const { models } = market;
    const pairing = await createPairing({
      status: "accepted",
      brokerId: broker,
      history: [entry("propose"), entry("claim", broker, "broker")],
      announce: false,
      announced: 2,
    });
    const contract = new models.Contract({
      title: "密封圈技术许可",
      type: "licensing",
      field: "化工橡胶",
      amountFen: 500,
      technologyAmountFen: 400,
      signedOn: "2026-01-05",
      seller: { id: university, name: "大学", kind: "university", district: "崂山区" },
      buyer: { id: enterprise, name: "企业", kind: "enterprise", district: "崂山区" },
      status: "registered",
      createdBy: broker,
      brokerId: broker,
      pairingId: pairing._id,
      pointCode: "01",
      registeredAt: new Date(),
      versions: [],
      history: [
        entry("draft", broker, "broker"),
        entry("submit", broker, "broker"),
        entry("register", official, "official"),
      ],
      announce: true,
    });
    await contract.save();
    const again = () => models.Contract.updateOne({ _id: contract._id }, { announce: true, announced: 0 });
    await announceAll();
    await again();
    await announceAll();

    expect(await models.Pairing.findById(pairing._id).lean()).toMatchObject({
      status: "contracted",
      contractId: contract._id,
    });
    expect(await models.TurnoverEntry.countDocuments({ contractId: contract._id })).toBe(1);
    expect(await noticesOf(official)).toEqual(["contract.submitted"]);
    expect(await noticesOf(broker)).toEqual(
      expect.arrayContaining(["contract.registered", "pairing.contracted"]),
    );

    await models.Contract.updateOne(
      { _id: contract._id },
      {
        $set: { status: "cancelled", voidedAt: new Date(), announce: true },
        $push: { history: entry("void", official, "official") },
      },
    );
    await announceAll();
    await again();
    await announceAll();

    const after = await models.Pairing.findById(pairing._id).lean();
    expect(after).toMatchObject({ status: "accepted", contractId: null });
    expect(after!.history.map(({ act }) => act)).toEqual(["propose", "claim", "contract", "uncontract"]);
    const entries = await models.TurnoverEntry.find({ contractId: contract._id }).lean();
    expect(
      entries.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.sign * line.amountFen, 0),
    ).toBe(0);
    expect(entries).toHaveLength(2);
  });
});
