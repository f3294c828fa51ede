import type { Pipeline } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPairing, createPairingPeople, type PairingPeople } from "../test/pairings.ts";
import { createPerson } from "../test/people.ts";
import { dayFromNow } from "../test/texts.ts";

let test: TestApp;
let people: PairingPeople;
beforeAll(async () => {
  test = await buildTestApp();
  people = await createPairingPeople(test.app);
});
afterAll(() => test.close());

describe("a broker's next step", () => {
  it("is kept with its day, replaces the one before, and both stand in the history", async () => {
    const { pairingId, broker } = await createPairing(test.app, people, { status: "claimed" });
    const url = `/api/pairings/${pairingId}/next-step`;
    expect((await broker.post(url, { text: "打电话", dueOn: dayFromNow(1) })).statusCode).toBe(200);
    const second = await broker.post(url, { text: "看样机", dueOn: dayFromNow(5) });
    expect(second.json().nextStep).toMatchObject({ text: "看样机", dueOn: dayFromNow(5) });
    expect(second.json().history.filter(({ act }: { act: string }) => act === "planStep")).toHaveLength(2);

    const done = await broker.delete(url);
    expect(done.json().nextStep).toBeNull();
    expect(done.json().history.at(-1)).toMatchObject({ act: "finishStep", note: "看样机" });
    const again = await broker.delete(url);
    expect(again.statusCode).toBe(200);
    expect(again.json().history).toHaveLength(done.json().history.length);
  });

  it("must not be due in the past: 400 at its field", async () => {
    const { pairingId, broker } = await createPairing(test.app, people, { status: "claimed" });
    const response = await broker.post(`/api/pairings/${pairingId}/next-step`, {
      text: "打电话",
      dueOn: dayFromNow(-1),
    });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0].path).toBe("dueOn");
  });

  it("is the claimer's to set, while they work on it", async () => {
    const body = { text: "打电话", dueOn: dayFromNow(1) };
    const claimed = await createPairing(test.app, people, { status: "claimed" });
    const other = await createPerson(test.app, "broker");
    expect((await other.post(`/api/pairings/${claimed.pairingId}/next-step`, body)).statusCode).toBe(403);
    const declined = await createPairing(test.app, people, { status: "declined" });
    const late = await people.broker.post(`/api/pairings/${declined.pairingId}/next-step`, body);
    expect(late.statusCode).toBe(409);
    expect(late.json().currentStatus).toBe("declined");
  });

  it("ends with a release", async () => {
    const { pairingId, broker } = await createPairing(test.app, people, { status: "claimed" });
    await broker.post(`/api/pairings/${pairingId}/next-step`, { text: "打电话", dueOn: dayFromNow(1) });
    expect((await broker.post(`/api/pairings/${pairingId}/release`)).json().nextStep).toBeNull();
  });
});

describe("the pipeline", () => {
  it("holds only the broker's own deals, by stage, with what they are worth and whence that is known", async () => {
    const own = await createPairingPeople(test.app);
    const claimed = await createPairing(test.app, own, { status: "claimed" });
    const accepted = await createPairing(test.app, own, { status: "accepted" });
    await createPairing(test.app, own, { status: "declined" });
    const drafted = await own.broker.post("/api/contracts", {
      title: "技术许可",
      type: "licensing",
      seller: { id: own.institution.organisationId },
      buyer: { id: own.enterprise.organisationId },
      amountFen: 1_234_500,
      technologyAmountFen: 1_000_000,
      signedOn: dayFromNow(-1),
      field: "智能家电",
      pairing: accepted.pairingId,
    });
    expect(drafted.statusCode).toBe(201);

    const pipeline: Pipeline = (await own.broker.get("/api/brokers/me/pipeline")).json();
    const byStage = Object.fromEntries(pipeline.stages.map((stage) => [stage.stage, stage]));
    expect(pipeline.stages.map(({ count }) => count)).toEqual([1, 0, 0, 1, 0]);
    expect(byStage.claimed?.deals[0]).toMatchObject({
      id: claimed.pairingId,
      value: { amountFen: 86_000_000, source: "budget" },
      daysInStage: 0,
      isOverdue: false,
    });
    expect(byStage.accepted?.deals[0]?.value).toEqual({ amountFen: 1_234_500, source: "contract" });
  });

  it("counts the steps whose day has passed", async () => {
    const own = await createPairingPeople(test.app);
    const { pairingId } = await createPairing(test.app, own, { status: "introduced" });
    await test.app.models.Pairing.updateOne(
      { _id: pairingId },
      { $set: { nextStep: { text: "回访", dueOn: dayFromNow(-2), setAt: new Date() } } },
    );
    const pipeline: Pipeline = (await own.broker.get("/api/brokers/me/pipeline")).json();
    expect(pipeline.overdue).toBe(1);
    expect(pipeline.stages[1]?.deals[0]?.isOverdue).toBe(true);
  });
});
