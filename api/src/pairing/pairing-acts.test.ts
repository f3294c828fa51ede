import {
  type Pairing,
  type PairingAct,
  type PairingStatus,
  PairingStatusSchema,
  pairingActNames,
} from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPairing, createPairingPeople, type PairingPeople } from "../test/pairings.ts";
import { createPerson, type Person } from "../test/people.ts";

let test: TestApp;
let people: PairingPeople;
let persons: Record<Who, Person>;

const whos = [
  "the claimer",
  "another broker",
  "an unverified broker",
  "the demand's owner",
  "the result's owner",
  "a stranger",
  "an official",
  "an administrator",
] as const;
type Who = (typeof whos)[number];

beforeAll(async () => {
  test = await buildTestApp();
  people = await createPairingPeople(test.app);
  persons = {
    "the claimer": people.broker,
    "another broker": await createPerson(test.app, "broker"),
    "an unverified broker": await createPerson(test.app, "broker", { verified: false }),
    "the demand's owner": people.enterprise,
    "the result's owner": people.institution,
    "a stranger": await createPerson(test.app, "enterprise"),
    "an official": await createPerson(test.app, "official"),
    "an administrator": await createPerson(test.app, "admin"),
  };
});
afterAll(() => test.close());

const target: Record<PairingAct, PairingStatus> = {
  claim: "claimed",
  introduce: "introduced",
  negotiate: "negotiating",
  accept: "accepted",
  release: "proposed",
  decline: "declined",
};
const claimerFrom: Record<PairingAct, PairingStatus[]> = {
  claim: ["claimed"],
  introduce: ["claimed"],
  negotiate: ["introduced"],
  accept: ["negotiating"],
  release: ["claimed", "introduced", "negotiating"],
  decline: ["claimed", "introduced", "negotiating", "accepted"],
};
const ownerFrom: PairingStatus[] = ["introduced", "negotiating", "accepted"];
const openStatuses: PairingStatus[] = ["proposed", "claimed", "introduced", "negotiating", "accepted"];

/** The answer the contract's table asks for. */
function expectedStatus(act: PairingAct, who: Who, status: PairingStatus): number {
  const isClaimed = status !== "proposed" && status !== "closed";
  switch (who) {
    case "the claimer":
      if (!isClaimed) {
        if (act === "claim" && status === "proposed") return 200;
        if (status === "closed") return 404;
        return 403;
      }
      return claimerFrom[act].includes(status) ? 200 : 409;
    case "another broker":
      if (!openStatuses.includes(status)) return 404;
      if (act !== "claim") return 403;
      return status === "proposed" ? 200 : 409;
    case "an unverified broker":
      return act === "claim" || openStatuses.includes(status) ? 403 : 404;
    case "the demand's owner":
    case "the result's owner":
      if (act !== "decline") return 403;
      return ownerFrom.includes(status) ? 200 : 409;
    case "a stranger":
      return act === "claim" ? 403 : 404;
    case "an official":
    case "an administrator":
      return 403;
    default:
      return who satisfies never;
  }
}

const declineWords = { reason: "immature", note: "样机还没有做过低温试验。" };
const cases = pairingActNames.flatMap((act) => whos.map((who) => ({ act, who })));

describe("acts on a pairing", () => {
  it.each(cases)(
    "$act by $who answers at each status what the contract's table says",
    async ({ act, who }) => {
      for (const status of PairingStatusSchema.enum) {
        const { pairingId } = await createPairing(test.app, people, { status });
        const response = await persons[who].post(
          `/api/pairings/${pairingId}/${act}`,
          act === "decline" ? declineWords : undefined,
        );
        expect({ status, answer: response.statusCode }).toEqual({
          status,
          answer: expectedStatus(act, who, status),
        });
        if (response.statusCode === 409) expect(response.json()).toMatchObject({ currentStatus: status });
        if (response.statusCode === 200) expect(response.json<Pairing>().status).toBe(target[act]);
      }
    },
  );
});

describe("POST /api/pairings/:id/claim", () => {
  it("answers 200 to the same broker again and writes history once", async () => {
    const { pairingId, broker } = await createPairing(test.app, people);
    await broker.post(`/api/pairings/${pairingId}/claim`);
    const again = await broker.post(`/api/pairings/${pairingId}/claim`);
    expect(again.statusCode).toBe(200);
    const acts = again.json<Pairing>().history.map(({ act }) => act);
    expect(acts).toEqual(["propose", "claim"]);
  });

  it("lets one win when ten brokers claim at once, and names the status to the others", async () => {
    const { pairingId } = await createPairing(test.app, people);
    const brokers = await Promise.all(Array.from({ length: 10 }, () => createPerson(test.app, "broker")));
    const answers = await Promise.all(
      brokers.map((broker) => broker.post(`/api/pairings/${pairingId}/claim`)),
    );
    const winners = answers.filter(({ statusCode }) => statusCode === 200);
    expect(winners).toHaveLength(1);
    for (const answer of answers.filter((one) => one !== winners[0])) {
      expect(answer.statusCode).toBe(409);
      expect(answer.json()).toMatchObject({ currentStatus: "claimed" });
    }
    const stored = await test.app.models.Pairing.findById(pairingId).lean();
    expect(stored?.history.filter(({ act }) => act === "claim")).toHaveLength(1);
  });

  it("answers 200 to both of one broker's two clicks", async () => {
    const { pairingId, broker } = await createPairing(test.app, people);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => broker.post(`/api/pairings/${pairingId}/claim`)),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200]);
  });

  it.each([
    ["was withdrawn", { status: "withdrawn" }],
    ["is past its end though no sweep has run", { expiresAt: new Date("2020-01-01") }],
  ])("answers 409 when the demand %s", async (_, change) => {
    const { pairingId, demandId, broker } = await createPairing(test.app, people);
    await test.app.models.Demand.updateOne({ _id: demandId }, { $set: change });
    const response = await broker.post(`/api/pairings/${pairingId}/claim`);
    expect(response.statusCode).toBe(409);
    expect(response.json()).toMatchObject({ code: "pairing.textLeft", currentStatus: "proposed" });
  });

  it("answers 409 when the result was closed", async () => {
    const { pairingId, resultId, broker } = await createPairing(test.app, people);
    await test.app.models.Result.updateOne({ _id: resultId }, { $set: { status: "closed" } });
    expect((await broker.post(`/api/pairings/${pairingId}/claim`)).statusCode).toBe(409);
  });

  it("can be made by another broker once the first has released it", async () => {
    const { pairingId, broker } = await createPairing(test.app, people, { status: "negotiating" });
    await broker.post(`/api/pairings/${pairingId}/release`);
    const other = persons["another broker"];
    const claimed = await other.post(`/api/pairings/${pairingId}/claim`);
    expect(claimed.json<Pairing>().broker).toEqual({ id: other.id, name: other.name });
    expect((await broker.post(`/api/pairings/${pairingId}/introduce`)).statusCode).toBe(403);
  });
});

describe("POST /api/pairings/:id/decline", () => {
  it.each([
    ["the reason", { note: "说不清" }, "reason"],
    ["the note", { reason: "immature" }, "note"],
    ["a reason that is a code", { reason: "because", note: "说不清" }, "reason"],
    ["a note that is not blank", { reason: "immature", note: "  " }, "note"],
  ])("answers 400 naming the field without %s", async (_, words, path) => {
    const { pairingId, broker } = await createPairing(test.app, people, { status: "claimed" });
    const response = await broker.post(`/api/pairings/${pairingId}/decline`, words);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toEqual([expect.objectContaining({ path })]);
  });

  it("keeps reason, note, actor and time in history, and asks for the others to be told", async () => {
    const { pairingId, enterprise } = await createPairing(test.app, people, { status: "introduced" });
    const before = Date.now();
    const declined = await enterprise.post(`/api/pairings/${pairingId}/decline`, declineWords);
    const entry = declined.json<Pairing>().history.at(-1);
    expect(entry).toMatchObject({
      act: "decline",
      ...declineWords,
      actor: { id: enterprise.id, name: enterprise.name, role: "enterprise" },
    });
    expect(Date.parse(entry?.at ?? "")).toBeGreaterThanOrEqual(before);
    expect(await test.app.models.Pairing.findById(pairingId).lean()).toMatchObject({ announce: true });
  });
});
