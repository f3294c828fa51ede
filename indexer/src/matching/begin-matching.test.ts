import { MATCHING_ID } from "@market/shared/models";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { shippedWeights } from "../pairing/weights.ts";
import { systemActor } from "../system-actor.ts";
import { openTestMarket, type TestMarket } from "../test/market.ts";
import { beginMatching } from "./begin-matching.ts";
import { adoptWeights } from "./matching-acts.ts";

const OLDER = "2020-01-01";

describe("weights at the start of an indexer", () => {
  let market: TestMarket;
  beforeAll(async () => {
    market = await openTestMarket();
  });
  afterAll(() => market.close());
  beforeEach(async () => {
    await market.models.Matching.deleteMany({});
    await market.models.WeightsVersion.deleteMany({});
  });

  const readMatching = () => market.models.Matching.findById(MATCHING_ID).lean().orFail();

  /** As an older release has left it, with other weights in force than it came with or not. */
  async function standAsBefore(inForce: {
    version: string;
    origin: "shipped" | "fitted";
    isPinned?: boolean;
  }) {
    await beginMatching(market.models);
    const kept = await market.models.WeightsVersion.findById(shippedWeights.version).lean().orFail();
    await market.models.WeightsVersion.create({ ...kept, _id: inForce.version, origin: inForce.origin });
    await market.models.Matching.updateOne(
      { _id: MATCHING_ID },
      { weightsVersion: inForce.version, isPinned: inForce.isPinned ?? false, shippedVersion: OLDER },
    );
  }

  it("are the shipped ones in a new market, however many indexers start at once", async () => {
    await Promise.all([beginMatching(market.models), beginMatching(market.models)]);
    expect(await readMatching()).toMatchObject({
      generation: 1,
      weightsVersion: shippedWeights.version,
      rematch: null,
    });
    expect(await market.models.WeightsVersion.countDocuments()).toBe(1);
  });

  it("are newer shipped ones after an upgrade, with which everything is matched anew", async () => {
    await standAsBefore({ version: OLDER, origin: "shipped" });
    await beginMatching(market.models);
    const upgraded = await readMatching();
    expect(upgraded).toMatchObject({ generation: 2, weightsVersion: shippedWeights.version });
    expect(upgraded.rematch).toMatchObject({ kind: "demand", done: 0, finishedAt: null });
  });

  it("are adopted once, though the start that adopted them was cut off before it noted so", async () => {
    await standAsBefore({ version: OLDER, origin: "shipped" });
    await beginMatching(market.models);
    await market.models.Matching.updateOne({ _id: MATCHING_ID }, { shippedVersion: OLDER });
    await beginMatching(market.models);
    expect(await readMatching()).toMatchObject({
      generation: 2,
      weightsVersion: shippedWeights.version,
      shippedVersion: shippedWeights.version,
    });
  });

  it("stay those that were fitted here, or pinned by a person", async () => {
    await standAsBefore({ version: "fitted", origin: "fitted" });
    await beginMatching(market.models);
    expect(await readMatching()).toMatchObject({ generation: 1, weightsVersion: "fitted" });

    await market.models.WeightsVersion.deleteMany({});
    await standAsBefore({ version: OLDER, origin: "shipped", isPinned: true });
    await beginMatching(market.models);
    expect(await readMatching()).toMatchObject({ generation: 1, weightsVersion: OLDER });
  });

  it("stay older ones that somebody has returned to since the upgrade", async () => {
    await standAsBefore({ version: OLDER, origin: "shipped" });
    await beginMatching(market.models);
    const back = { version: OLDER, generation: 2, isPinned: false, actor: systemActor };
    await adoptWeights(market.models, back, new Date());
    await beginMatching(market.models);
    expect(await readMatching()).toMatchObject({ generation: 3, weightsVersion: OLDER });
  });

  it("are not changed by a decision that was made upon an older state", async () => {
    await beginMatching(market.models);
    const stale = { version: "other", generation: 7, isPinned: true, actor: systemActor };
    expect(await adoptWeights(market.models, stale, new Date())).toBeNull();
    expect(await readMatching()).toMatchObject({ generation: 1, weightsVersion: shippedWeights.version });
  });
});
