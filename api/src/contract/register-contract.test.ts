import { type Contract, yearOf } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { type ContractPeople, createContract, createContractPeople } from "../test/contracts.ts";

let test: TestApp;
let people: ContractPeople;

beforeAll(async () => {
  test = await buildTestApp();
  people = await createContractPeople(test.app);
});
afterAll(() => test.close());

const year = yearOf(new Date());

describe("POST /api/contracts/:id/register", () => {
  it("gives 50 at once 50 numbers in a row, none twice and none left out", async () => {
    const contracts: Contract[] = [];
    for (let index = 0; index < 50; index += 1) contracts.push(await createContract(people, "accepted"));
    const answers = await Promise.all(
      contracts.map(({ id }) => people.official.post(`/api/contracts/${id}/register`)),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(contracts.map(() => 200));
    const numbers = answers.map((answer) => answer.json<Contract>().registrationNumber).sort();
    expect(numbers).toEqual(
      contracts.map((_, index) => `${year}370201${String(index + 1).padStart(6, "0")}`),
    );
  });

  it("gives one number to one contract, however often it is asked at once", async () => {
    const { id } = await createContract(people, "accepted");
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => people.official.post(`/api/contracts/${id}/register`)),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409, 409, 409]);
    const contract = await test.app.models.Contract.findById(id).lean();
    expect(contract?.history.filter(({ act }) => act === "register")).toHaveLength(1);
  });

  it("writes number, status and instant together, and asks for the parties to be told", async () => {
    const before = Date.now();
    const contract = await createContract(people, "registered");
    expect(contract.registrationNumber).toMatch(new RegExp(`^${year}370201\\d{6}$`));
    expect(Date.parse(contract.registeredAt ?? "")).toBeGreaterThanOrEqual(before);
    expect(contract.registeredAt).toBe(contract.history.at(-1)?.at);
    expect(await test.app.models.Contract.findById(contract.id).lean()).toMatchObject({ announce: true });
  });

  it("never gives a number again after its contract is void", async () => {
    const cancelled = await createContract(people, "cancelled");
    const next = await createContract(people, "registered");
    expect(Number(next.registrationNumber)).toBe(Number(cancelled.registrationNumber) + 1);
  });

  it("counts on its own at each service point", async () => {
    const point = await test.app.models.Organisation.create({
      name: "崂山区技术合同服务点",
      kind: "service-point",
      district: "崂山区",
      pointCode: "07",
    });
    const first = await createContract(people, "registered", { servicePoint: String(point._id) });
    const second = await createContract(people, "registered", { servicePoint: String(point._id) });
    expect([first.registrationNumber, second.registrationNumber]).toEqual([
      `${year}370207000001`,
      `${year}370207000002`,
    ]);
    expect(first.servicePoint).toEqual({ id: String(point._id), name: "崂山区技术合同服务点" });
  });
});

describe("GET /api/verify/:number", () => {
  it("tells anybody what is registered under a number", async () => {
    const contract = await createContract(people, "registered");
    const response = await test.app.inject(`/api/verify/${contract.registrationNumber}`);
    expect(response.json()).toEqual({
      number: contract.registrationNumber,
      status: "registered",
      title: contract.title,
      type: "development",
      seller: { name: people.seller.organisationName },
      buyer: { name: people.buyer.organisationName },
      amountFen: contract.amountFen,
      technologyAmountFen: contract.technologyAmountFen,
      registeredAt: contract.registeredAt,
      isAmended: false,
      version: 1,
      amendedAt: null,
      voidedAt: null,
      signatureValid: null,
      signedVersion: null,
    });
  });

  it("says so when the registration is no longer in force", async () => {
    const contract = await createContract(people, "revoked");
    const response = await test.app.inject(`/api/verify/${contract.registrationNumber}`);
    expect(response.json()).toMatchObject({ status: "revoked" });
  });

  it("answers 404 for a number that was never given and 400 for what is no number", async () => {
    expect((await test.app.inject("/api/verify/1999370201000001")).statusCode).toBe(404);
    for (const number of ["123", "20263702010000011", "2026370201abcdef"]) {
      expect((await test.app.inject(`/api/verify/${number}`)).statusCode).toBe(400);
    }
  });
});
