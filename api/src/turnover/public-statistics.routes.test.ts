import type { CreateContract, PublicStatistics } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { carryOutContracts } from "../test/carry-out-contracts.ts";
import { createContract, createContractPeople } from "../test/contracts.ts";
import { createPairing } from "../test/pairings.ts";
import { createPerson } from "../test/people.ts";

let test: TestApp;
beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());

/** Its contracts are bought in the city, not sold from it: no part of turnover on the output basis. */
const outsider: CreateContract["seller"] = { name: "北京某研究院", kind: "institute", district: "北京市" };

describe("GET /api/statistics/public", () => {
  it("counts records as they are, for anybody, and says when", async () => {
    const people = await createContractPeople(test.app);
    const pairingPeople = { enterprise: people.buyer, institution: people.seller, broker: people.broker };
    await createPairing(test.app, pairingPeople, { status: "claimed" });
    const introduced = await createPairing(test.app, pairingPeople, { status: "introduced" });
    const past = await createPairing(test.app, pairingPeople, { status: "closed" });
    await test.app.models.Demand.updateOne({ _id: past.demandId }, { $set: { expiresAt: new Date(0) } });
    await test.app.models.Result.updateOne(
      { _id: introduced.resultId },
      { $set: { selection: { state: "selected", at: new Date() } } },
    );
    await createPerson(test.app, "broker", { verified: false });
    await createContract(people, "registered", { amountFen: 300, technologyAmountFen: 100 });
    await createContract(people, "cancelled");
    await createContract(people, "draft");
    await createContract(people, "registered", { seller: outsider });
    await carryOutContracts(test.app.models);
    const before = Date.now();
    const response = await test.app.inject("/api/statistics/public");
    const statistics = response.json<PublicStatistics>();
    expect(statistics).toMatchObject({
      demands: 2,
      results: 3,
      selectedResults: 1,
      pairings: 1,
      contracts: 1,
      totalFen: 300,
      organisations: 4,
      brokers: 1,
    });
    expect(Date.parse(statistics.asOf)).toBeGreaterThanOrEqual(before);
  });

  it("does not count anew for every stranger", async () => {
    const first = (await test.app.inject("/api/statistics/public")).json<PublicStatistics>();
    const second = await test.app.inject("/api/statistics/public");
    expect(second.json<PublicStatistics>().asOf).toBe(first.asOf);
    expect(second.headers["cache-control"]).toBe("public, max-age=10");
  });
});
