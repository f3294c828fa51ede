import type { Contract, Findings, Page } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { type ContractPeople, createContract, createContractPeople } from "../test/contracts.ts";
import type { Person } from "../test/people.ts";

let test: TestApp;
let people: ContractPeople;

beforeAll(async () => {
  test = await buildTestApp();
  people = await createContractPeople(test.app);
});
afterAll(() => test.close());

describe("POST /api/contracts/:id/amend", () => {
  it("keeps the old terms, until when they held and why, and makes a new version", async () => {
    const contract = await createContract(people, "registered");
    const amended = await people.official.post(`/api/contracts/${contract.id}/amend`, {
      amountFen: 130_000_000,
      technologyAmountFen: 110_000_000,
      buyer: { name: "外地买方有限公司", kind: "enterprise", district: "江苏省" },
      reason: "补充协议变更买方与价款。",
    });
    expect(amended.json<Contract>()).toMatchObject({
      version: 2,
      amountFen: 130_000_000,
      buyer: { id: null, name: "外地买方有限公司", district: "江苏省" },
      registrationNumber: contract.registrationNumber,
      registeredAt: contract.registeredAt,
      versions: [
        {
          amountFen: contract.amountFen,
          technologyAmountFen: contract.technologyAmountFen,
          buyer: contract.buyer,
          reason: "补充协议变更买方与价款。",
        },
      ],
    });
  });

  it("keeps as many versions as there are amendments in history when two come at once", async () => {
    const contract = await createContract(people, "registered");
    const answers = await Promise.all(
      [1, 2, 3, 4].map((amendment) =>
        people.official.post(`/api/contracts/${contract.id}/amend`, {
          title: `第${amendment}次变更`,
          reason: "补充协议。",
        }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    const after = (await people.official.get(`/api/contracts/${contract.id}`)).json<Contract>();
    expect(after.versions).toHaveLength(4);
    expect(after.history.filter((entry) => entry.act === "amend")).toHaveLength(4);
    expect(new Set([...after.versions.map(({ title }) => title), after.title]).size).toBe(5);
  });

  it("answers 400 naming the field that contradicts the rest", async () => {
    const contract = await createContract(people, "registered");
    const response = await people.official.post(`/api/contracts/${contract.id}/amend`, {
      amountFen: 1,
      reason: "价款改小。",
    });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toEqual([expect.objectContaining({ path: "technologyAmountFen" })]);
  });
});

describe("the trail of a contract", () => {
  it("begins with the amounts it was drafted with", async () => {
    const contract = await createContract(people);
    expect(contract.history[0]?.changes).toEqual([
      { path: "amountFen", before: null, after: contract.amountFen },
      { path: "technologyAmountFen", before: null, after: contract.technologyAmountFen },
    ]);
  });

  it("keeps old and new of every place that an edit or an amendment changed, and of no other", async () => {
    const draft = await createContract(people);
    const edited = await people.broker.patch(`/api/contracts/${draft.id}`, {
      revision: 1,
      title: "改过的名称",
      amountFen: draft.amountFen,
      buyer: { name: "外地买方有限公司", kind: "other", district: "江苏省" },
    });
    const changes = edited.json<Contract>().history.at(-1)?.changes ?? [];
    expect(changes.filter(({ path }) => path !== "buyer.id").map(({ path }) => path)).toEqual([
      "title",
      "buyer.name",
      "buyer.kind",
      "buyer.district",
    ]);
    expect(changes[0]).toEqual({ path: "title", before: draft.title, after: "改过的名称" });
  });

  it("leads, played back from the end, to the terms a contract was drafted with", async () => {
    const registered = await createContract(people, "registered");
    const steps = [
      { amountFen: 200_000_000 },
      { technologyAmountFen: 90_000_000, title: "第二次变更" },
      { amountFen: 150_000_000, field: "新材料", isMarine: true },
    ];
    for (const step of steps) {
      const amended = await people.official.post(`/api/contracts/${registered.id}/amend`, {
        ...step,
        reason: "补充协议。",
      });
      expect(amended.statusCode, amended.body).toBe(200);
    }
    const read = await people.seller.get(`/api/contracts/${registered.id}`);
    const now: Record<string, unknown> = read.json();
    for (const { changes = [] } of read.json<Contract>().history.toReversed()) {
      for (const { path, before, after } of changes) {
        expect(now[path]).toEqual(after);
        now[path] = before;
      }
    }
    expect(now).toMatchObject({
      title: registered.title,
      field: registered.field,
      isMarine: null,
      amountFen: null,
      technologyAmountFen: null,
    });
  });
});

describe("an amendment past the limit of 500万元", () => {
  const raise = { amountFen: 600_000_000, technologyAmountFen: 500_000_000, reason: "补充协议增加标的。" };
  const approve = { opinion: "approve", note: "已核对补充协议。" };
  const propose = (person: Person, id: string, body: object = raise) =>
    person.post(`/api/contracts/${id}/amendments`, body);
  const decide = (person: Person, id: string, body: object = approve) =>
    person.post(`/api/contracts/${id}/amendments/review`, body);

  const findingsOf = async (id: string) => {
    const answer = await people.official.get(`/api/contracts/${id}/findings`);
    return answer.json<Findings>().findings.map(({ code }) => code);
  };

  it("is told of by the pre-check where one official made it alone", async () => {
    const contract = await createContract(people, "registered");
    const answer = await people.official.post(`/api/contracts/${contract.id}/amend`, raise);
    expect(answer.json<Contract>()).toMatchObject({ version: 2, technologyAmountFen: 500_000_000 });
    expect(await findingsOf(contract.id)).toContain("amended-alone");
  });

  it("takes effect when another official approves, with both in the history", async () => {
    const contract = await createContract(people, "registered");
    const proposed = (await propose(people.official, contract.id)).json<Contract>();
    expect(proposed).toMatchObject({
      amountFen: contract.amountFen,
      version: 1,
      amendment: {
        by: { id: people.official.id },
        reason: raise.reason,
        changes: [
          { path: "amountFen", before: contract.amountFen, after: 600_000_000 },
          { path: "technologyAmountFen", before: contract.technologyAmountFen, after: 500_000_000 },
        ],
      },
    });
    expect(proposed.acts).toEqual(["void"]);
    expect((await decide(people.official, contract.id)).statusCode).toBe(403);
    const approved = (await decide(people.otherOfficial, contract.id)).json<Contract>();
    expect(approved).toMatchObject({
      amountFen: 600_000_000,
      technologyAmountFen: 500_000_000,
      version: 2,
      amendment: null,
      versions: [{ amountFen: contract.amountFen, reason: raise.reason }],
    });
    expect(approved.history.slice(-3)).toMatchObject([
      { act: "proposeAmendment", actor: { id: people.official.id }, note: raise.reason },
      { act: "reviewAmendment", actor: { id: people.otherOfficial.id }, reason: "approve" },
      { act: "amend", actor: { id: people.official.id }, note: raise.reason },
    ]);
    expect(approved.history.at(-1)?.changes).toEqual(proposed.amendment?.changes);
  });

  it("is dropped when another official rejects it, and may be proposed anew", async () => {
    const contract = await createContract(people, "registered");
    await propose(people.official, contract.id);
    const rejected = await decide(people.otherOfficial, contract.id, {
      opinion: "reject",
      note: "缺少补充协议。",
    });
    expect(rejected.json<Contract>()).toMatchObject({
      amountFen: contract.amountFen,
      version: 1,
      amendment: null,
    });
    expect((await decide(people.otherOfficial, contract.id)).statusCode).toBe(409);
    expect((await propose(people.otherOfficial, contract.id)).statusCode).toBe(200);
  });

  it("keeps every other amendment waiting until it is decided", async () => {
    const contract = await createContract(people, "registered");
    await propose(people.official, contract.id);
    const small = { title: "改名", reason: "补充协议。" };
    for (const answer of [
      await people.official.post(`/api/contracts/${contract.id}/amend`, small),
      await propose(people.otherOfficial, contract.id, small),
    ]) {
      expect(answer.statusCode).toBe(409);
      expect(answer.json()).toMatchObject({ code: "contract.amendmentPending" });
    }
  });

  it("is one too where the contract was large before, and not where another official approved", async () => {
    const contract = await createContract(people, "registered");
    await propose(people.official, contract.id);
    await decide(people.otherOfficial, contract.id);
    expect(await findingsOf(contract.id)).not.toContain("amended-alone");
    const back = { amountFen: 10_000, technologyAmountFen: 10_000, reason: "更正。" };
    await people.official.post(`/api/contracts/${contract.id}/amend`, back);
    expect(await findingsOf(contract.id)).toContain("amended-alone");
  });

  it("waits in the queue of reviews, and leaves it with the registration", async () => {
    const contract = await createContract(people, "registered");
    const awaits = async () => {
      const page = await people.official.get("/api/contracts?awaitsReview=true&pageSize=100");
      return page.json<Page<Contract>>().items.some(({ id }) => id === contract.id);
    };
    await propose(people.official, contract.id);
    expect(await awaits()).toBe(true);
    await people.official.post(`/api/contracts/${contract.id}/void`, {
      kind: "cancelled",
      reason: "双方解除。",
    });
    expect(await awaits()).toBe(false);
  });
});
