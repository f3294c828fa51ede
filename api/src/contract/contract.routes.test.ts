import { type Contract, dayOf, type Page } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import {
  type ContractPeople,
  contractInput,
  createContract,
  createContractPeople,
} from "../test/contracts.ts";
import { createPairing, type PairingScene } from "../test/pairings.ts";
import { createPerson } from "../test/people.ts";

let test: TestApp;
let people: ContractPeople;

beforeAll(async () => {
  test = await buildTestApp();
  people = await createContractPeople(test.app);
});
afterAll(() => test.close());

const DAY_MS = 24 * 60 * 60 * 1000;

async function pairingAt(status: Parameters<typeof createPairing>[2]): Promise<PairingScene> {
  const { seller, buyer, broker } = people;
  return createPairing(test.app, { enterprise: buyer, institution: seller, broker }, status);
}

describe("POST /api/contracts", () => {
  it("answers 201 with a draft whose parties are written down as they are today", async () => {
    const response = await people.seller.post("/api/contracts", contractInput(people));
    expect(response.statusCode).toBe(201);
    expect(response.json()).toMatchObject({
      status: "draft",
      revision: 1,
      version: 1,
      seller: { id: people.seller.organisationId, name: people.seller.organisationName, district: "崂山区" },
      broker: null,
      pairing: null,
      registrationNumber: null,
      acts: ["edit", "submit"],
    });
  });

  it("takes a party from outside the market by its particulars", async () => {
    const buyer = { name: "江苏某装备有限公司", kind: "enterprise" as const, district: "江苏省" as const };
    const response = await people.broker.post("/api/contracts", contractInput(people, { buyer }));
    expect(response.json<Contract>()).toMatchObject({
      buyer: { id: null, creditCode: null, ...buyer },
      broker: { id: people.broker.id, name: people.broker.name },
    });
  });

  it.each([
    ["technologyAmountFen", { technologyAmountFen: 128_831_225 }],
    ["amountFen", { amountFen: -1 }],
    ["amountFen", { amountFen: 0.5 }],
    ["amountFen", { amountFen: "100" }],
    ["type", { type: "lease" }],
    ["field", { field: "占星" }],
    ["title", { title: " " }],
    ["title", { title: "长".repeat(257) }],
    ["signedOn", { signedOn: "2026-02-30" }],
    ["signedOn", { signedOn: dayOf(new Date(Date.now() + 2 * DAY_MS)) }],
    ["seller.id", { seller: { id: "aaaaaaaaaaaaaaaaaaaaaaaa" } }],
    ["seller.id", { seller: { id: "12" } }],
    ["servicePoint", { servicePoint: "aaaaaaaaaaaaaaaaaaaaaaaa" }],
    ["pairing", { pairing: "aaaaaaaaaaaaaaaaaaaaaaaa" }],
    ["surprise", { surprise: 1 }],
  ])("answers 400 naming %s for %o", async (path, overrides) => {
    const input = { ...contractInput(people), ...overrides };
    const response = await people.broker.post("/api/contracts", input);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toContainEqual(expect.objectContaining({ path }));
  });

  it("answers 400 naming the buyer who is the seller", async () => {
    const input = contractInput(people, { buyer: { id: people.seller.organisationId! } });
    const response = await people.broker.post("/api/contracts", input);
    expect(response.json().errors).toEqual([expect.objectContaining({ path: "buyer" })]);
  });

  it("answers 403 to who is neither party nor broker, and to officials", async () => {
    const stranger = await createPerson(test.app, "enterprise");
    for (const person of [stranger, people.official]) {
      expect((await person.post("/api/contracts", contractInput(people))).statusCode).toBe(403);
    }
  });

  it("answers a repeated key with the first one's record, also when both come at once", async () => {
    const key = { "idempotency-key": "draft-1" };
    const answers = await Promise.all(
      [1, 2, 3].map(() => people.broker.post("/api/contracts", contractInput(people), key)),
    );
    const later = await people.broker.post("/api/contracts", contractInput(people, { title: "另一份" }), key);
    const ids = [...answers, later].map((answer) => answer.json<Contract>().id);
    expect(new Set(ids).size).toBe(1);
    const others = await people.seller.post("/api/contracts", contractInput(people), key);
    expect(ids).not.toContain(others.json<Contract>().id);
  });
});

describe("a contract drafted from a pairing", () => {
  const draft = (scene: PairingScene, person = people.broker, overrides = {}, headers = {}) =>
    person.post("/api/contracts", contractInput(people, { pairing: scene.pairingId, ...overrides }), headers);

  it("carries the pairing's broker, whoever drafts it", async () => {
    const scene = await pairingAt({ status: "accepted" });
    const response = await draft(scene, people.buyer);
    expect(response.json()).toMatchObject({
      pairing: { id: scene.pairingId },
      broker: { id: people.broker.id },
    });
  });

  it.each(["claimed", "introduced", "negotiating", "contracted"] as const)(
    "answers 409 naming the status while the pairing is %s",
    async (status) => {
      const response = await draft(await pairingAt({ status }));
      expect(response.statusCode).toBe(409);
      expect(response.json()).toMatchObject({ currentStatus: status });
    },
  );

  it("answers 403 to a broker who did not claim it and 400 to a stranger who cannot see it", async () => {
    const scene = await pairingAt({ status: "accepted" });
    expect((await draft(scene, await createPerson(test.app, "broker"))).statusCode).toBe(403);
    expect((await draft(scene, await createPerson(test.app, "enterprise"))).statusCode).toBe(400);
  });

  it.each([
    ["seller", { seller: { name: "别的单位", kind: "enterprise" } }],
    ["buyer", { buyer: { name: "别的单位", kind: "enterprise" } }],
  ])("answers 400 naming the %s who is not the pairing's", async (path, overrides) => {
    const response = await draft(await pairingAt({ status: "accepted" }), people.broker, overrides);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toEqual([expect.objectContaining({ path })]);
  });

  it("is the only live one: of ten drafted at once one stands and the others answer 409", async () => {
    const scene = await pairingAt({ status: "accepted" });
    const answers = await Promise.all(Array.from({ length: 10 }, () => draft(scene)));
    const statuses = answers.map(({ statusCode }) => statusCode).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  });

  it("answers a repeated key with the first draft rather than 409", async () => {
    const scene = await pairingAt({ status: "accepted" });
    const key = { "idempotency-key": `from-${scene.pairingId}` };
    const answers = await Promise.all([1, 2, 3].map(() => draft(scene, people.broker, {}, key)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.json<Contract>().id)).size).toBe(1);
  });

  it.each([
    ["deleted", async (id: string) => people.broker.delete(`/api/contracts/${id}`)],
    [
      "refused",
      async (id: string) => {
        await people.broker.post(`/api/contracts/${id}/submit`);
        return people.official.post(`/api/contracts/${id}/refuse`, {
          reason: "not-technology",
          note: "不属于技术合同。",
        });
      },
    ],
    [
      "void",
      async (id: string) => {
        await people.broker.post(`/api/contracts/${id}/submit`);
        await people.official.post(`/api/contracts/${id}/accept`);
        await people.official.post(`/api/contracts/${id}/register`);
        return people.official.post(`/api/contracts/${id}/void`, { kind: "revoked", reason: "材料不实。" });
      },
    ],
  ])("leaves the pairing free for another one once it is %s", async (_, end) => {
    const scene = await pairingAt({ status: "accepted" });
    const { id } = (await draft(scene)).json<Contract>();
    expect((await end(id)).statusCode).toBeLessThan(300);
    expect((await draft(scene)).statusCode).toBe(201);
  });
});

describe("PATCH /api/contracts/:id", () => {
  it("answers 409 to a stale revision, so that of two edits one is not lost", async () => {
    const contract = await createContract(people);
    const answers = await Promise.all(
      ["甲", "乙"].map((title) =>
        people.broker.patch(`/api/contracts/${contract.id}`, { revision: 1, title }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const stale = answers.find(({ statusCode }) => statusCode === 409);
    expect(stale?.json()).toMatchObject({ code: "record.staleRevision", currentStatus: "draft" });
  });

  it("checks what it leaves unchanged against what it changes", async () => {
    const contract = await createContract(people);
    const response = await people.broker.patch(`/api/contracts/${contract.id}`, {
      revision: 1,
      amountFen: 1,
    });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toEqual([expect.objectContaining({ path: "technologyAmountFen" })]);
  });

  it("answers 403 to a party who would write itself out of the contract", async () => {
    const contract = await createContract(people);
    const response = await people.seller.patch(`/api/contracts/${contract.id}`, {
      revision: 1,
      seller: { name: "别的单位", kind: "enterprise" },
    });
    expect(response.statusCode).toBe(403);
  });
});

describe("DELETE /api/contracts/:id", () => {
  it("answers 204 for a draft, which is gone then, and 409 naming the status for anything else", async () => {
    const draft = await createContract(people);
    expect((await people.seller.delete(`/api/contracts/${draft.id}`)).statusCode).toBe(204);
    expect((await people.seller.get(`/api/contracts/${draft.id}`)).statusCode).toBe(404);
    const submitted = await createContract(people, "submitted");
    const refused = await people.broker.delete(`/api/contracts/${submitted.id}`);
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({ currentStatus: "submitted" });
  });

  it("answers 403 to an official", async () => {
    const draft = await createContract(people);
    expect((await people.official.delete(`/api/contracts/${draft.id}`)).statusCode).toBe(403);
  });
});

describe("GET /api/contracts", () => {
  it("lists to parties, broker and officials what concerns them, and filters it", async () => {
    const here = await createContractPeople(test.app);
    const draft = await createContract(here, "draft", { title: "石墨烯 (复合) 涂层.*服务", type: "service" });
    const registered = await createContract(here, "registered");
    const list = async (person: ContractPeople["seller"], query = "") => {
      const page = (await person.get(`/api/contracts?pageSize=100${query}`)).json<Page<Contract>>();
      return page.items.map(({ id }) => id).filter((id) => id === draft.id || id === registered.id);
    };
    for (const person of [here.seller, here.buyer, here.broker, here.official]) {
      expect(await list(person)).toEqual([registered.id, draft.id]);
    }
    expect(await list(people.broker)).toEqual([]);
    expect(await list(here.seller, "&status=registered")).toEqual([registered.id]);
    expect(await list(here.seller, "&type=service")).toEqual([draft.id]);
    expect(await list(here.seller, `&number=${registered.registrationNumber}`)).toEqual([registered.id]);
    expect(await list(here.seller, `&text=${encodeURIComponent("(复合) 涂层.*")}`)).toEqual([draft.id]);
    const today = dayOf(new Date());
    expect(await list(here.seller, `&registeredFrom=${today}&registeredTo=${today}`)).toEqual([
      registered.id,
    ]);
    expect(await list(here.seller, "&registeredTo=2020-01-01")).toEqual([]);
  });
});
