import {
  type Contract,
  type ContractAct,
  type ContractStatus,
  ContractStatusSchema,
  contractActNames,
  type Page,
} from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { type ContractPeople, createContract, createContractPeople } from "../test/contracts.ts";
import { createPerson, type Person } from "../test/people.ts";

let test: TestApp;
let people: ContractPeople;
let persons: Record<Who, Person>;

const whos = [
  "its broker",
  "another broker",
  "the seller",
  "the buyer",
  "a stranger",
  "the official who accepts",
  "another official",
  "an administrator",
] as const;
type Who = (typeof whos)[number];

beforeAll(async () => {
  test = await buildTestApp();
  people = await createContractPeople(test.app);
  persons = {
    "its broker": people.broker,
    "another broker": await createPerson(test.app, "broker"),
    "the seller": people.seller,
    "the buyer": people.buyer,
    "a stranger": await createPerson(test.app, "enterprise"),
    "the official who accepts": people.official,
    "another official": people.otherOfficial,
    "an administrator": await createPerson(test.app, "admin"),
  };
});
afterAll(() => test.close());

const decision = { reason: "unclear-price", note: "价款没有写明。" };
/** An amendment is decided on where one was proposed, which no status tells: it has tests of its own. */
type TabledAct = Exclude<ContractAct, "reviewAmendment">;
const tabledActs = contractActNames.filter((name): name is TabledAct => name !== "reviewAmendment");

const words: Record<Exclude<TabledAct, "edit">, object | undefined> = {
  submit: undefined,
  accept: undefined,
  register: undefined,
  return: decision,
  refuse: decision,
  review: { opinion: "approve", note: "金额与标的相符。" },
  dispute: { note: "双方对技术交易额的核算有争议。" },
  amend: { title: "变更后的名称", reason: "双方签订补充协议。" },
  proposeAmendment: { title: "变更后的名称", reason: "双方签订补充协议。" },
  void: { kind: "cancelled", reason: "双方协商解除。" },
};
const from: Record<TabledAct, ContractStatus[]> = {
  edit: ["draft", "returned"],
  submit: ["draft", "returned"],
  accept: ["submitted"],
  return: ["submitted", "accepted"],
  refuse: ["submitted", "accepted"],
  review: ["submitted", "accepted"],
  dispute: ["submitted", "accepted"],
  register: ["accepted"],
  amend: ["registered"],
  proposeAmendment: ["registered"],
  void: ["registered"],
};
const target: Record<TabledAct, ContractStatus | null> = {
  edit: null,
  submit: "submitted",
  accept: "accepted",
  return: "returned",
  refuse: "refused",
  review: null,
  dispute: null,
  register: "registered",
  amend: null,
  proposeAmendment: null,
  void: "cancelled",
};

function expectedStatus(act: TabledAct, who: Who, status: ContractStatus): number {
  if (who === "a stranger" || who === "another broker") return 404;
  const isHandlers = act === "edit" || act === "submit";
  const isTheirs =
    who === "an administrator"
      ? false
      : who === "the official who accepts" || who === "another official"
        ? !isHandlers
        : isHandlers;
  const hasAccepted = ["accepted", "registered", "cancelled", "revoked"].includes(status);
  if (!isTheirs || (act === "review" && who === "the official who accepts" && hasAccepted)) return 403;
  return from[act].includes(status) ? 200 : 409;
}

async function act(person: Person, name: TabledAct, contract: Contract) {
  if (name === "edit") {
    return person.patch(`/api/contracts/${contract.id}`, {
      revision: contract.revision,
      title: "改过的名称",
    });
  }
  const path = name === "proposeAmendment" ? "amendments" : name;
  return person.post(`/api/contracts/${contract.id}/${path}`, words[name]);
}

const cases = tabledActs.flatMap((name) => ContractStatusSchema.enum.map((status) => ({ name, status })));

describe("acts on a contract", () => {
  it.each(cases)(
    "$name of a $status one answers each person what the table says",
    async ({ name, status }) => {
      for (const who of whos) {
        const contract = await createContract(people, status);
        const response = await act(persons[who], name, contract);
        expect({ who, answer: response.statusCode }).toEqual({
          who,
          answer: expectedStatus(name, who, status),
        });
        if (response.statusCode === 409) expect(response.json()).toMatchObject({ currentStatus: status });
        if (response.statusCode === 200) {
          const after = response.json<Contract>();
          expect(after.status).toBe(target[name] ?? status);
          expect(after.revision).toBe(contract.revision + 1);
          expect(after.history.at(-1)).toMatchObject({ act: name, actor: { id: persons[who].id } });
        }
      }
    },
  );
});

describe("words of an act", () => {
  it.each([
    ["return", { note: "说不清" }, "reason"],
    ["return", { reason: "unclear-price" }, "note"],
    ["refuse", { reason: "because", note: "说不清" }, "reason"],
    ["review", { opinion: "maybe", note: "说不清" }, "opinion"],
    ["void", { kind: "deleted", reason: "说不清" }, "kind"],
    ["void", { kind: "revoked" }, "reason"],
    ["dispute", {}, "note"],
    ["amendments", { title: "新名称" }, "reason"],
    ["amendments/review", { opinion: "approve" }, "note"],
    ["amend", { title: "新名称" }, "reason"],
    ["amend", { reason: "什么也没变" }, ""],
    ["submit", { note: "快一点" }, "note"],
  ])("of %s are checked: %o answers 400 naming %j", async (name, body, path) => {
    const contract = await createContract(people);
    const person = name === "submit" ? people.broker : people.official;
    const response = await person.post(`/api/contracts/${contract.id}/${name}`, body);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toContainEqual(expect.objectContaining({ path }));
  });
});

describe("the second opinion on a large contract", () => {
  const large = { amountFen: 600_000_000, technologyAmountFen: 500_000_000 };
  const review = (person: Person, id: string, opinion: "approve" | "reject") =>
    person.post(`/api/contracts/${id}/review`, { opinion, note: "已核对金额与标的。" });

  it("keeps it from being registered until another official approves", async () => {
    const { id } = await createContract(people, "accepted", large);
    const early = await people.official.post(`/api/contracts/${id}/register`);
    expect(early.statusCode).toBe(409);
    expect(early.json()).toMatchObject({ code: "contract.reviewRequired", currentStatus: "accepted" });
    expect((await review(people.official, id, "approve")).statusCode).toBe(403);
    await review(people.otherOfficial, id, "reject");
    expect((await people.official.post(`/api/contracts/${id}/register`)).statusCode).toBe(409);
    const approved = await review(people.otherOfficial, id, "approve");
    expect(approved.json<Contract>().review).toMatchObject({
      opinion: "approve",
      reviewer: { id: people.otherOfficial.id },
    });
    const registered = await people.official.post(`/api/contracts/${id}/register`);
    expect(registered.json<Contract>().status).toBe("registered");
  });

  it("is another person's than the one who registers", async () => {
    const { id } = await createContract(people, "accepted", large);
    await review(people.otherOfficial, id, "approve");
    expect((await people.otherOfficial.post(`/api/contracts/${id}/register`)).statusCode).toBe(409);
    const third = await createPerson(test.app, "official");
    expect((await third.post(`/api/contracts/${id}/register`)).statusCode).toBe(200);
  });

  it("has to be given again when the contract was returned and submitted anew", async () => {
    const { id } = await createContract(people, "accepted", large);
    await review(people.otherOfficial, id, "approve");
    await people.official.post(`/api/contracts/${id}/return`, decision);
    await people.broker.post(`/api/contracts/${id}/submit`);
    const accepted = await people.official.post(`/api/contracts/${id}/accept`);
    expect(accepted.json<Contract>().review).toBeNull();
    expect((await people.official.post(`/api/contracts/${id}/register`)).statusCode).toBe(409);
  });

  it("is not needed one 分 below the limit", async () => {
    const contract = await createContract(people, "accepted", { ...large, technologyAmountFen: 499_999_999 });
    expect(contract.needsReview).toBe(false);
    expect((await people.official.post(`/api/contracts/${contract.id}/register`)).statusCode).toBe(200);
  });

  it("decides whether registering is offered", async () => {
    const contract = await createContract(people, "accepted", large);
    expect(contract.acts).not.toContain("register");
    await review(people.otherOfficial, contract.id, "approve");
    const read = await people.official.get(`/api/contracts/${contract.id}`);
    expect(read.json<Contract>().acts).toContain("register");
  });
});

describe("a dispute", () => {
  const review = (person: Person, id: string) =>
    person.post(`/api/contracts/${id}/review`, { opinion: "approve", note: "争议已核实。" });

  it("makes a second opinion necessary whatever the amount, and voids one given before", async () => {
    const { id } = await createContract(people, "accepted");
    await review(people.otherOfficial, id);
    const disputed = await people.official.post(`/api/contracts/${id}/dispute`, words.dispute);
    expect(disputed.json<Contract>()).toMatchObject({
      needsReview: true,
      review: null,
      dispute: { note: "双方对技术交易额的核算有争议。", by: { id: people.official.id } },
    });
    expect(disputed.json<Contract>().acts).not.toContain("dispute");
    expect((await people.official.post(`/api/contracts/${id}/register`)).statusCode).toBe(409);
    await review(people.otherOfficial, id);
    expect((await people.official.post(`/api/contracts/${id}/register`)).statusCode).toBe(200);
  });

  it("stands once: a second answers 409", async () => {
    const { id } = await createContract(people, "submitted");
    await people.official.post(`/api/contracts/${id}/dispute`, words.dispute);
    const again = await people.otherOfficial.post(`/api/contracts/${id}/dispute`, words.dispute);
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ code: "contract.alreadyDisputed", currentStatus: "submitted" });
  });

  it("puts the contract among those that await a review", async () => {
    const { id } = await createContract(people, "submitted");
    const awaiting = async () => {
      const page = await people.official.get("/api/contracts?awaitsReview=true&pageSize=100");
      return page.json<Page<Contract>>().items.map((contract) => contract.id);
    };
    expect(await awaiting()).not.toContain(id);
    await people.official.post(`/api/contracts/${id}/dispute`, words.dispute);
    expect(await awaiting()).toContain(id);
  });
});
