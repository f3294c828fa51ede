import {
  dayOf,
  type Page,
  type ServicePointLedger,
  type TargetRecord,
  type Targets,
  yearOf,
} from "@market/shared";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createContract, createContractPeople } from "../test/contracts.ts";
import { createPairing, createPairingPeople, type PairingPeople } from "../test/pairings.ts";
import { createPerson, type Person } from "../test/people.ts";

let test: TestApp;
let official: Person;
let people: PairingPeople;
const thisYear = yearOf(new Date());

beforeAll(async () => {
  test = await buildTestApp();
  official = await createPerson(test.app, "official");
  people = await createPairingPeople(test.app);
});
afterAll(() => test.close());

async function targetsOf(year = thisYear): Promise<Record<string, Targets["targets"][number]>> {
  const response = await official.get(`/api/statistics/targets?year=${year}`);
  expect(response.statusCode, response.body).toBe(200);
  return Object.fromEntries(response.json<Targets>().targets.map((target) => [target.name, target]));
}

async function recordsOf(name: string, year = thisYear): Promise<Page<TargetRecord>> {
  const response = await official.get(`/api/statistics/targets/${name}/records?year=${year}`);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

describe("GET /api/statistics/targets", () => {
  it("names each promise of the plan with its measure, number and rule in both languages", async () => {
    const targets = await targetsOf();
    expect(Object.values(targets).map(({ name, measure, target }) => [name, measure, target])).toEqual([
      ["turnover", "M0", 12_000_000_000_000],
      ["brokers", "M0", 3400],
      ["majorResults", "M10", 10],
      ["innovationProjects", "M10", 100],
      ["needsLinked", "M10", 1000],
    ]);
    for (const { rule } of Object.values(targets)) {
      expect(rule.zh).toMatch(/\p{Script=Han}/u);
      expect(rule.en).toMatch(/[a-z]{5}/);
    }
  });

  it("counts only verified brokers, by the end of the year", async () => {
    const before = (await targetsOf()).brokers?.actual ?? 0;
    await createPerson(test.app, "broker", { verified: false });
    await createPerson(test.app, "broker");
    expect((await targetsOf()).brokers?.actual).toBe(before + 1);
    expect((await targetsOf(thisYear - 1)).brokers?.actual).toBe(0);
    expect((await recordsOf("brokers")).total).toBe(before + 1);
  });

  it("counts a selected result in the year of its selection", async () => {
    const { resultId } = await createPairing(test.app, people);
    await test.app.models.Result.updateOne(
      { _id: resultId },
      {
        $set: { selection: { state: "selected", batch: "第一批", at: new Date(Date.UTC(2023, 11, 31, 16)) } },
      },
    );
    // 16:00 UTC on the last day of 2023 is New Year in the city.
    expect((await targetsOf(2024)).majorResults?.actual).toBe(1);
    expect((await targetsOf(2023)).majorResults?.actual).toBe(0);
    expect((await recordsOf("majorResults", 2024)).items[0]).toMatchObject({ id: resultId, note: "第一批" });
  });

  it("counts each need once a year, however often it was introduced and whatever came of it", async () => {
    const before = (await targetsOf()).needsLinked?.actual ?? 0;
    const scene = await createPairing(test.app, people, { status: "claimed" });
    const again = await createPairing(test.app, people, { status: "claimed" });
    await test.app.models.Pairing.updateOne({ _id: again.pairingId }, { $set: { demandId: scene.demandId } });
    await createPairing(test.app, people, { status: "claimed" });
    for (const { pairingId } of [scene, again]) {
      const introduced = await people.broker.post(`/api/pairings/${pairingId}/introduce`);
      expect(introduced.statusCode, introduced.body).toBe(200);
    }
    await people.broker.post(`/api/pairings/${again.pairingId}/release`);
    expect((await targetsOf()).needsLinked?.actual).toBe(before + 1);
    const { items } = await recordsOf("needsLinked");
    expect(items.filter(({ id }) => id === scene.demandId)).toHaveLength(1);
    expect(items[0]?.organisation).toBe(people.enterprise.organisationName);
  });

  it("counts registered development, transfer and licensing that came from a pairing or a plan of the city", async () => {
    const before = (await targetsOf()).innovationProjects?.actual ?? 0;
    const contractPeople = await createContractPeople(test.app);
    const { id } = await createContract(contractPeople, "registered");
    expect((await targetsOf()).innovationProjects?.actual).toBe(before);
    const { pairingId } = await createPairing(test.app, people);
    await test.app.models.Contract.updateOne({ _id: id }, { $set: { pairingId } });
    expect((await targetsOf()).innovationProjects?.actual).toBe(before + 1);
    const { items } = await recordsOf("innovationProjects");
    expect(items[0]).toMatchObject({ id, kind: "contract" });
    await contractPeople.official.post(`/api/contracts/${id}/void`, {
      kind: "cancelled",
      reason: "双方解除。",
    });
    expect((await targetsOf()).innovationProjects?.actual).toBe(before);
  });

  it("comes as a workbook whose rules stand beside the numbers", async () => {
    const file = await official.get("/api/statistics/targets.xlsx");
    const [head, first] = await readSheet(file.rawPayload);
    expect(head).toEqual(["指标", "计划条目", "本年应达", "实际", "完成比例", "计数规则"]);
    expect(first?.[0]).toBe("技术合同成交额");
    expect(typeof first?.[2]).toBe("number");
  });
});

describe("GET /api/statistics/service-points", () => {
  it("keeps the year, the year before and the corrections of each point apart", async () => {
    const { TurnoverEntry, Contract, Organisation } = test.app.models;
    await Organisation.create({
      name: "西海岸服务点",
      kind: "service-point",
      district: "西海岸新区",
      pointCode: "07",
    });
    const terms = {
      title: "台账",
      type: "service" as const,
      seller: { name: "甲", kind: "university" as const },
      buyer: { name: "乙", kind: "enterprise" as const },
      signedOn: "2019-01-01",
      field: "人工智能" as const,
      status: "registered" as const,
      createdBy: official.id,
      pointCode: "07",
      versions: [],
      history: [],
    };
    const line = {
      signedOn: "2019-01-01",
      type: "service",
      field: "人工智能",
      seller: "甲",
      buyer: "乙",
    } as const;
    const register = async (registeredOn: string, amountFen: number) => {
      const amounts = { amountFen, technologyAmountFen: amountFen / 2 };
      const contract = await Contract.create({ ...terms, ...amounts, registeredAt: new Date(registeredOn) });
      await TurnoverEntry.create({
        eventKey: `${contract._id}:0`,
        contractId: contract._id,
        kind: "registration",
        at: new Date(registeredOn),
        lines: [{ ...line, ...amounts, sign: 1, registeredOn }],
      });
      return contract._id;
    };
    await register("2019-05-01", 1000);
    await register("2020-05-01", 3000);
    const amended = await register("2020-06-01", 500);
    await TurnoverEntry.create({
      eventKey: `${amended}:1`,
      contractId: amended,
      kind: "amendment",
      at: new Date("2021-02-01"),
      lines: [
        { ...line, amountFen: 500, technologyAmountFen: 250, sign: -1, registeredOn: "2020-06-01" },
        { ...line, amountFen: 1000, technologyAmountFen: 250, sign: 1, registeredOn: "2020-06-01" },
      ],
    });
    const response = await official.get("/api/statistics/service-points?year=2020");
    const ledger = response.json<ServicePointLedger>();
    expect(ledger.points.find(({ code }) => code === "07")).toMatchObject({
      name: "西海岸服务点",
      count: 2,
      totalFen: 4000,
      technologyTotalFen: 1750,
      previousCount: 1,
      previousTotalFen: 1000,
      growth: 3,
      registered: 2,
      corrected: 1,
    });
    expect(ledger.total.totalFen).toBe(4000);
    expect(ledger.support).toMatchObject({ measure: "M10", maxFen: 50_000_000 });
  });

  it("is for officials and admins, and comes as CSV that Excel opens right", async () => {
    const file = await official.get(
      `/api/statistics/service-points.csv?year=${dayOf(new Date()).slice(0, 4)}`,
    );
    expect(file.body.startsWith("\ufeff服务点,代码,项数")).toBe(true);
    expect((await people.broker.get("/api/statistics/service-points")).statusCode).toBe(403);
  });
});
