import { Types } from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { announceBatch, publicationOutbox, selectionOutbox } from "../notification/outbox.ts";
import {
  createOrganisation,
  createPerson,
  openTestMarket,
  publishResult,
  type TestMarket,
} from "../test/market.ts";

describe("releasing a batch", () => {
  let market: TestMarket;
  let university: Types.ObjectId;
  let researcher: Types.ObjectId;
  let fitting: Types.ObjectId;
  let elsewhere: Types.ObjectId;
  let official: Types.ObjectId;

  beforeAll(async () => {
    market = await openTestMarket();
    university = await createOrganisation(market, { kind: "university" });
    researcher = await createPerson(market, "institution", { organisationId: university });
    const wishes = (fields: string[]) => ({
      broker: { verifiedAt: null, fields, minScore: 0.5, dailyLimit: 9 },
    });
    fitting = await createPerson(market, "broker", wishes(["化工橡胶"]));
    elsewhere = await createPerson(market, "broker", wishes(["食品饮料"]));
    official = await createPerson(market, "official");
  });
  afterAll(() => market.close());

  const at = new Date("2026-05-01T02:00:00Z");
  const actor = () => ({ id: official, name: "登记员", role: "official" as const });

  async function createReleasedCall(outcomes: [Types.ObjectId, "selected" | "declined"][]) {
    return market.models.SelectionCall.create({
      title: "青岛好成果征集",
      criteria: [{ name: "先进性", weight: 100 }],
      scoreMax: 100,
      nominators: ["university"],
      nominationsOpenOn: "2026-03-01",
      nominationsCloseOn: "2026-03-31",
      reviewUntil: "2026-04-15",
      commentDays: 7,
      plannedReleaseOn: "2026-05-01",
      status: "released",
      batch: "2026-03",
      releasedAt: at,
      createdBy: official,
      decisions: outcomes.map(([resultId, outcome]) => ({
        nominationId: new Types.ObjectId(),
        resultId,
        organisationId: university,
        organisationName: "某大学",
        title: "耐海水橡胶",
        field: "化工橡胶",
        trl: 7,
        statement: "已验证",
        outcome,
        reason: "评审意见一致",
        at,
      })),
      history: [
        { at, actor: actor(), act: "draft" },
        { at, actor: actor(), act: "release" },
      ],
      announce: true,
    });
  }

  async function announceAll() {
    for (const outbox of [selectionOutbox(market.models), publicationOutbox(market.models, "result")]) {
      const records = await outbox.read([], 100);
      await announceBatch(market.models, outbox as never, records as never);
    }
  }
  const noticesOf = async (recipientId: Types.ObjectId) =>
    (await market.models.Notification.find({ recipientId }).sort({ seq: 1 }).lean()).map(({ kind }) => kind);

  it("selects and declines each result once, however often it is cut off and begun again", async () => {
    const selected = await publishResult(market, { organisationId: university, field: "化工橡胶" });
    const declined = await publishResult(market, { organisationId: university, field: "化工橡胶" });
    const call = await createReleasedCall([
      [selected._id, "selected"],
      [declined._id, "declined"],
    ]);
    const before = await market.models.Result.findById(selected._id).lean();
    const outbox = selectionOutbox(market.models);
    // Carried out, and cut off before the outbox was cleared: twice.
    await outbox.carryOut(await outbox.read([], 100));
    await outbox.carryOut(await outbox.read([], 100));
    await announceAll();
    await market.models.SelectionCall.updateOne({ _id: call._id }, { announce: true, announced: 0 });
    await announceAll();

    const after = await market.models.Result.findById(selected._id).lean();
    expect(after?.selection).toMatchObject({ state: "selected", batch: "2026-03", note: "评审意见一致", at });
    expect(after?.history.filter(({ act }) => act === "select")).toHaveLength(1);
    expect(after?.revision).toBe((before?.revision ?? 0) + 1);
    const loser = await market.models.Result.findById(declined._id).lean();
    expect(loser?.history.filter(({ act }) => act === "declineSelection")).toHaveLength(1);
    expect(await market.models.SelectionCall.findById(call._id).lean()).toMatchObject({ announce: false });

    expect((await noticesOf(researcher)).sort()).toEqual(["result.selected", "result.selectionDeclined"]);
    expect(await noticesOf(fitting)).toEqual(["result.selected"]);
    expect(await noticesOf(elsewhere)).toEqual([]);
  });

  it("leaves alone what an official has selected meanwhile", async () => {
    const result = await publishResult(market, { organisationId: university });
    const selection = { state: "selected" as const, batch: "2026年第一批", note: "同意", at };
    await market.models.Result.updateOne({ _id: result._id }, { selection });
    await createReleasedCall([[result._id, "declined"]]);
    await announceAll();
    const stored = await market.models.Result.findById(result._id).lean();
    expect(stored?.selection).toMatchObject(selection);
  });
});
