import {
  type Contract,
  type ContractPrefill,
  ContractTermsSchema,
  type CreateContract,
  PartySchema,
} from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { type ContractPeople, createContract, createContractPeople } from "../test/contracts.ts";
import { createPairing } from "../test/pairings.ts";
import { createPerson } from "../test/people.ts";

let test: TestApp;
let people: ContractPeople;

beforeAll(async () => {
  test = await buildTestApp();
  people = await createContractPeople(test.app);
});
afterAll(() => test.close());

/** The fields of the record as the form asks them: each term, each particular of both parties, the service point. */
const formFields = [
  ...Object.keys(ContractTermsSchema.properties).filter((name) => name !== "seller" && name !== "buyer"),
  ...Object.keys(PartySchema.properties).flatMap((name) => [`seller.${name}`, `buyer.${name}`]),
  "servicePoint",
];

const particulars = {
  partyType: "150",
  address: "崂山区松岭路99号",
  postcode: "266061",
  representative: "王工",
  contactName: "李经理",
  contactPhone: "0532-8888 0001",
  scale: "medium",
  flags: ["high-tech-enterprise"],
} as const satisfies Partial<CreateContract["seller"]>;

/** What both organisations filed when they handed in an earlier contract. */
function earlierContract(): Partial<CreateContract> {
  return {
    seller: {
      id: people.seller.organisationId!,
      creditCode: "91350100M000100Y43",
      ...particulars,
      partyType: "022",
      flags: [],
    },
    buyer: { id: people.buyer.organisationId!, creditCode: "91110000600037341L", ...particulars },
    paymentKind: "instalments",
    planSource: "outside",
  };
}

async function acceptedPairing(): Promise<string> {
  const { seller, buyer, broker } = people;
  const scene = await createPairing(
    test.app,
    { institution: seller, enterprise: buyer, broker },
    { status: "negotiating" },
  );
  const accepted = await broker.post(`/api/pairings/${scene.pairingId}/accept`);
  expect(accepted.statusCode, accepted.body).toBe(200);
  return scene.pairingId;
}

async function prefillOf(pairingId: string): Promise<ContractPrefill> {
  const response = await people.broker.get(`/api/contracts/prefill?pairing=${pairingId}`);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

describe("GET /api/contracts/prefill", () => {
  it("fills the deal from pairing, demand and result, and says of each value whence", async () => {
    const { terms, sources, budgetFen } = await prefillOf(await acceptedPairing());
    expect(terms).toMatchObject({
      title: "压缩机转矩补偿",
      type: "development",
      subtype: "commissioned-development",
      subject: "后半夜外机嗡嗡响。",
      field: "智能家电",
      techArea: "advanced-manufacturing",
      ipRight: "none",
      isMarine: false,
      seller: { id: people.seller.organisationId, name: people.seller.organisationName },
      buyer: { id: people.buyer.organisationId, name: people.buyer.organisationName },
    });
    expect(sources).toMatchObject({
      title: "result",
      subject: "demand",
      type: "pairing",
      signedOn: "pairing",
      "seller.id": "pairing",
      "buyer.district": "organisation",
    });
    expect(budgetFen).toBe(86_000_000);
  });

  it("never fills an amount: the price asked is not the price agreed", async () => {
    const { terms } = await prefillOf(await acceptedPairing());
    expect(terms).not.toHaveProperty("amountFen");
    expect(terms).not.toHaveProperty("technologyAmountFen");
  });

  it("remembers nothing of a draft that was never handed in", async () => {
    await createContract(people, "draft", earlierContract());
    const { terms, sources } = await prefillOf(await acceptedPairing());
    expect(terms.buyer).toMatchObject({ address: null });
    expect(Object.values(sources)).not.toContain("remembered");
  });

  it("fills at least 80% of the form once both organisations have filed before", async () => {
    await createContract(people, "submitted", earlierContract());
    const { sources, terms } = await prefillOf(await acceptedPairing());
    const filled = formFields.filter((field) => field in sources);
    expect(filled.length / formFields.length).toBeGreaterThanOrEqual(0.8);
    expect(terms.buyer).toMatchObject({ creditCode: "91110000600037341L", ...particulars });
    expect(terms.seller).toMatchObject({ partyType: "022", flags: [] });
    expect(sources).toMatchObject({
      "buyer.address": "remembered",
      "seller.creditCode": "remembered",
      planSource: "remembered",
    });
  });

  it("gives a draft that the api takes as it is, amounts added", async () => {
    const pairing = await acceptedPairing();
    const { terms } = await prefillOf(pairing);
    const { seller, buyer, ...others } = terms;
    const partyInput = ({ name: _, kind: __, district: ___, creditCode, ...party }: Contract["seller"]) => ({
      ...party,
      ...(creditCode !== null && { creditCode }),
    });
    const response = await people.broker.post("/api/contracts", {
      ...others,
      seller: partyInput(seller!),
      buyer: partyInput(buyer!),
      amountFen: 100,
      technologyAmountFen: 90,
      pairing,
    });
    expect(response.statusCode, response.body).toBe(201);
    expect(response.json()).toMatchObject(terms);
  });

  it("answers a party without a pairing with its own organisation, on its side", async () => {
    const response = await people.seller.get("/api/contracts/prefill");
    const { terms, pairing } = response.json<ContractPrefill>();
    expect(pairing).toBeNull();
    expect(Object.keys(terms)).toEqual(["seller"]);
    expect(terms.seller).toMatchObject({ id: people.seller.organisationId, address: particulars.address });
  });

  it("tells a stranger nothing of a pairing's organisations", async () => {
    const stranger = await createPerson(test.app, "enterprise");
    const response = await stranger.get(`/api/contracts/prefill?pairing=${await acceptedPairing()}`);
    expect(response.statusCode).toBe(400);
  });
});
