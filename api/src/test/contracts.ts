import { type Contract, type ContractStatus, type CreateContract, dayOf } from "@market/shared";
import type { FastifyInstance } from "fastify";
import { expect } from "vitest";
import { createPerson, type Person } from "./people.ts";

/** Everybody a contract concerns; the broker drafts it. */
export interface ContractPeople {
  seller: Person;
  buyer: Person;
  broker: Person;
  official: Person;
  otherOfficial: Person;
}

export async function createContractPeople(app: FastifyInstance): Promise<ContractPeople> {
  const [seller, buyer, broker, official, otherOfficial] = await Promise.all([
    createPerson(app, "institution"),
    createPerson(app, "enterprise"),
    createPerson(app, "broker"),
    createPerson(app, "official"),
    createPerson(app, "official"),
  ]);
  return { seller, buyer, broker, official, otherOfficial };
}

/** A contract as a broker would send it, between two organisations of the market. */
export function contractInput(
  { seller, buyer }: Pick<ContractPeople, "seller" | "buyer">,
  overrides: Partial<CreateContract> = {},
): CreateContract {
  return {
    title: "空调外机降噪控制技术开发",
    type: "development",
    seller: { id: seller.organisationId! },
    buyer: { id: buyer.organisationId! },
    amountFen: 128_831_224,
    technologyAmountFen: 106_790_114,
    signedOn: dayOf(new Date()),
    field: "智能家电",
    ...overrides,
  };
}

const refusal = { reason: "unclear-subject", note: "标的写得不够明确，请补充技术指标。" };

/** The acts that lead to each status, and who carries them out. */
const pathTo: Record<ContractStatus, [who: "broker" | "official", act: string, words?: object][]> = {
  draft: [],
  submitted: [["broker", "submit"]],
  returned: [
    ["broker", "submit"],
    ["official", "return", refusal],
  ],
  accepted: [
    ["broker", "submit"],
    ["official", "accept"],
  ],
  refused: [
    ["broker", "submit"],
    ["official", "refuse", refusal],
  ],
  registered: [
    ["broker", "submit"],
    ["official", "accept"],
    ["official", "register"],
  ],
  cancelled: [
    ["broker", "submit"],
    ["official", "accept"],
    ["official", "register"],
    ["official", "void", { kind: "cancelled", reason: "双方协商解除。" }],
  ],
  revoked: [
    ["broker", "submit"],
    ["official", "accept"],
    ["official", "register"],
    ["official", "void", { kind: "revoked", reason: "材料不实，予以撤销。" }],
  ],
};

/** Drafts a contract and carries it to a status, each step as its people would. */
export async function createContract(
  people: ContractPeople,
  status: ContractStatus = "draft",
  overrides: Partial<CreateContract> = {},
): Promise<Contract> {
  const drafted = await people.broker.post("/api/contracts", contractInput(people, overrides));
  expect(drafted.statusCode, drafted.body).toBe(201);
  let contract = drafted.json<Contract>();
  for (const [who, act, words] of pathTo[status]) {
    const response = await people[who].post(`/api/contracts/${contract.id}/${act}`, words);
    expect(response.statusCode, response.body).toBe(200);
    contract = response.json();
  }
  expect(contract.status).toBe(status);
  return contract;
}
