import { dayOf, type MonthlyReport, monthOf } from "@market/shared";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";

let test: TestApp;
let official: Person;
const month = monthOf(new Date());
const today = dayOf(new Date());

beforeAll(async () => {
  test = await buildTestApp();
  official = await createPerson(test.app, "official");
  const line = {
    registeredOn: today,
    signedOn: today,
    type: "service",
    field: "人工智能",
    seller: "海大",
    sellerDistrict: "崂山区",
    buyer: "某公司",
  } as const;
  const add = async (kind: "registration" | "void", lines: object[]) => {
    const contract = await test.app.models.Contract.create({
      title: "月报合同",
      type: "service",
      seller: { name: "海大", kind: "university" },
      buyer: { name: "某公司", kind: "enterprise" },
      amountFen: 1,
      technologyAmountFen: 1,
      signedOn: today,
      field: "人工智能",
      status: "registered",
      createdBy: official.id,
      pointCode: "01",
      versions: [],
      history: [],
    });
    await test.app.models.TurnoverEntry.create({
      eventKey: `${contract._id}:0`,
      contractId: contract._id,
      kind,
      at: new Date(),
      lines: lines.map((each) => ({ ...line, sign: 1, technologyAmountFen: 10, ...each })),
    });
  };
  await add("registration", [{ amountFen: 1000, buyerDistrict: "市南区" }]);
  await add("registration", [{ amountFen: 500, buyerDistrict: "北京市" }]);
  // Counted in a year long past, corrected this month.
  await add("void", [{ amountFen: 70, sign: -1, registeredOn: "2021-03-01", buyerDistrict: "北京市" }]);
});
afterAll(() => test.close());

describe("GET /api/reports/monthly", () => {
  it("keeps both bases apart, and what lies inside the city with each", async () => {
    const response = await official.get(`/api/reports/monthly?month=${month}`);
    expect(response.statusCode, response.body).toBe(200);
    const report = response.json<MonthlyReport>();
    const [output, absorption] = report.bases;
    expect(output).toMatchObject({
      basis: "output",
      month: { totalFen: 1500, count: 2, inside: { totalFen: 1000 } },
    });
    expect(absorption).toMatchObject({ basis: "absorption", month: { totalFen: 1000, count: 1 } });
    expect(report.trend.at(-1)).toMatchObject({ month, outputFen: 1500, absorptionFen: 1000 });
    expect(report.breakdowns.find(({ dimension }) => dimension === "field")?.rows[0]).toMatchObject({
      label: "人工智能",
      month: { totalFen: 1500 },
      yearToDate: { totalFen: 1500 },
    });
  });

  it("lists what was corrected in the month, whatever period it counted in", async () => {
    const { corrections } = (await official.get(`/api/reports/monthly?month=${month}`)).json<MonthlyReport>();
    expect(corrections).toHaveLength(1);
    expect(corrections[0]).toMatchObject({ kind: "void", registeredOn: "2021-03-01", amountFen: -70 });
  });

  it("comes as sheets with the same figures and the definitions", async () => {
    const file = await official.get(`/api/reports/monthly.xlsx?month=${month}`);
    const [, first] = await readSheet(file.rawPayload);
    expect(first?.slice(0, 4)).toEqual(["输出（卖方在本市）", "本月", 2, 15]);
    const definitions = await readSheet(file.rawPayload, "统计口径");
    expect(definitions.some(([name]) => name === "统计时点")).toBe(true);
  });

  it("refuses what is no month, and is for officials and admins", async () => {
    expect((await official.get("/api/reports/monthly?month=2026-13")).statusCode).toBe(400);
    const broker = await createPerson(test.app, "broker");
    expect((await broker.get("/api/reports/monthly")).statusCode).toBe(403);
  });
});
