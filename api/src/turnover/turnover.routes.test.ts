import type { Turnover, TurnoverRecords } from "@market/shared";
import { parse } from "csv-parse/sync";
import { Types } from "mongoose";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";

let test: TestApp;
let official: Person;

interface Line {
  sign: 1 | -1;
  amountFen: number;
  technologyAmountFen: number;
  registeredOn: string;
  signedOn: string;
  type: "development" | "service";
  field: "智能家电" | "新材料";
  seller: string;
  sellerDistrict: string | null;
  buyer: string;
  buyerDistrict: string | null;
}

const base: Line = {
  sign: 1,
  amountFen: 100,
  technologyAmountFen: 50,
  registeredOn: "2026-01-15",
  signedOn: "2025-12-20",
  type: "development",
  field: "智能家电",
  seller: "甲大学",
  sellerDistrict: "崂山区",
  buyer: "乙公司",
  buyerDistrict: "市南区",
};

/** Writes what the indexer would: one entry an act, with the lines it adds and takes back. */
async function enter(
  at: string,
  kind: "registration" | "amendment" | "void",
  ...lines: Line[]
): Promise<void> {
  const contractId = new Types.ObjectId();
  await test.app.models.TurnoverEntry.create({
    eventKey: `contract:${contractId}:0`,
    contractId,
    kind,
    at: new Date(at),
    lines,
  });
}

async function ask(query = "", headers = {}): Promise<Turnover> {
  const response = await test.app.inject({
    url: `/api/statistics/turnover${query}`,
    headers: { cookie: official.cookie, ...headers },
  });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

/** A workbook keeps an instant as a fraction of days, which reads back some microseconds off. */
function toSecond(cell: unknown): string {
  expect(cell).toBeInstanceOf(Date);
  return new Date(Math.round((cell as Date).getTime() / 1000) * 1000).toISOString();
}

const registered = base;
const amended: Line = {
  ...base,
  amountFen: 130,
  technologyAmountFen: 60,
  buyer: "丙公司",
  buyerDistrict: "江苏省",
};
const fromOutside: Line = {
  ...base,
  amountFen: 7,
  technologyAmountFen: 7,
  registeredOn: "2026-01-31",
  signedOn: "2026-01-30",
  seller: "江苏大学",
  sellerDistrict: "江苏省",
  type: "service",
};
const largest: Line = {
  ...base,
  amountFen: 100_000_000_000_000,
  technologyAmountFen: 99_999_999_999_999,
  registeredOn: "2026-02-01",
  signedOn: "2026-01-30",
  field: "新材料",
  sellerDistrict: "胶州市",
};
const voided: Line = {
  ...base,
  amountFen: 11,
  technologyAmountFen: 11,
  registeredOn: "2026-03-01",
  seller: "丁所",
};
const unplaced: Line = { ...base, sellerDistrict: null, buyerDistrict: null };

beforeAll(async () => {
  test = await buildTestApp();
  official = await createPerson(test.app, "official");
  await enter("2026-01-15T02:00:00Z", "registration", registered);
  await enter("2026-01-31T03:00:00Z", "registration", fromOutside);
  await enter("2026-02-01T03:00:00Z", "registration", largest);
  await enter("2026-03-01T03:00:00Z", "registration", voided);
  await enter("2026-03-02T03:00:00Z", "registration", unplaced);
  await enter("2026-04-01T00:00:00Z", "amendment", { ...registered, sign: -1 }, amended);
  await enter("2026-05-01T00:00:00Z", "void", { ...voided, sign: -1 });
});
afterAll(() => test.close());

describe("GET /api/statistics/turnover", () => {
  it("adds up on the output basis by default, exact to the 分, corrections taken into account", async () => {
    expect(await ask()).toMatchObject({
      totalFen: 100_000_000_000_130,
      technologyTotalFen: 100_000_000_000_059,
      count: 2,
      groups: [],
    });
  });

  it("counts by the buyer's place on the absorption basis", async () => {
    // The amendment took the buyer out of the city.
    expect(await ask("?basis=absorption")).toMatchObject({ totalFen: 100_000_000_000_007, count: 2 });
    expect(await ask("?basis=absorption&asOf=2026-03-31T00:00:00Z")).toMatchObject({
      totalFen: 100_000_000_000_118,
      count: 4,
    });
  });

  it.each([
    ["2026-01-15T01:59:59.999Z", 0, 0],
    ["2026-01-15T02:00:00Z", 100, 1],
    ["2026-03-31T23:59:59Z", 100_000_000_000_111, 3],
    ["2026-04-01T00:00:00Z", 100_000_000_000_141, 3],
    ["2026-05-01T00:00:00Z", 100_000_000_000_130, 2],
  ])("gives the sum as it stood at %s", async (asOf, totalFen, count) => {
    expect(await ask(`?asOf=${asOf}`)).toMatchObject({
      totalFen,
      count,
      asOf: new Date(asOf).toISOString(),
    });
  });

  it("counts a correction in the period it corrects", async () => {
    expect(await ask("?from=2026-01-01&to=2026-01-31")).toMatchObject({ totalFen: 130, count: 1 });
    expect(await ask("?from=2026-04-01&to=2026-05-31")).toMatchObject({ totalFen: 0, count: 0 });
  });

  it("includes both days of a period", async () => {
    expect(await ask("?basis=absorption&from=2026-01-31&to=2026-02-01")).toMatchObject({ count: 2 });
    expect(await ask("?basis=absorption&from=2026-02-01&to=2026-02-01")).toMatchObject({ count: 1 });
    expect(await ask("?basis=absorption&from=2026-02-02")).toMatchObject({ count: 0 });
  });

  it("counts by signing date when asked", async () => {
    expect(await ask("?date=signed&from=2026-01-01")).toMatchObject({
      totalFen: 100_000_000_000_000,
      count: 1,
    });
    expect((await ask("?date=signed&by=month")).groups.map(({ key }) => key)).toEqual([
      { month: "2025-12" },
      { month: "2026-01" },
    ]);
  });

  it("groups by a combination, in the order of its keys, and leaves out what was taken back", async () => {
    const { groups, totalFen } = await ask("?by=month,district,type");
    expect(groups).toMatchObject([
      {
        key: { month: "2026-01", district: "崂山区", type: "development" },
        totalFen: 130,
        technologyTotalFen: 60,
        count: 1,
      },
      {
        key: { month: "2026-02", district: "胶州市", type: "development" },
        totalFen: 100_000_000_000_000,
        technologyTotalFen: 99_999_999_999_999,
        count: 1,
      },
    ]);
    expect(groups.reduce((sum, group) => sum + group.totalFen, 0)).toBe(totalFen);
  });

  it.each([
    ["month", ["2026-01", "2026-02", "2026-03"]],
    ["type", ["development"]],
    ["field", ["新材料", "智能家电"]],
    ["district", ["崂山区", "胶州市"]],
    ["seller", ["丁所", "甲大学"]],
    ["buyer", ["乙公司"]],
  ])("groups by %s, sums adding up to the total", async (by, keys) => {
    const { groups, totalFen, technologyTotalFen, count } = await ask(`?by=${by}&asOf=2026-03-31T00:00:00Z`);
    expect(groups.map(({ key }) => key[by]).sort()).toEqual([...keys].sort());
    const addUp = (name: "totalFen" | "technologyTotalFen" | "count") =>
      groups.reduce((sum, group) => sum + group[name], 0);
    expect([addUp("totalFen"), addUp("technologyTotalFen"), addUp("count")]).toEqual([
      totalFen,
      technologyTotalFen,
      count,
    ]);
  });

  it("groups by the district of the buyer on the absorption basis", async () => {
    const { groups } = await ask("?basis=absorption&by=district");
    expect(groups.map(({ key }) => key)).toEqual([{ district: "市南区" }]);
  });

  it("adds the plan's line to 1200亿元 in 2028 and a definition in the reader's language", async () => {
    const chinese = await ask();
    expect(chinese.target).toMatchObject({ year: 2028, amountFen: 12_000_000_000_000 });
    expect(chinese.target.line.at(-1)).toEqual({ year: 2028, amountFen: 12_000_000_000_000 });
    expect(chinese.definition).toContain("输出");
    const english = await ask("?basis=absorption&date=signed", { "accept-language": "en" });
    expect(english.definition).toContain("absorption basis");
  });

  it.each([
    ["from=2026-02-01&to=2026-01-31", "to"],
    ["from=2026-02-30", "from"],
    ["asOf=yesterday", "asOf"],
    ["basis=both", "basis"],
    ["by=month,colour", "by"],
    ["by=month,month", "by"],
    ["key.colour=red", "key.colour"],
    ["year=2026", "year"],
  ])("answers 400 naming the parameter for ?%s", async (query, path) => {
    const response = await official.get(`/api/statistics/turnover?${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toContainEqual(expect.objectContaining({ path }));
  });

  it("is for officials and administrators only", async () => {
    expect((await test.app.inject("/api/statistics/turnover")).statusCode).toBe(401);
    for (const role of ["enterprise", "institution", "broker"] as const) {
      const person = await createPerson(test.app, role);
      for (const path of ["turnover", "turnover.csv", "turnover.xlsx", "turnover/records"]) {
        expect((await person.get(`/api/statistics/${path}`)).statusCode).toBe(403);
      }
    }
    const admin = await createPerson(test.app, "admin");
    expect((await admin.get("/api/statistics/turnover")).statusCode).toBe(200);
  });
});

describe("what stands beside the figures", () => {
  const until = "asOf=2026-06-01T00:00:00Z";

  it("is what lies within the city, and what corrections changed", async () => {
    const { inside, corrections, totalFen } = await ask(`?${until}`);
    expect(totalFen).toBe(100_000_000_000_130);
    expect(inside).toEqual({
      totalFen: 100_000_000_000_000,
      technologyTotalFen: 99_999_999_999_999,
      count: 1,
    });
    // +30 by the amendment, -11 by the voiding, whose contract is gone from the count.
    expect(corrections).toEqual({ totalFen: 19, technologyTotalFen: -1, count: -1 });
  });

  it("is each group's share, rank and words", async () => {
    const { groups } = await ask(`?${until}&by=month`, { "accept-language": "en" });
    expect(groups.map(({ key, rank, share }) => [key.month, rank, share])).toEqual([
      ["2026-01", 2, 130 / 100_000_000_000_130],
      ["2026-02", 1, 100_000_000_000_000 / 100_000_000_000_130],
    ]);
    const byType = await ask(`?${until}&by=type,broker`, { "accept-language": "en" });
    expect(byType.groups[0]?.label).toEqual({ type: "Development", broker: "Without a broker" });
  });

  it("is the plan's published figures and the pace that its line asks of the running year", async () => {
    const { plan, target } = await ask(`?${until}`);
    expect(plan.figures.map(({ year, kind }) => [year, kind])).toEqual([
      [2022, "published"],
      [2023, "derived"],
      [2024, "published"],
      [2028, "target"],
    ]);
    const lineFen = target.line.find(({ year }) => year === 2026)!.amountFen;
    expect(plan.pace).toMatchObject({ year: 2026, lineFen, actualFen: 100_000_000_000_130, monthsLeft: 7 });
  });

  it("compares a period with the year before as it stood a year before", async () => {
    const comparison = async (query: string) => (await ask(query)).comparison;
    expect(await comparison(`?${until}`)).toBeNull();
    const nextYear = "?from=2027-01-01&to=2027-12-31&by=month";
    // A year before 15 March 2027 the amendment and the voiding had not happened.
    const answer = await ask(`${nextYear}&asOf=2027-03-15T00:00:00Z`);
    expect(answer.comparison).toEqual({
      from: "2026-01-01",
      to: "2026-03-15",
      asOf: "2026-03-15T00:00:00.000Z",
      totalFen: 100_000_000_000_111,
      technologyTotalFen: 100_000_000_000_060,
      count: 3,
      others: { totalFen: 100_000_000_000_111, technologyTotalFen: 100_000_000_000_060, count: 3 },
    });
    expect(answer.definition).toContain("同比");
    expect(await comparison(`${nextYear}&asOf=2027-05-02T00:00:00Z`)).toMatchObject({
      totalFen: 100_000_000_000_130,
      count: 2,
    });
  });

  it("sets each group beside the same one of the year before", async () => {
    const { groups } = await ask("?from=2026-01-01&by=month&asOf=2026-06-01T00:00:00Z");
    expect(groups[0]?.previous).toEqual({ totalFen: 0, technologyTotalFen: 0, count: 0 });
  });

  it("narrows to keys, and says in words to which", async () => {
    const { totalFen, narrowedTo } = await ask(`?${until}&key.month=2026-01&key.type=development`);
    expect(totalFen).toBe(130);
    expect(narrowedTo).toEqual([
      { dimension: "month", key: "2026-01", label: "2026-01" },
      { dimension: "type", key: "development", label: "技术开发" },
    ]);
    expect(await ask(`?${until}&key.broker=`)).toMatchObject({ count: 2 });
  });

  it("counts what has been appended since it was last asked, in whatever order it appeared", async () => {
    const past = "asOf=2020-01-02T00:00:00Z";
    const [id] = [Types.ObjectId.createFromTime(Date.parse("2019-01-01T00:00:00Z") / 1000)];
    await ask(`?${past}`);
    await enter("2020-01-01T00:00:00Z", "registration", { ...base, registeredOn: "2020-01-01" });
    expect(await ask(`?${past}`)).toMatchObject({ count: 1 });
    const written = await test.app.models.TurnoverEntry.create({
      _id: id,
      eventKey: "contract:behind:0",
      contractId: new Types.ObjectId(),
      kind: "registration",
      at: new Date("2020-01-01T00:00:00Z"),
      lines: [{ ...base, registeredOn: "2020-01-01" }],
    });
    expect(await ask(`?${past}`)).toMatchObject({ count: 2 });
    await test.app.models.TurnoverEntry.deleteMany({ at: written.at });
    expect(await ask(`?${past}`)).toMatchObject({ count: 0 });
  });
});

describe("GET /api/statistics/turnover/records", () => {
  const records = async (query: string) => {
    const response = await official.get(`/api/statistics/turnover/records?${query}`);
    expect(response.statusCode, response.body).toBe(200);
    return response.json<TurnoverRecords>();
  };

  it("lists what stands behind a figure, the latest act first, each with its sign", async () => {
    const { items, total, totalFen, count, corrections } = await records(
      "asOf=2026-06-01T00:00:00Z&key.month=2026-01",
    );
    expect(items.map(({ kind, sign, amountFen, at }) => [kind, sign, amountFen, at.slice(0, 10)])).toEqual([
      ["amendment", -1, -100, "2026-04-01"],
      ["amendment", 1, 130, "2026-04-01"],
      ["registration", 1, 100, "2026-01-15"],
    ]);
    expect({ total, totalFen, count }).toEqual({ total: 3, totalFen: 130, count: 1 });
    expect(corrections).toEqual({ totalFen: 30, technologyTotalFen: 10, count: 0 });
  });

  it("lists a correction in the period that it corrects, and corrections alone when asked", async () => {
    const { items } = await records(
      "asOf=2026-06-01T00:00:00Z&from=2026-03-01&to=2026-03-31&corrections=true",
    );
    expect(items.map(({ kind, amountFen, registeredOn }) => [kind, amountFen, registeredOn])).toEqual([
      ["void", -11, "2026-03-01"],
    ]);
  });

  it("turns pages", async () => {
    const first = await records("asOf=2026-06-01T00:00:00Z&pageSize=2");
    const second = await records("asOf=2026-06-01T00:00:00Z&pageSize=2&page=2");
    expect(first.items).toHaveLength(2);
    expect(first.total).toBe(second.total);
    expect(second.items[0]).not.toEqual(first.items[0]);
  });

  it("comes as CSV and as a workbook with dates and signed amounts", async () => {
    const query = "asOf=2026-06-01T00:00:00Z&key.month=2026-03";
    const csv = await official.get(`/api/statistics/turnover/records.csv?${query}`);
    expect(csv.body.startsWith("\ufeff")).toBe(true);
    const workbook = await official.get(`/api/statistics/turnover/records.xlsx?${query}`);
    const [heading, voiding] = await readSheet(workbook.rawPayload);
    const cell = (title: string) => voiding?.[heading!.indexOf(title)];
    expect(cell("登记日期")).toEqual(new Date("2026-03-01T00:00:00Z"));
    expect(toSecond(cell("记录时间（北京时间）"))).toBe("2026-05-01T08:00:00.000Z");
    expect(cell("成交额（元）")).toBe(-0.11);
    expect(cell("记录类别")).toBe("注销或撤销：冲减");
  });
});

describe("turnover as a table", () => {
  const query = "?by=type,seller&asOf=2026-06-01T00:00:00Z";

  it("comes as CSV with amounts in yuan, a total, the definition and the instant", async () => {
    const response = await official.get(`/api/statistics/turnover.csv${query}`);
    expect(response.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(response.body.startsWith("\ufeff")).toBe(true);
    const rows: string[][] = parse(response.body, { bom: true, relax_column_count: true });
    expect(rows).toEqual([
      ["合同类型", "卖方", "项数", "成交额（元）", "技术交易额（元）", "占比", "位次", "其中更正（元）"],
      ["技术开发", "甲大学", "2", "1000000000001.30", "1000000000000.59", "1.0000", "1", "0.30"],
      ["合计", "", "2", "1000000000001.30", "1000000000000.59", "", "", "0.19"],
      ["其中买卖双方均在本市", "", "1", "1000000000000.00", "999999999999.99"],
      [""],
      ["项目", "说明"],
      ["统计口径", expect.stringContaining("输出")],
      ["统计期间", "… – …"],
      ["统计时点（北京时间）", "2026-06-01 08:00:00"],
      ["计划线", expect.stringContaining("1200 亿元")],
    ]);
  });

  it("comes as a workbook with the same figures as numbers", async () => {
    const response = await official.get(`/api/statistics/turnover.xlsx${query}`);
    const rows = await readSheet(response.rawPayload);
    expect(rows[1]).toEqual(["技术开发", "甲大学", 2, 1_000_000_000_001.3, 1_000_000_000_000.59, 1, 1, 0.3]);
    const definition = await readSheet(response.rawPayload, "统计口径");
    expect(definition[1]).toEqual(["统计口径", expect.stringContaining("不得相加")]);
    expect(definition[3]?.[0]).toBe("统计时点（北京时间）");
    expect(toSecond(definition[3]?.[1])).toBe("2026-06-01T08:00:00.000Z");
  });

  it("has months as dates, and the year before beside a period", async () => {
    const response = await official.get(
      "/api/statistics/turnover.xlsx?by=month&from=2026-01-01&to=2026-01-31",
    );
    const rows = await readSheet(response.rawPayload);
    expect(rows[0]?.at(-1)).toBe("成交额同比");
    expect(rows[1]?.[0]).toEqual(new Date("2026-01-01T00:00:00Z"));
  });

  it("shows a party whose name is a formula as text", async () => {
    await enter("2026-07-01T00:00:00Z", "registration", { ...base, seller: '=HYPERLINK("http://evil")' });
    const response = await official.get("/api/statistics/turnover.csv?by=seller");
    const rows: string[][] = parse(response.body, { bom: true, relax_column_count: true });
    expect(rows.map(([seller]) => seller)).toContain(`'=HYPERLINK("http://evil")`);
  });
});
