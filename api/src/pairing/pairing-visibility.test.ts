import type { Page, Pairing, PairingStatus } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPairing, createPairingPeople, type PairingPeople } from "../test/pairings.ts";
import { createPerson, type Person } from "../test/people.ts";

let test: TestApp;
let people: PairingPeople;
let otherBroker: Person;
let official: Person;

beforeAll(async () => {
  test = await buildTestApp();
  people = await createPairingPeople(test.app);
  otherBroker = await createPerson(test.app, "broker");
  official = await createPerson(test.app, "official");
});
afterAll(() => test.close());

const before: PairingStatus[] = ["proposed", "claimed"];
const introduced: PairingStatus[] = ["introduced", "negotiating", "accepted", "contracted"];

async function read(person: Person, pairingId: string): Promise<Pairing> {
  const response = await person.get(`/api/pairings/${pairingId}`);
  expect(response.statusCode).toBe(200);
  return response.json();
}

describe("contacts of a pairing", () => {
  it.each(before)("are shown to nobody while it is %s", async (status) => {
    const { pairingId } = await createPairing(test.app, people, { status });
    for (const person of [people.enterprise, people.institution, people.broker, otherBroker, official]) {
      const response = await person.get(`/api/pairings/${pairingId}`);
      expect(response.body).not.toContain("contact");
      expect(response.body).not.toContain("0532-1234");
      expect(response.body).not.toContain(people.institution.email);
    }
  });

  it.each(introduced)("are open to both owners and the claimer while it is %s", async (status) => {
    const { pairingId } = await createPairing(test.app, people, { status });
    for (const person of [people.enterprise, people.institution, people.broker]) {
      const { demand, result } = await read(person, pairingId);
      expect(demand.contact).toBe("王工 0532-1234");
      // The result gives no contact, so whoever wrote it answers for it.
      expect(result.contact).toEqual({ name: people.institution.name, email: people.institution.email });
    }
    const seenByOfficial = await read(official, pairingId);
    expect(seenByOfficial.demand.contact).toBeUndefined();
  });

  it("stay closed to other brokers even when it is introduced", async () => {
    const { pairingId } = await createPairing(test.app, people, { status: "introduced" });
    const { demand, result } = await read(otherBroker, pairingId);
    expect(demand.contact).toBeUndefined();
    expect(result.contact).toBeUndefined();
  });

  it.each(["declined", "closed"] as const)("are closed again once it is %s", async (status) => {
    const { pairingId } = await createPairing(test.app, people, { status });
    expect((await read(people.enterprise, pairingId)).result.contact).toBeUndefined();
  });
});

describe("a text for brokers only", () => {
  it("is hidden from the other owner until both are introduced, with all that quotes it", async () => {
    const { pairingId } = await createPairing(test.app, people, { status: "claimed", visibility: "brokers" });
    const seen = await read(people.enterprise, pairingId);
    expect(seen.demand).toMatchObject({ title: "外机低频噪声", isHidden: false });
    expect(seen.result).toEqual({
      id: seen.result.id,
      title: null,
      isHidden: true,
      organisation: null,
    });
    expect(seen.evidence).toEqual({ passages: [], terms: [], against: [] });
    expect(seen.factors.map(({ evidence }) => evidence)).toEqual([""]);
    await people.broker.post(`/api/pairings/${pairingId}/introduce`);
    const introducedNow = await read(people.enterprise, pairingId);
    expect(introducedNow.result).toMatchObject({ title: "压缩机转矩补偿", isHidden: false, trl: 7 });
    expect(introducedNow.evidence.passages).toHaveLength(1);
  });

  it("can be opened by the other owner once both are introduced, and by nobody else", async () => {
    const { pairingId, resultId, demandId } = await createPairing(test.app, people, {
      status: "claimed",
      visibility: "brokers",
    });
    const outsider = await createPerson(test.app, "enterprise");
    expect((await people.enterprise.get(`/api/results/${resultId}`)).statusCode).toBe(404);
    await people.broker.post(`/api/pairings/${pairingId}/introduce`);
    expect((await people.enterprise.get(`/api/results/${resultId}`)).json()).toMatchObject({
      summary: "按转角补偿转矩脉动。",
      isOwner: false,
    });
    expect((await people.institution.get(`/api/demands/${demandId}`)).statusCode).toBe(200);
    expect((await outsider.get(`/api/results/${resultId}`)).statusCode).toBe(404);
    expect((await test.app.inject(`/api/results/${resultId}`)).statusCode).toBe(404);
  });

  it("is seen by brokers and officials", async () => {
    const { pairingId } = await createPairing(test.app, people, { visibility: "brokers" });
    for (const person of [people.broker, otherBroker, official]) {
      expect(await read(person, pairingId)).toMatchObject({
        demand: { title: "外机低频噪声" },
        result: { title: "压缩机转矩补偿" },
      });
    }
  });
});

describe("GET /api/pairings/:id", () => {
  it("takes the score apart and offers the acts open to the caller", async () => {
    const { pairingId } = await createPairing(test.app, people);
    const pairing = await read(people.broker, pairingId);
    expect(pairing).toMatchObject({
      score: 0.8,
      points: 62,
      acts: ["claim"],
      status: "proposed",
      broker: null,
    });
    expect(pairing.factors[0]).toEqual({
      name: "meaning",
      weight: 60,
      value: 0.7,
      penalty: 0,
      contribution: 42,
      evidence: "两处段落意思相近",
    });
  });

  it("answers 404 to who has no part in it, to a broker once it is over, and for an unknown id", async () => {
    const stranger = await createPerson(test.app, "institution");
    const open = await createPairing(test.app, people);
    const over = await createPairing(test.app, people, { status: "declined" });
    expect((await stranger.get(`/api/pairings/${open.pairingId}`)).statusCode).toBe(404);
    expect((await otherBroker.get(`/api/pairings/${over.pairingId}`)).statusCode).toBe(404);
    expect((await people.broker.get(`/api/pairings/${over.pairingId}`)).statusCode).toBe(200);
    expect((await official.get("/api/pairings/aaaaaaaaaaaaaaaaaaaaaaaa")).statusCode).toBe(404);
  });

  it("answers 400 for what is no id and 401 to a stranger", async () => {
    expect((await official.get("/api/pairings/12")).statusCode).toBe(400);
    expect((await test.app.inject("/api/pairings")).statusCode).toBe(401);
  });
});

describe("GET /api/pairings", () => {
  it("lists to each person what they may see, the best first, and filters it", async () => {
    const here = await createPairingPeople(test.app);
    const scenes = await Promise.all(
      (["proposed", "claimed", "closed"] as const).map((status, index) =>
        createPairing(test.app, here, { status, score: 0.5 + index / 10 }),
      ),
    );
    const ids = scenes.map(({ pairingId }) => pairingId);
    const list = async (person: Person, query = "") => {
      const page = (await person.get(`/api/pairings?pageSize=100${query}`)).json<Page<Pairing>>();
      return page.items.map(({ id }) => id).filter((id) => ids.includes(id));
    };
    expect(await list(here.enterprise)).toEqual([ids[2], ids[1], ids[0]]);
    expect(await list(here.broker)).toEqual([ids[1], ids[0]]);
    expect(await list(here.broker, "&mine=true")).toEqual([ids[1]]);
    expect(await list(here.enterprise, "&status=closed")).toEqual([ids[2]]);
    expect(await list(here.enterprise, "&minScore=0.6")).toEqual([ids[2], ids[1]]);
    expect(await list(here.enterprise, `&demand=${scenes[0]?.demandId}`)).toEqual([ids[0]]);
    expect(await list(here.enterprise, `&result=${scenes[1]?.resultId}`)).toEqual([ids[1]]);
    expect(await list(official)).toEqual([ids[2], ids[1], ids[0]]);
    expect(await list(await createPerson(test.app, "enterprise"))).toEqual([]);
  });

  it("counts all pages in total", async () => {
    const here = await createPairingPeople(test.app);
    for (const score of [0.1, 0.2, 0.3]) await createPairing(test.app, here, { score });
    const page = (await here.institution.get("/api/pairings?page=2&pageSize=2")).json<Page<Pairing>>();
    expect(page).toMatchObject({ total: 3, page: 2, pageSize: 2 });
    expect(page.items.map(({ score }) => score)).toEqual([0.1]);
  });
});
