import { contractTypes, districts, fields, partyKinds, regions, technologyAreas } from "@market/shared";
import type { ImportColumn } from "../../import/import-kind.ts";
import { recordColumns } from "./record-columns.ts";

const labels = (...vocabularies: { entries: readonly { zh: string }[] }[]) =>
  vocabularies.flatMap(({ entries }) => entries.map(({ zh }) => zh)).join("、");

const amountHint = "单位为元，最多两位小数，可用千位分隔符";
const dayHint = "年-月-日，如 2024-01-15；也可为 Excel 日期";
const organisationHint = "填写与市场内机构相同的名称或统一社会信用代码时，自动对应该机构";

/** The columns of a sheet of past contracts, in the template's order. Headers are what an import is read by. */
export const importColumns = {
  number: {
    header: "登记编号",
    isRequired: false,
    hint: "16位数字：年份4位、3702、登记点2位、序号6位；请将单元格设为文本格式；没有编号的历史合同可留空",
    example: "2024370201000123",
  },
  title: {
    header: "合同名称",
    aliases: ["projectname"],
    isRequired: true,
    hint: "不超过256字",
    example: "海工吊机回转支承油液铁谱检测",
  },
  type: {
    header: "合同类型",
    aliases: ["contracttype"],
    isRequired: true,
    hint: labels(contractTypes),
    example: "技术服务",
  },
  seller: {
    header: "卖方",
    aliases: ["sellername"],
    isRequired: true,
    hint: `不超过120字；${organisationHint}`,
    example: "胶澳检测研究院",
  },
  sellerCreditCode: {
    header: "卖方统一社会信用代码",
    isRequired: false,
    hint: "18位",
    example: "",
  },
  sellerKind: {
    header: "卖方性质",
    isRequired: false,
    hint: `${labels(partyKinds)}；留空时取市场内机构的性质，否则为其他组织`,
    example: "科研院所",
  },
  sellerDistrict: {
    header: "卖方所在地",
    isRequired: false,
    hint: `决定输出口径；${labels(districts, regions)}；留空时取市场内机构的所在地`,
    example: "崂山区",
  },
  buyer: {
    header: "买方",
    aliases: ["buyername"],
    isRequired: true,
    hint: `不超过120字；${organisationHint}`,
    example: "浮山海工有限公司",
  },
  buyerCreditCode: { header: "买方统一社会信用代码", isRequired: false, hint: "18位", example: "" },
  buyerKind: { header: "买方性质", isRequired: false, hint: "同卖方性质", example: "企业" },
  buyerDistrict: {
    header: "买方所在地",
    isRequired: false,
    hint: "决定吸纳口径；取值同卖方所在地",
    example: "江苏省",
  },
  amount: {
    header: "成交额（元）",
    aliases: ["totalamount"],
    isRequired: true,
    hint: amountHint,
    example: "70000.00",
  },
  technologyAmount: {
    header: "技术交易额（元）",
    aliases: ["technicalamount"],
    isRequired: true,
    hint: `${amountHint}；不大于成交额`,
    example: "42376.38",
  },
  signedOn: {
    header: "签订日期",
    aliases: ["signdate"],
    isRequired: true,
    hint: dayHint,
    example: "2024-01-03",
  },
  registeredOn: {
    header: "登记日期",
    isRequired: true,
    hint: `${dayHint}；不早于签订日期`,
    example: "2024-01-15",
  },
  field: { header: "所属领域", isRequired: true, hint: labels(fields), example: "船舶与海工装备" },
  techArea: {
    header: "技术领域",
    aliases: ["techarea"],
    isRequired: false,
    hint: labels(technologyAreas),
    example: "先进制造",
  },
  ...recordColumns,
} as const satisfies Record<string, ImportColumn>;

export type ImportColumnName = keyof typeof importColumns;
export const importColumnNames = Object.keys(importColumns) as ImportColumnName[];

/**
 * Columns of the registration list that are not read: what they say stands in the contract that the row is known as,
 * and rows of others have it from the rest.
 */
export function isListOnlyColumn(header: string): boolean {
  return LIST_ONLY_COLUMN.test(header);
}

const LIST_ONLY_COLUMN =
  /^((seller|buyer)_(jszyjg|isyfjg|zzkyys|countrygxqqy|islist)|服务点|技术经纪人|登记状态)$/;
