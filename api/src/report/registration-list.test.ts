import type { ImportReport } from "@market/shared";
import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { type ContractPeople, createContract, createContractPeople } from "../test/contracts.ts";
import { sheetUpload } from "../test/sheet-upload.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const LIST = "/api/contracts/registration-list";

let test: TestApp;
let people: ContractPeople;
beforeAll(async () => {
  test = await buildTestApp();
  people = await createContractPeople(test.app);
  await createContract(people, "registered", { title: "甲乙 <泵> & 阀", amountFen: 128_831_229 });
  await createContract(people, "cancelled", { title: "已解除" });
  await createContract(people, "draft", { title: "未登记" });
  const past = [
    "合同名称,合同类型,卖方,买方,成交额（元）,技术交易额（元）,签订日期,登记日期,所属领域",
    "没有编号的历史合同,技术服务,某研究所,某公司,100.01,50,2023-03-01,2023-03-05,人工智能",
  ].join("\n");
  const imported = await sheetUpload(test.app, people.official, "contracts", Buffer.from(past));
  expect(imported.json<ImportReport>()).toMatchObject({ added: 1, errors: [] });
});
afterAll(() => test.close());

describe("the registration list", () => {
  it("has the national form's column names, in UTF-8 that Excel knows, and only what was registered", async () => {
    const file = await people.official.get(`${LIST}.csv`);
    expect(file.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const rows = parse<Record<string, string>>(file.rawPayload, { bom: true, columns: true });
    expect(rows.map(({ projectname }) => projectname).sort()).toEqual(
      ["没有编号的历史合同", "甲乙 <泵> & 阀", "已解除"].sort(),
    );
    const row = rows.find(({ projectname }) => projectname === "甲乙 <泵> & 阀");
    expect(row).toMatchObject({
      contracttype: "技术开发",
      totalamount: "1288312.29",
      登记状态: "已登记",
      sellername: people.seller.organisationName,
    });
    expect(row?.登记编号).toMatch(/^\d{16}$/);
  });

  it("is a workbook with numbers and days, a heading in sight and a sheet of explanations", async () => {
    const file = await people.official.get(`${LIST}.xlsx?status=registered`);
    expect(file.headers["content-type"]).toBe(XLSX);
    const [head = [], ...rows] = await readSheet(file.rawPayload);
    const column = (name: string) => head.indexOf(name);
    const row = rows.find((cells) => cells[column("projectname")] === "甲乙 <泵> & 阀");
    expect(row?.[column("totalamount")]).toBe(1_288_312.29);
    expect(row?.[column("signdate")]).toBeInstanceOf(Date);
    expect(typeof row?.[column("登记编号")]).toBe("string");
    expect(rows).toHaveLength(2);
    const guide = await readSheet(file.rawPayload, "说明");
    expect(guide.slice(1, head.length + 1).map(([name]) => name)).toEqual(head);
  });

  it.each([
    ["csv", "text/csv"],
    ["xlsx", XLSX],
  ])(
    "comes in again as .%s and adds nothing, amended contracts and those without a number too",
    async (format, type) => {
      const { id } = await createContract(people, "registered", { title: `变更前 ${format}` });
      const amended = await people.official.post(`/api/contracts/${id}/amend`, {
        title: `变更后 ${format}`,
        reason: "名称有误。",
      });
      expect(amended.statusCode, amended.body).toBe(200);
      const file = await people.official.get(`${LIST}.${format}`);
      const again = await sheetUpload(test.app, people.official, "contracts", file.rawPayload, {
        name: `list.${format}`,
        type,
      });
      const report = again.json<ImportReport>();
      expect(report).toMatchObject({ added: 0, rejected: 0, errors: [] });
      expect(report.unchanged).toBe(report.received);
    },
  );

  it("is for officials and admins", async () => {
    expect((await people.broker.get(`${LIST}.csv`)).statusCode).toBe(403);
  });
});
