import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  actOnText,
  createOrganisation,
  createPerson,
  eventually,
  openTestMarket,
  publishDemand,
  publishResult,
  type TestMarket,
  untilIdle,
} from "./test/market.ts";

describe("two indexers side by side", () => {
  let market: TestMarket;

  beforeAll(async () => {
    market = await openTestMarket();
    await market.start();
    await market.start();
  });
  afterAll(() => market.close());

  it("pair a need and a result published together, and tell each broker once", async () => {
    const broker = await createPerson(market, "broker");
    const [demand, result] = await Promise.all([publishDemand(market), publishResult(market)]);
    await eventually("a notification", () => market.models.Notification.exists({ recipientId: broker }));
    await untilIdle(market);

    const pairings = await market.models.Pairing.find().lean();
    expect(pairings).toHaveLength(1);
    expect(pairings[0]).toMatchObject({
      demandId: demand._id,
      resultId: result._id,
      status: "proposed",
      demandRevision: 2,
      resultRevision: 2,
    });
    expect(pairings[0]!.score).toBeGreaterThan(0.5);
    expect(pairings[0]!.evidence.passages.length).toBeGreaterThan(0);
    expect(pairings[0]!.evidence.terms.map(({ term }) => term)).toContain("海水");
    const sum = pairings[0]!.factors.reduce((total, { contribution }) => total + contribution, 0);
    expect(sum).toBeCloseTo(pairings[0]!.points, 9);

    const notifications = await market.models.Notification.find({ recipientId: broker }).lean();
    expect(notifications).toHaveLength(1);
    expect(notifications[0]).toMatchObject({
      seq: 1,
      kind: "pairing.proposed",
      pairing: { demand: { title: demand.title }, result: { title: result.title } },
    });
  });

  it("score a pairing anew when either text changes, leaving its status and telling nobody again", async () => {
    const before = await market.models.Pairing.findOne().lean();
    const told = await market.models.Notification.countDocuments();
    await actOnText(market, "demand", before!.demandId, "edit", { minTrl: 9 });
    const after = await eventually("a new score", () =>
      market.models.Pairing.findOne({ demandRevision: 3 }).lean(),
    );
    await untilIdle(market);

    expect(after.score).toBeLessThan(before!.score);
    expect(after.status).toBe("proposed");
    expect(after.evidence.against.map(({ code }) => code)).toContain("readiness-short");
    expect(await market.models.Pairing.countDocuments()).toBe(1);
    expect(await market.models.Notification.countDocuments()).toBe(told);
  });

  it("close a candidate without a sound when its text is withdrawn", async () => {
    const pairing = await market.models.Pairing.findOne().lean();
    const told = await market.models.Notification.countDocuments();
    await actOnText(market, "result", pairing!.resultId, "withdraw", { status: "withdrawn" });
    const closed = await eventually("a closed pairing", () =>
      market.models.Pairing.findOne({ status: "closed" }).lean(),
    );
    await untilIdle(market);

    expect(closed.closedReason).toBe("withdrawn");
    expect(await market.models.Notification.countDocuments()).toBe(told);
  });

  it("share a backlog and double nothing", async () => {
    const organisationId = await createOrganisation(market, { kind: "university" });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        publishResult(market, { organisationId, title: `耐海水橡胶密封圈抗老化配方之${index + 1}` }),
      ),
    );
    await untilIdle(market);

    // The need has room for ten of its own choosing; each result may choose the need.
    const pairings = await market.models.Pairing.find({ status: "proposed" }).lean();
    expect(pairings).toHaveLength(20);
    const keys = await market.models.Notification.distinct("eventKey");
    expect(await market.models.Notification.countDocuments()).toBe(keys.length);
    const seqs = await market.models.Notification.find().sort({ seq: 1 }).lean();
    expect(seqs.map(({ seq }) => seq)).toEqual(seqs.map((_, index) => index + 1));
  });
});
