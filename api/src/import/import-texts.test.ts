import type { Demand, ImportReport, ImportRun, Page, PublishedImport, Result } from "@market/shared";
import { stringify } from "csv-stringify/sync";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";
import { sheetUpload } from "../test/sheet-upload.ts";

/** Rows go in beside whatever else the machine does. */
const WAIT = { timeout: 20_000, interval: 50 };

let test: TestApp;
let institution: Person;
let enterprise: Person;

beforeAll(async () => {
  test = await buildTestApp();
  institution = await createPerson(test.app, "institution");
  enterprise = await createPerson(test.app, "enterprise");
});
afterAll(() => test.close());

const goodResult = {
  编号: "KJ-1",
  成果名称: "压缩机转矩补偿",
  简介: "按转角补偿转矩脉动。",
  关键字: "噪声、转矩",
  所属领域: "智能家电",
  所处阶段: "通过中试",
  知识产权: "发明专利（授权）、软件著作权（登记）",
  拟转化方式: "技术许可；技术开发",
  "价格（元）": "850000.50",
  联系人: "王工",
};
type ResultRow = Partial<Record<keyof typeof goodResult, string>>;

async function upload(person: Person, kind: string, rows: Record<string, string>[], headers = {}) {
  const head = Object.keys(rows[0] ?? {});
  const content = stringify([head, ...rows.map((row) => head.map((name) => row[name] ?? ""))]);
  return sheetUpload(test.app, person, kind, Buffer.from(content), { headers });
}

async function importResults(rows: ResultRow[], person = institution): Promise<ImportReport> {
  const response = await upload(
    person,
    "results",
    rows.map((row) => ({ ...goodResult, ...row })),
  );
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

async function resultsOf(person: Person): Promise<Result[]> {
  return (await person.get("/api/results?mine=true&pageSize=100")).json<Page<Result>>().items;
}

describe("importing results", () => {
  it("makes drafts of the caller's own from the headings and words that institutions use", async () => {
    expect(await importResults([{}])).toMatchObject({ received: 1, added: 1, rejected: 0 });
    const [result] = await resultsOf(institution);
    expect(result).toMatchObject({
      title: "压缩机转矩补偿",
      status: "draft",
      trl: 6,
      keywords: ["噪声", "转矩"],
      field: "智能家电",
      cooperation: ["技术许可", "技术开发"],
      priceFen: 85_000_050,
      visibility: "public",
      ip: [
        { type: "发明专利", status: "granted" },
        { type: "软件著作权", status: "registered" },
      ],
    });
  });

  it("adds nothing the second time, and refuses other contents under a known number", async () => {
    expect(await importResults([{}])).toMatchObject({ added: 0, unchanged: 1, rejected: 0 });
    const report = await importResults([{ 成果名称: "另一项成果" }]);
    expect(report).toMatchObject({ added: 0, unchanged: 0, rejected: 1 });
    expect(report.errors).toContainEqual(expect.objectContaining({ row: 2, column: "编号", value: "KJ-1" }));
  });

  it("knows a row without a number by what it says", async () => {
    const rows = [{ 编号: "", 成果名称: "无编号成果" }];
    expect(await importResults([...rows, ...rows])).toMatchObject({ added: 1, unchanged: 1 });
    expect(await importResults(rows)).toMatchObject({ added: 0, unchanged: 1 });
  });

  it("keeps the numbers of two institutions apart", async () => {
    const other = await createPerson(test.app, "institution");
    expect(await importResults([{}], other)).toMatchObject({ added: 1, unchanged: 0 });
  });

  it.each([
    ["所处阶段", "差不多了"],
    ["知识产权", "发明专利"],
    ["拟转化方式", "送人"],
    ["价格（元）", "八十五万"],
    ["成果名称", ""],
  ])("says which cell is wrong: %s %j", async (column, value) => {
    const report = await importResults([{ 编号: "KJ-错", [column]: value }]);
    expect(report).toMatchObject({ added: 0, rejected: 1 });
    expect(report.errors).toContainEqual(expect.objectContaining({ row: 2, value }));
  });

  it("takes levels of readiness as they are", async () => {
    await importResults([{ 编号: "KJ-TRL", 所处阶段: "TRL 7" }]);
    const results = await resultsOf(institution);
    expect(results.some(({ trl }) => trl === 7)).toBe(true);
  });

  it("is for institutions", async () => {
    expect((await upload(enterprise, "results", [goodResult])).statusCode).toBe(403);
  });
});

describe("importing needs", () => {
  it("joins difficulty, figures and conditions into one description, and fills the template's own example", async () => {
    const template = await enterprise.get("/api/imports/demands");
    const [head = []] = await readSheet(template.rawPayload);
    const guide = await readSheet(template.rawPayload, "填写说明");
    const example = guide.slice(1).map(([, , , value]) => ({ type: String, value: String(value ?? "") }));
    const filled = await writeExcelFile([head.map(String), example]).toBuffer();
    const response = await sheetUpload(test.app, enterprise, "demands", filled, { name: "需求.xlsx" });
    expect(response.json()).toMatchObject({ received: 1, added: 1, errors: [] });
    const { items } = (await enterprise.get("/api/demands?mine=true")).json<Page<Demand>>();
    expect(items[0]).toMatchObject({
      status: "draft",
      minTrl: 6,
      budgetFen: 86_000_000,
      deadline: "2099-12-31",
    });
    expect(items[0]?.description).toContain("技术指标：1 m 处");
    expect(items[0]?.description).toContain("现有基础条件：");
  });
});

describe("an import that is followed", () => {
  it("answers 202 at once, tells its progress, and keeps its report", async () => {
    const rows = Array.from({ length: 450 }, (_, index) => ({
      ...goodResult,
      编号: `批-${index}`,
      所处阶段: index === 7 ? "不明" : "已有样品",
    }));
    const response = await upload(institution, "results", rows, { prefer: "respond-async" });
    expect(response.statusCode, response.body).toBe(202);
    const started = response.json<ImportRun>();
    expect(response.headers.location).toBe(`/api/imports/${started.id}`);
    const run = await vi.waitFor(async () => {
      const current = (await institution.get(`/api/imports/${started.id}`)).json<ImportRun>();
      expect(current.state).toBe("done");
      return current;
    }, WAIT);
    expect(run).toMatchObject({ kind: "results", rows: 450, read: 450, report: { added: 449, rejected: 1 } });
    expect(run.sha256).toMatch(/^[0-9a-f]{64}$/);
    const errors = await institution.get(`/api/imports/${started.id}/errors.csv`);
    expect(errors.body).toContain("9,所处阶段,不明");
    const listed = (await institution.get("/api/imports?kind=results")).json<Page<ImportRun>>();
    expect(listed.items[0]?.id).toBe(started.id);
    expect((await enterprise.get(`/api/imports/${started.id}`)).statusCode).toBe(404);
  });

  it("is shown as interrupted once its process has fallen silent, and the same file finishes it", async () => {
    const rows = [{ ...goodResult, 编号: "断-1" }];
    await upload(institution, "results", rows);
    const [last] = (await institution.get("/api/imports?kind=results")).json<Page<ImportRun>>().items;
    await test.app.models.ImportRun.collection.updateOne(
      { sha256: last!.sha256 },
      { $set: { state: "running", updatedAt: new Date(Date.now() - 3_600_000) } },
    );
    const shown = (await institution.get(`/api/imports/${last!.id}`)).json<ImportRun>();
    expect(shown.state).toBe("interrupted");
    const again = await upload(institution, "results", [...rows, { ...goodResult, 编号: "断-2" }]);
    expect(again.json()).toMatchObject({ added: 1, unchanged: 1 });
  });
});

describe("publishing an import", () => {
  it("publishes every draft it made, once", async () => {
    const person = await createPerson(test.app, "institution");
    await importResults([{ 编号: "A" }, { 编号: "B" }], person);
    const [run] = (await person.get("/api/imports")).json<Page<ImportRun>>().items;
    const published = (await person.post(`/api/imports/${run!.id}/publish`)).json<PublishedImport>();
    expect(published).toEqual({ published: 2, left: [] });
    expect((await resultsOf(person)).map(({ status }) => status)).toEqual(["published", "published"]);
    const again = (await person.post(`/api/imports/${run!.id}/publish`)).json<PublishedImport>();
    expect(again).toEqual({ published: 0, left: [] });
  });
});
