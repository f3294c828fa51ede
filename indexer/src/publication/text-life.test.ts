import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSearch } from "../search.ts";
import {
  actOnText,
  createPerson,
  eventually,
  openTestMarket,
  publishDemand,
  publishResult,
  type TestMarket,
  untilIdle,
} from "../test/market.ts";

const everything = { visibilities: ["public", "members", "brokers"] as const };

describe("a published text", () => {
  let market: TestMarket;

  beforeEach(async () => {
    market = await openTestMarket();
  });
  afterEach(() => market.close());

  const searchResults = (q: string) =>
    createSearch({ ...market.options }).searchResults({ q, filter: everything, page: 1, pageSize: 10 });

  it("is found by its words and by its meaning, with the words marked", async () => {
    await market.start();
    const result = await publishResult(market);
    await untilIdle(market);

    const byWords = await searchResults("密封圈");
    expect(byWords).toMatchObject({ mode: "hybrid", total: 1, facets: { field: { 化工橡胶: 1 } } });
    expect(byWords.hits[0]!.id).toBe(result._id.toString());
    expect(byWords.hits[0]!.highlights.keywords).toContain("<mark>密封</mark>");
    const byMeaning = await searchResults("泡在盐水里不开裂的橡胶垫");
    expect(byMeaning.hits[0]!.id).toBe(result._id.toString());
    expect((await searchResults("葡萄酒庄")).total).toBe(0);
  });

  it("expires by the sweep, leaves the index, and closes its pairings", async () => {
    await market.start({ sweepIntervalMs: 200 });
    await createPerson(market, "broker");
    await publishResult(market);
    const demand = await publishDemand(market);
    await eventually("a pairing", () => market.models.Pairing.exists({ status: "proposed" }));
    await market.models.Demand.updateOne({ _id: demand._id }, { expiresAt: new Date(Date.now() - 1) });
    const expired = await eventually("an expired need", () =>
      market.models.Demand.findOne({ _id: demand._id, status: "expired" }).lean(),
    );
    await untilIdle(market);

    expect(expired.history.at(-1)!.act).toBe("expire");
    const pairing = await market.models.Pairing.findOne().lean();
    expect(pairing).toMatchObject({ status: "closed", closedReason: "expired" });
    const search = createSearch({ ...market.options });
    const found = await search.searchDemands({ q: "密封圈", filter: everything, page: 1, pageSize: 10 });
    expect(found.total).toBe(0);
  });

  it("is indexed by keywords while the model is away, and catches up by itself", async () => {
    const away = await market.start({ openaiBaseUrl: "http://127.0.0.1:9/v1" });
    await createPerson(market, "broker");
    await Promise.all([publishResult(market), publishDemand(market)]);
    const before = await eventually("a pairing", () => market.models.Pairing.findOne().lean());
    await untilIdle(market);
    expect(before.weightsVersion).toMatch(/keywords$/);
    expect(await market.models.Demand.countDocuments({ "indexing.keywordsOnly": true })).toBe(1);
    await eventually("the heartbeat's word for it", () =>
      market.models.Worker.exists({ meilisearch: "ok", embeddings: /no answer/ }),
    );
    await away.stop();

    await market.start();
    const after = await eventually("a score by passages", () =>
      market.models.Pairing.findOne({ weightsVersion: /passages$/ }).lean(),
    );
    await untilIdle(market);
    expect(after.evidence.passages.length).toBeGreaterThan(0);
    expect(await market.models.Demand.countDocuments({ "indexing.keywordsOnly": true })).toBe(0);
    expect(await market.models.Pairing.countDocuments()).toBe(1);
    expect(await market.models.Notification.countDocuments()).toBe(1);
  });

  it("waits while the search engine is away, and is indexed when it is back", async () => {
    const away = await market.start({ meiliUrl: "http://127.0.0.1:9" });
    const result = await publishResult(market);
    await eventually("the heartbeat's word for it", () =>
      market.models.Worker.exists({ embeddings: "ok", meilisearch: /ECONNREFUSED|fetch failed|bad port/ }),
    );
    expect(await market.models.Result.findById(result._id).lean()).toMatchObject({
      indexing: { attempts: 0, leaseToken: null },
    });
    await away.stop();

    await market.start();
    await untilIdle(market);
    expect((await searchResults("密封圈")).total).toBe(1);
  });

  it("is put back by the sweep where the index has lost or kept what it should not", async () => {
    const result = await publishResult(market);
    const first = await market.start({ sweepIntervalMs: 200 });
    await untilIdle(market);
    await first.stop();
    // Withdrawn behind the indexer's back, as by a worker that wrote late.
    await market.models.Result.updateOne({ _id: result._id }, { status: "withdrawn", $inc: { revision: 1 } });
    const other = await publishResult(market, { indexing: { dueAt: null } });

    await market.start({ sweepIntervalMs: 200 });
    await eventually("the repaired index", async () => {
      const { hits } = await searchResults("密封圈");
      return hits.length === 1 && hits[0]!.id === other._id.toString();
    });
  });

  it("leaves the same outcome when a step is cut off and done again", async () => {
    await market.start();
    await createPerson(market, "broker");
    const result = await publishResult(market);
    const demand = await publishDemand(market);
    await eventually("a notification", () => market.models.Notification.exists({}));
    await untilIdle(market);
    // As after a kill between the last write and the finishing one, under a claim that has run out.
    const cutOff = {
      "indexing.dueAt": new Date(),
      "indexing.leaseToken": "dead worker",
      "indexing.leaseUntil": new Date(Date.now() - 1),
    };
    await market.models.Demand.updateOne({ _id: demand._id }, cutOff);
    await market.models.Result.updateOne({ _id: result._id }, cutOff);
    await market.models.Pairing.updateOne({}, { announce: true, announced: 0 });
    await untilIdle(market);

    expect(await market.models.Pairing.countDocuments()).toBe(1);
    expect(await market.models.Notification.countDocuments()).toBe(1);
    expect(await market.models.Pairing.findOne().lean()).toMatchObject({ history: [{ act: "propose" }] });
  });

  it("does not bring back a declined pairing when it changes", async () => {
    await market.start();
    await publishResult(market);
    const demand = await publishDemand(market);
    const pairing = await eventually("a pairing", () => market.models.Pairing.findOne().lean());
    await market.models.Pairing.updateOne({ _id: pairing._id }, { status: "declined" });
    await actOnText(market, "demand", demand._id, "edit", { title: "密封圈在海水里老化，求两年不裂的配方" });
    await eventually("a new score", () => market.models.Pairing.exists({ demandRevision: 3 }));
    await untilIdle(market);
    expect(await market.models.Pairing.findOne().lean()).toMatchObject({ status: "declined" });
  });
});
