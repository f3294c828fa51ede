import { MATCHING_ID } from "@market/shared/models";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { shippedWeights } from "../pairing/weights.ts";
import { systemActor } from "../system-actor.ts";
import {
  createOrganisation,
  eventually,
  openTestMarket,
  publishDemand,
  publishResult,
  type TestMarket,
  untilIdle,
} from "../test/market.ts";
import { adoptWeights, requestRematch } from "./matching-acts.ts";

const DEMANDS = 24;

describe("matching everything anew", () => {
  let market: TestMarket;

  beforeEach(async () => {
    market = await openTestMarket();
  });
  afterEach(() => market.close());

  const readMatching = () => market.models.Matching.findById(MATCHING_ID).lean().orFail();
  const startNow = () =>
    market.models.Matching.updateOne({ _id: MATCHING_ID }, { $set: { "rematch.startsAt": new Date() } });
  const untilFinished = () =>
    eventually("a finished run", async () => {
      const matching = await readMatching();
      return matching.rematch?.finishedAt != null && matching;
    });

  async function adopt(version: string) {
    const { generation } = await readMatching();
    const adoption = { version, generation, isPinned: false, actor: systemActor };
    expect(await adoptWeights(market.models, adoption, new Date())).not.toBeNull();
    await startNow();
  }

  async function fillMarket() {
    const organisationId = await createOrganisation(market);
    await publishResult(market);
    await Promise.all(
      Array.from({ length: DEMANDS }, (_, index) =>
        publishDemand(market, {
          organisationId,
          title: `第${index + 1}条产线的橡胶密封件在海水中老化快`,
          description: "密封圈在海水里泡三个月就发硬开裂。",
        }),
      ),
    );
    await untilIdle(market);
  }

  it("goes on where a stopped indexer left off, and does no text twice", async () => {
    const first = await market.start();
    await fillMarket();
    await requestRematch(market.models, systemActor, new Date());
    await startNow();
    await eventually("a run under way", async () => ((await readMatching()).rematch?.done ?? 0) >= 2);
    await first.stop();
    const left = (await readMatching()).rematch!;
    expect(left.finishedAt).toBeNull();
    expect(left.done).toBeLessThan(left.total);

    await market.start();
    const { rematch } = await untilFinished();
    expect(rematch).toMatchObject({ runId: left.runId, done: DEMANDS + 1, total: DEMANDS + 1, failed: 0 });
  });

  it("is taken over from a killed indexer once its lease has run out", async () => {
    const first = await market.start();
    await fillMarket();
    await first.stop();
    const half = await market.models.Demand.find()
      .sort({ _id: 1 })
      .skip(DEMANDS / 2 - 1)
      .limit(1)
      .lean();
    await requestRematch(market.models, systemActor, new Date());
    await market.models.Matching.updateOne(
      { _id: MATCHING_ID },
      {
        $set: {
          "rematch.startsAt": new Date(),
          "rematch.leaseToken": "killed",
          "rematch.leaseUntil": new Date(Date.now() - 1),
          "rematch.afterId": half[0]!._id,
          "rematch.done": DEMANDS / 2,
          "rematch.total": DEMANDS + 1,
        },
      },
    );
    const before = new Date();
    await market.start();
    expect((await untilFinished()).rematch!.done).toBe(DEMANDS + 1);
    // Each need has one pairing; the result, which comes last, scores them all once more.
    expect(await market.models.Pairing.countDocuments({ scoredAt: { $gte: before } })).toBe(DEMANDS);
  });

  it("waits for live texts, which are matched meanwhile", async () => {
    await market.start();
    await publishResult(market);
    await untilIdle(market);
    const held = {
      dueAt: new Date(),
      leaseToken: "another worker",
      leaseUntil: new Date(Date.now() + 600_000),
    };
    const waiting = await publishDemand(market, { indexing: held });
    await requestRematch(market.models, systemActor, new Date());
    await startNow();
    const live = await publishDemand(market, { title: "求海水里不开裂的密封圈" });
    await eventually("the live need's pairing", () =>
      market.models.Pairing.exists({ demandId: live._id, status: "proposed" }),
    );
    expect((await readMatching()).rematch).toMatchObject({ done: 0, finishedAt: null });

    await market.models.Demand.updateOne({ _id: waiting._id }, { $set: { "indexing.leaseUntil": null } });
    expect((await untilFinished()).rematch!.done).toBe(3);
  });

  it("overwrites scores by adopted weights, and overwrites them again on a return to older ones", async () => {
    await market.start();
    await Promise.all([publishResult(market), publishDemand(market)]);
    await untilIdle(market);
    const original = await market.models.Pairing.findOne().lean().orFail();
    expect(original).toMatchObject({ weightsRank: 3 });
    const kept = await market.models.WeightsVersion.findById(shippedWeights.version).lean().orFail();
    const stricter = { ...kept, _id: "stricter", passages: { ...kept.passages, midpoint: 70 } };
    await market.models.WeightsVersion.create({ ...stricter, origin: "fitted" });

    await adopt("stricter");
    await untilFinished();
    const under = await market.models.Pairing.findOne().lean().orFail();
    expect(under).toMatchObject({ weightsVersion: "stricter/passages", weightsRank: 5 });
    expect(under.score).toBeLessThan(original.score);

    await adopt(shippedWeights.version);
    await untilFinished();
    const back = await market.models.Pairing.findOne().lean().orFail();
    expect(back).toMatchObject({ weightsVersion: original.weightsVersion, weightsRank: 7 });
    expect(back.score).toBeCloseTo(original.score, 9);
    expect(back.history).toHaveLength(1);
  });
});
