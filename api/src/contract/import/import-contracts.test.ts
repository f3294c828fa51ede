import { type Contract, dayOf, type ImportReport, type Page } from "@market/shared";
import { stringify } from "csv-stringify/sync";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { buildTestApp, type TestApp } from "../../test/build-test-app.ts";
import { createContract, createContractPeople } from "../../test/contracts.ts";
import { createPerson, type Person } from "../../test/people.ts";
import { sheetUpload } from "../../test/sheet-upload.ts";
import { importColumns } from "./import-columns.ts";

let test: TestApp;
let official: Person;
let headers: string[];

beforeAll(async () => {
  test = await buildTestApp();
  official = await createPerson(test.app, "official");
  headers = Object.values(importColumns).map(({ header }) => header);
});
afterAll(() => test.close());

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A good row; later ones differ by their number or title. */
function row(overrides: Partial<Record<keyof typeof importColumns, string>> = {}): string[] {
  const values: Partial<Record<keyof typeof importColumns, string>> = {
    number: "",
    title: "海工吊机回转支承油液铁谱检测",
    type: "技术服务",
    seller: "胶澳检测研究院",
    sellerCreditCode: "",
    sellerKind: "科研院所",
    sellerDistrict: "崂山区",
    buyer: "浮山海工有限公司",
    buyerCreditCode: "",
    buyerKind: "",
    buyerDistrict: "江苏省",
    amount: "70000.29",
    technologyAmount: "42376.38",
    signedOn: "2024-01-03",
    registeredOn: "2024-01-15",
    field: "船舶与海工装备",
    techArea: "",
    ...overrides,
  };
  return Object.keys(importColumns).map((name) => values[name as keyof typeof importColumns] ?? "");
}

function csv(rows: string[][], head = headers): Buffer {
  return Buffer.from(stringify([head, ...rows]));
}

async function upload(
  content: Buffer,
  options: { name?: string; type?: string; person?: Person; language?: string } = {},
) {
  const { person = official, language = "zh", ...file } = options;
  return sheetUpload(test.app, person, "contracts", content, {
    ...file,
    headers: { "accept-language": language },
  });
}

async function importRows(rows: string[][], head = headers): Promise<ImportReport> {
  const response = await upload(csv(rows, head));
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

async function findByNumber(number: string): Promise<Contract | undefined> {
  const page = (await official.get(`/api/contracts?number=${number}`)).json<Page<Contract>>();
  return page.items[0];
}

describe("the template", () => {
  it("has every column, says what goes in, and imports once it is filled in", async () => {
    const template = await official.get("/api/imports/contracts");
    expect(template.headers["content-type"]).toBe(XLSX);
    const [head, ...blank] = await readSheet(template.rawPayload);
    expect(head).toEqual(headers);
    expect(blank).toEqual([]);
    const guide = await readSheet(template.rawPayload, "填写说明");
    expect(guide.slice(1).map(([column]) => column)).toEqual(headers);
    const example = guide.slice(1).map(([, , , value]) => ({ type: String, value: String(value ?? "") }));
    const filled = await writeExcelFile([(head ?? []).map(String), example]).toBuffer();
    const response = await upload(filled, { name: "past.xlsx", type: XLSX });
    expect(response.json()).toEqual({ received: 1, added: 1, unchanged: 0, rejected: 0, errors: [] });
  });

  it("is for officials", async () => {
    const broker = await createPerson(test.app, "broker");
    expect((await broker.get("/api/imports/contracts")).statusCode).toBe(403);
    expect((await upload(csv([row()]), { person: broker })).statusCode).toBe(403);
  });
});

describe("POST /api/imports/contracts", () => {
  it("keeps number, date and every 分 of a row", async () => {
    const number = "2024370203000017";
    expect(
      await importRows([row({ number, amount: "1,234,567.29", technologyAmount: "0.29" })]),
    ).toMatchObject({
      added: 1,
    });
    const contract = await findByNumber(number);
    expect(contract).toMatchObject({
      status: "registered",
      registrationNumber: number,
      amountFen: 123_456_729,
      technologyAmountFen: 29,
      signedOn: "2024-01-03",
      type: "service",
      seller: { id: null, name: "胶澳检测研究院", kind: "institute", district: "崂山区" },
      buyer: { name: "浮山海工有限公司", kind: "other", district: "江苏省" },
      techArea: null,
    });
    expect(dayOf(new Date(contract?.registeredAt ?? ""))).toBe("2024-01-15");
    expect(contract?.history).toEqual([
      expect.objectContaining({ act: "import", actor: expect.objectContaining({ id: official.id }) }),
    ]);
    expect(await test.app.models.Contract.findById(contract?.id).lean()).toMatchObject({ announce: true });
  });

  it("takes the registration record along, by the national names too", async () => {
    const number = "2024370203000019";
    const told: Partial<Record<keyof typeof importColumns, string>> = {
      number,
      subtype: "一般技术服务",
      paymentKind: "分期支付",
      startsOn: "2024-01-03",
      endsOn: "2024-12-31",
      isRelatedParty: "否",
      planSource: "计划外",
      industry: "37",
      buyerPartyType: "有限责任公司",
      buyerAddress: "南京市某路1号",
      buyerFlags: "高新技术企业、上市公司",
    };
    const head = headers.map((header) => (header === "支付方式" ? "paymethod" : header));
    expect(await importRows([row(told)], head)).toMatchObject({ added: 1, errors: [] });
    expect(await findByNumber(number)).toMatchObject({
      subtype: "general-service",
      paymentKind: "instalments",
      endsOn: "2024-12-31",
      isRelatedParty: false,
      planSource: "outside",
      industry: "37",
      objective: null,
      buyer: { partyType: "150", address: "南京市某路1号", flags: ["high-tech-enterprise", "listed"] },
    });
  });

  it("names the cells of the record that contradict each other", async () => {
    const number = "2024370203000021";
    const { rejected, errors } = await importRows([
      row({
        number,
        subtype: "技术培训",
        techSubarea: "诊断试剂与检测",
        endsOn: "2024-01-02",
        startsOn: "2024-01-03",
      }),
      row({ number, buyerCreditCode: "9111" }),
    ]);
    expect(rejected).toBe(2);
    expect(errors.map(({ column }) => column)).toEqual([
      "技术领域二级",
      "合同终止日期",
      "买方统一社会信用代码",
    ]);
  });

  it("brings in a party whose credit code has a wrong check digit, as history has it", async () => {
    const wrong = row({ number: "2024370203000022", buyerCreditCode: "91110000600037341M" });
    expect(await importRows([wrong])).toMatchObject({ added: 1, rejected: 0 });
  });

  it("adds nothing when the same file comes again, with numbers or without", async () => {
    const rows = [
      row({ number: "2024370204000001" }),
      row({ title: "没有编号的历史合同" }),
      row({ title: "没有编号的历史合同" }),
    ];
    expect(await importRows(rows)).toMatchObject({ received: 3, added: 2, unchanged: 1, rejected: 0 });
    expect(await importRows(rows)).toMatchObject({ received: 3, added: 0, unchanged: 3, rejected: 0 });
    const both = await Promise.all([
      importRows([row({ title: "同时" })]),
      importRows([row({ title: "同时" })]),
    ]);
    expect(both.map(({ added, unchanged }) => added + unchanged)).toEqual([1, 1]);
    expect(both.reduce((sum, { added }) => sum + added, 0)).toBe(1);
  });

  it("knows a row without number again, however its file spells it", async () => {
    await importRows([row({ title: "写法不同", amount: "100,000.00", signedOn: "2024-01-03" })]);
    const sheet = [
      headers,
      row({ title: "写法不同" }).map((value, index) => {
        if (headers[index] === importColumns.amount.header) return 100_000;
        if (headers[index] === importColumns.technologyAmount.header) return 42_376.38;
        if (headers[index] === importColumns.signedOn.header) {
          return { value: new Date("2024-01-03T00:00:00Z"), type: Date, format: "yyyy-mm-dd" };
        }
        return value;
      }),
    ];
    const response = await upload(await writeExcelFile(sheet).toBuffer(), { name: "a.xlsx", type: XLSX });
    expect(response.json()).toMatchObject({ added: 0, unchanged: 1, errors: [] });
  });

  it("says which cell is wrong and why, and takes the good rows", async () => {
    const report = await importRows([
      row({ number: "2024370205000001" }),
      row({ type: "技术租赁", amount: "12.345" }),
      [],
      row({ title: "", signedOn: "2024-02-30" }),
      row({ technologyAmount: "70000.30" }),
      row({ registeredOn: "2023-12-31" }),
      row({ number: "2023370205000002" }),
      row({ number: "123" }),
      row({ buyer: "胶澳检测研究院" }),
    ]);
    expect(report).toMatchObject({ received: 8, added: 1, rejected: 7 });
    expect(report.errors.map(({ row, column, value }) => [row, column, value])).toEqual([
      [3, "合同类型", "技术租赁"],
      [3, "成交额（元）", "12.345"],
      [5, "合同名称", ""],
      [5, "签订日期", "2024-02-30"],
      [6, "技术交易额（元）", "70000.30"],
      [7, "登记日期", "2023-12-31"],
      [8, "登记编号", "2023370205000002"],
      [9, "登记编号", "123"],
      [10, "买方", "胶澳检测研究院"],
    ]);
    expect(report.errors[1]?.message).toBe("应为以元为单位的金额，最多两位小数");
  });

  it("gives its reasons in English when asked", async () => {
    const response = await upload(csv([row({ title: "" })]), { language: "en" });
    expect(response.json<ImportReport>().errors[0]?.message).toBe("is required");
  });

  it("rejects a number that stands for another contract", async () => {
    await importRows([row({ number: "2024370206000001" })]);
    const report = await importRows([row({ number: "2024370206000001", amount: "70001" })]);
    expect(report).toMatchObject({ added: 0, unchanged: 0, rejected: 1 });
    expect(report.errors[0]).toMatchObject({ row: 2, column: "登记编号", value: "2024370206000001" });
  });

  it("refuses a number that Excel may have rounded", async () => {
    const cells = row().map((value, index) =>
      headers[index] === importColumns.number.header ? 2_024_370_206_000_120 : value,
    );
    const content = await writeExcelFile([headers, cells]).toBuffer();
    const report = (await upload(content, { name: "a.xlsx", type: XLSX })).json<ImportReport>();
    expect(report.errors[0]).toMatchObject({ row: 2, column: "登记编号" });
  });

  it("reads GBK, and UTF-8 with a byte order mark", async () => {
    // 登记 and the rest in GBK, as Excel on a Chinese Windows saves them.
    const gbk = gbkOf(stringify([headers, row({ title: "国标码" })]));
    expect((await upload(gbk)).json()).toMatchObject({ added: 1, errors: [] });
    const marked = Buffer.concat([Buffer.from("\ufeff"), csv([row({ title: "带标记" })])]);
    expect((await upload(marked)).json()).toMatchObject({ added: 1, errors: [] });
  });

  it("takes headers in any order, with half-width brackets, and reports a column it does not know", async () => {
    const head = [...headers.map((header) => header.replace("（", "(").replace("）", ")")), "备注"].reverse();
    const report = await importRows([[...row({ title: "倒序" }), "略"].reverse()], head);
    expect(report).toMatchObject({ added: 1, rejected: 0 });
    expect(report.errors).toEqual([expect.objectContaining({ row: 1, column: "备注" })]);
  });

  it("answers 400 naming the columns that are missing", async () => {
    const response = await upload(csv([["海工"]], ["合同名称"]));
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toContainEqual(expect.objectContaining({ path: "成交额（元）" }));
  });

  it("links a party to the organisation of that name, which then sees the contract", async () => {
    const buyer = await createPerson(test.app, "enterprise");
    const number = "2024370207000001";
    await importRows([row({ number, buyer: buyer.organisationName ?? "", buyerDistrict: "" })]);
    const page = (await buyer.get(`/api/contracts?number=${number}`)).json<Page<Contract>>();
    expect(page.items[0]?.buyer).toMatchObject({
      id: buyer.organisationId,
      kind: "enterprise",
      district: "崂山区",
    });
  });

  it.each([
    ["415 for another kind of file", Buffer.from("%PDF-1.7"), "a.pdf", "application/pdf", 415],
    ["415 for a binary file named .csv", Buffer.from([0, 1, 2, 3]), "a.csv", "text/csv", 415],
    ["415 for text named .xlsx", Buffer.from("a,b"), "a.xlsx", XLSX, 415],
    ["400 for a damaged workbook", Buffer.from("PK\u0003\u0004 and no more"), "a.xlsx", XLSX, 400],
    ["400 for CSV with an open quote", Buffer.from('合同名称\n"不闭合'), "a.csv", "text/csv", 400],
    ["400 for an empty file", Buffer.alloc(0), "a.csv", "text/csv", 400],
  ])("answers %s", async (_, content, name, type, status) => {
    expect((await upload(content, { name, type })).statusCode).toBe(status);
  });

  it("answers 413 for a file above the limit and 415 for a body that is no form", async () => {
    const huge = Buffer.alloc(20 * 1024 * 1024 + 1, "a");
    expect((await upload(huge)).statusCode).toBe(413);
    expect((await official.post("/api/imports/contracts", { rows: [] })).statusCode).toBe(415);
  });

  it("gives the next number after the highest that was imported", async () => {
    const year = dayOf(new Date()).slice(0, 4);
    const today = dayOf(new Date());
    await importRows([row({ number: `${year}370201000041`, signedOn: today, registeredOn: today })]);
    const contract = await createContract(await createContractPeople(test.app), "registered");
    expect(contract.registrationNumber).toBe(`${year}370201000042`);
  });
});

/** Node decodes GBK but does not encode it: the table is turned round. */
function gbkOf(text: string): Buffer {
  const decoder = new TextDecoder("gbk");
  const bytesByCharacter = new Map<string, [number, number]>();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      bytesByCharacter.set(decoder.decode(new Uint8Array([high, low])), [high, low]);
    }
  }
  return Buffer.from(
    [...text].flatMap((character) => bytesByCharacter.get(character) ?? character.charCodeAt(0)),
  );
}
