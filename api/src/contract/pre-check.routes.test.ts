import type { Contract, Findings } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import {
  type ContractPeople,
  contractInput,
  createContract,
  createContractPeople,
} from "../test/contracts.ts";
import { createPairing } from "../test/pairings.ts";
import { createPerson } from "../test/people.ts";

let test: TestApp;
let people: ContractPeople;

beforeAll(async () => {
  test = await buildTestApp();
  people = await createContractPeople(test.app);
});
afterAll(() => test.close());

const codesOf = ({ findings }: Findings) => findings.map(({ code }) => code);

describe("GET /api/contracts/:id/findings", () => {
  it("tells parties, broker and officials the same, the gravest first, and strangers nothing", async () => {
    const contract = await createContract(people, "submitted", {
      title: "检测设备研制",
      amountFen: 50_000_001,
      technologyAmountFen: 50_000_001,
      endsOn: "2020-01-01",
      startsOn: "2019-01-01",
    });
    for (const person of [people.seller, people.buyer, people.broker, people.official]) {
      const response = await person.get(`/api/contracts/${contract.id}/findings`);
      expect(response.statusCode, response.body).toBe(200);
      expect(codesOf(response.json())).toEqual([
        "expired",
        "technology-amount-whole",
        "party-incomplete",
        "party-incomplete",
        "record-incomplete",
        "commitment-missing",
        "text-missing",
      ]);
    }
    const stranger = await createPerson(test.app, "enterprise");
    expect((await stranger.get(`/api/contracts/${contract.id}/findings`)).statusCode).toBe(404);
  });

  it("words each finding in the reader's language", async () => {
    const contract = await createContract(people, "draft", { amountFen: 0, technologyAmountFen: 0 });
    const ask = async (language: string) => {
      const response = await test.app.inject({
        url: `/api/contracts/${contract.id}/findings`,
        headers: { cookie: people.seller.cookie, "accept-language": language },
      });
      return response.json<Findings>().findings[0]?.detail;
    };
    expect(await ask("zh-CN")).toBe("金额为 0，价款不明确，不能认定登记。");
    expect(await ask("en")).toContain("The amount is nought");
  });

  it("names the same contract that is registered already, however its names are written", async () => {
    const twin = { title: "同名合同技术开发", amountFen: 77_000_077, technologyAmountFen: 1_000_000 };
    const registered = await createContract(people, "registered", twin);
    const again = await createContract(people, "draft", { ...twin, title: "同名合同 技术开发。" });
    const response = await people.seller.get(`/api/contracts/${again.id}/findings`);
    expect(response.json<Findings>().findings[0]).toMatchObject({
      code: "duplicate",
      severity: "blocking",
      path: "title",
      related: { id: registered.id, number: registered.registrationNumber },
    });
  });

  it("never names another contract to who may not see it", async () => {
    const buyer = { name: "外地某装备公司", kind: "enterprise" as const };
    const seller = { name: "外地某研究所", kind: "institute" as const };
    const twin = {
      title: "两家场外单位的合同",
      amountFen: 66_000_066,
      technologyAmountFen: 1_000_000,
      buyer,
      seller,
    };
    const first = await createContract(people, "registered", twin);
    const otherBroker = await createPerson(test.app, "broker");
    const drafted = await otherBroker.post("/api/contracts", contractInput(people, twin));
    const { id } = drafted.json<Contract>();
    const response = await otherBroker.get(`/api/contracts/${id}/findings`);
    const duplicate = response.json<Findings>().findings.find(({ code }) => code === "duplicate");
    expect(duplicate).toBeDefined();
    expect(duplicate).not.toHaveProperty("related");
    expect(response.body).not.toContain(first.registrationNumber);
  });

  it("forbids nothing: a contract full of findings is registered all the same", async () => {
    const contract = await createContract(people, "registered", { amountFen: 0, technologyAmountFen: 0 });
    expect(contract.status).toBe("registered");
  });
});

describe("POST /api/contracts/findings", () => {
  it("checks what stands in a form, and writes nothing", async () => {
    const before = await test.app.models.Contract.countDocuments();
    const input = contractInput(people, { amountFen: 12_345, technologyAmountFen: 12_345 });
    const response = await people.broker.post("/api/contracts/findings", input);
    expect(response.statusCode, response.body).toBe(200);
    expect(codesOf(response.json())).toContain("amount-small");
    expect(codesOf(response.json())).not.toContain("text-missing");
    expect(await test.app.models.Contract.countDocuments()).toBe(before);
  });

  it("measures the amount against the pairing's budget and price", async () => {
    const { seller, buyer, broker } = people;
    const scene = await createPairing(
      test.app,
      { enterprise: buyer, institution: seller, broker },
      { status: "accepted" },
    );
    const pairing = await test.app.models.Pairing.findById(scene.pairingId).lean();
    await test.app.models.Demand.updateOne({ _id: pairing?.demandId }, { $set: { budgetFen: 50_000_000 } });
    await test.app.models.Result.updateOne({ _id: pairing?.resultId }, { $set: { priceFen: 40_000_000 } });
    const input = contractInput(people, {
      pairing: scene.pairingId,
      amountFen: 400_000_000_000,
      technologyAmountFen: 1,
    });
    const response = await people.broker.post("/api/contracts/findings", input);
    expect(codesOf(response.json())).toContain("amount-unit");
  });

  it("leaves the contract that a form changes out of those it is compared with", async () => {
    const contract = await createContract(people, "returned", {
      title: "自己不与自己重复",
      amountFen: 55_000_055,
      technologyAmountFen: 1,
    });
    const input = contractInput(people, {
      title: contract.title,
      amountFen: 55_000_055,
      technologyAmountFen: 1,
    });
    const alone = await people.broker.post("/api/contracts/findings", input);
    expect(codesOf(alone.json())).toContain("duplicate");
    const own = await people.broker.post(`/api/contracts/findings?contract=${contract.id}`, input);
    expect(codesOf(own.json())).not.toContain("duplicate");
  });

  it("answers 400 where the terms contradict each other", async () => {
    const input = contractInput(people, { amountFen: 1 });
    const response = await people.broker.post("/api/contracts/findings", input);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toEqual([expect.objectContaining({ path: "technologyAmountFen" })]);
  });
});
