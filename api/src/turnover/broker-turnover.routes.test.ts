import { type BrokerTurnover, type Contract, dayOf, monthOf } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { carryOutContracts } from "../test/carry-out-contracts.ts";
import { type ContractPeople, createContract, createContractPeople } from "../test/contracts.ts";
import { createPerson, type Person } from "../test/people.ts";

const url = "/api/brokers/me/turnover";

let test: TestApp;
let people: ContractPeople;
let other: Person;
let own: Contract;
beforeAll(async () => {
  test = await buildTestApp();
  people = await createContractPeople(test.app);
  other = await createPerson(test.app, "broker");
  own = await createContract(people, "registered", { amountFen: 700_00, technologyAmountFen: 500_00 });
  await createContract(people, "cancelled", { amountFen: 30_00, technologyAmountFen: 30_00 });
  await createContract({ ...people, broker: other }, "registered", {
    amountFen: 9_00,
    technologyAmountFen: 9_00,
  });
  await carryOutContracts(test.app.models);
});
afterAll(() => test.close());

async function read(broker: Person, query = ""): Promise<BrokerTurnover> {
  const response = await broker.get(`${url}${query}`);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

describe("a broker's own turnover", () => {
  it("adds up the broker's own contracts, cancelled ones taken back, by month and with what stands behind", async () => {
    const turnover = await read(people.broker);
    const sums = { totalFen: 700_00, technologyTotalFen: 500_00, count: 1 };
    expect(turnover).toMatchObject({ ...sums, basis: "output", total: 3 });
    expect(turnover.months).toEqual([{ month: monthOf(new Date()), ...sums }]);
    expect(turnover.corrections.totalFen).toBe(-30_00);
    const behind = turnover.items.find(({ contract }) => contract.id === own.id);
    expect(behind).toMatchObject({ kind: "registration", amountFen: 700_00 });
    expect(behind?.contract.number).not.toBeNull();
  });

  it("leaves other brokers' contracts to them", async () => {
    expect(await read(other)).toMatchObject({ totalFen: 9_00, count: 1, total: 1 });
    const newcomer = await createPerson(test.app, "broker");
    expect(await read(newcomer)).toMatchObject({ totalFen: 0, count: 0, months: [], items: [] });
  });

  it("says on which basis it counts and when a contract is the broker's, in the reader's language", async () => {
    expect((await read(people.broker)).definition).toContain("输出");
    const absorbed = await read(people.broker, "?basis=absorption");
    expect(absorbed.basis).toBe("absorption");
    expect(absorbed.definition).toContain("吸纳");
    expect(absorbed.attribution).toContain("归属");
  });

  it("counts within the days asked for; a period must not end before it starts", async () => {
    const today = dayOf(new Date());
    expect((await read(people.broker, `?from=${today}&to=${today}`)).count).toBe(1);
    expect((await read(people.broker, "?to=2020-12-31")).count).toBe(0);
    const reversed = await people.broker.get(`${url}?from=2026-02-01&to=2026-01-01`);
    expect(reversed.statusCode).toBe(400);
    expect(reversed.json().errors[0].path).toBe("to");
  });
});
