import type { MessagePage } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPairing, createPairingPeople, type PairingPeople } from "../test/pairings.ts";
import { createPerson, type Person } from "../test/people.ts";

let test: TestApp;
let people: PairingPeople;
beforeAll(async () => {
  test = await buildTestApp();
  people = await createPairingPeople(test.app);
});
afterAll(() => test.close());

const read = async (person: Person, url: string): Promise<MessagePage> => (await person.get(url)).json();

/** A deal introduced by its acts, as messages go by them. */
async function introduced() {
  const scene = await createPairing(test.app, people, { status: "claimed" });
  await scene.broker.post(`/api/pairings/${scene.pairingId}/introduce`);
  return { ...scene, url: `/api/pairings/${scene.pairingId}/messages` };
}

describe("messages in a deal", () => {
  it("are read by both sides and the broker, the newest first, word for word", async () => {
    const { url, broker, enterprise, institution } = await introduced();
    const text = "<b>周三</b> 10:00 看样机 & 报价";
    expect((await broker.post(url, { text: "请双方约时间" })).statusCode).toBe(201);
    expect((await enterprise.post(url, { text })).statusCode).toBe(201);
    for (const reader of [broker, enterprise, institution]) {
      const page = await read(reader, url);
      expect(page.items.map((message) => message.text)).toEqual([text, "请双方约时间"]);
      expect(page.items.map(({ isOwn }) => isOwn)).toEqual([reader === enterprise, reader === broker]);
      expect(page.total).toBe(2);
    }
  });

  it("stand once for their key, however often they are sent", async () => {
    const { url, enterprise } = await introduced();
    const key = { "idempotency-key": "m-1" };
    const [first, second] = [
      await enterprise.post(url, { text: "一次" }, key),
      await enterprise.post(url, { text: "一次" }, key),
    ];
    expect(second.json().id).toBe(first.json().id);
    expect((await read(enterprise, url)).total).toBe(1);
  });

  it("are refused before the introduction: 409 naming the status", async () => {
    const { pairingId, enterprise } = await createPairing(test.app, people, { status: "claimed" });
    const response = await enterprise.post(`/api/pairings/${pairingId}/messages`, { text: "您好" });
    expect(response.statusCode).toBe(409);
    expect(response.json().currentStatus).toBe("claimed");
  });

  it("are nobody else's: 404 or 403 to strangers, and nothing to another broker or an official", async () => {
    const { url, broker } = await introduced();
    await broker.post(url, { text: "仅限双方" });
    const stranger = await createPerson(test.app, "enterprise");
    expect((await stranger.get(url)).statusCode).toBe(404);
    for (const role of ["broker", "official"] as const) {
      const other = await createPerson(test.app, role);
      expect((await read(other, url)).items).toEqual([]);
      expect((await other.post(url, { text: "插话" })).statusCode).toBe(403);
    }
  });

  it.each([{ text: "" }, { text: "  " }, { text: "字".repeat(2001) }, { text: "好", kind: "shout" }, {}])(
    "answer 400 to %j",
    async (body) => {
      const { url, broker } = await introduced();
      expect((await broker.post(url, body)).statusCode).toBe(400);
    },
  );
});

describe("a broker's notes", () => {
  it("are their own alone, from the claim on", async () => {
    const { pairingId, broker, enterprise } = await createPairing(test.app, people, { status: "claimed" });
    const url = `/api/pairings/${pairingId}/messages`;
    expect((await broker.post(url, { kind: "note", text: "对方预算偏紧" })).statusCode).toBe(201);
    expect((await enterprise.post(url, { kind: "note", text: "我也记" })).statusCode).toBe(409);
    expect((await read(broker, url)).items).toMatchObject([{ kind: "note", text: "对方预算偏紧" }]);
    expect((await read(enterprise, url)).items).toEqual([]);
  });

  it("ring for nobody, as messages do", async () => {
    const { url, broker, enterprise } = await introduced();
    await broker.post(url, { kind: "note", text: "记一笔" });
    await enterprise.post(url, { text: "说一句" });
    const stored = await test.app.models.Message.find({ createdBy: { $in: [broker.id, enterprise.id] } })
      .sort({ _id: -1 })
      .limit(2)
      .lean();
    expect(stored.map(({ kind, announce }) => [kind, announce])).toEqual([
      ["message", true],
      ["note", false],
    ]);
  });
});
