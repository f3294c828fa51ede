import type { Language } from "../errors.ts";

/** Why a cell was not taken, in both languages. */
export const importMessages = {
  required: { zh: "必填", en: "is required" },
  tooLong: { zh: "文字过长", en: "is too long" },
  tooMany: { zh: "项数过多", en: "names too many" },
  unknownColumn: { zh: "模板中没有这一列，已忽略", en: "is no column of the template and was ignored" },
  unknownValue: {
    zh: "不在可选值之内，见模板的填写说明",
    en: "is none of the values that the template lists",
  },
  invalidAmount: {
    zh: "应为以元为单位的金额，最多两位小数",
    en: "must be an amount in yuan with two decimals at most",
  },
  amountTooLarge: { zh: "金额过大", en: "is too large an amount" },
  invalidDay: { zh: "应为日期，如 2024-01-15", en: "must be a date such as 2024-01-15" },
  invalidCreditCode: {
    zh: "应为18位统一社会信用代码",
    en: "must be a unified social credit code of 18 characters",
  },
  invalidNumber: {
    zh: "应为16位登记编号，第5至8位为3702",
    en: "must be a registration number of 16 digits, the fifth to eighth being 3702",
  },
  roundedNumber: {
    zh: "单元格为数值格式，Excel 只保留15位，末位可能已丢失；请改为文本格式并重新填写",
    en: "is kept as a number, of which Excel keeps 15 digits: set the cell to text and type it again",
  },
  numberOfOtherYear: { zh: "编号中的年份与登记日期不符", en: "has another year than the registration date" },
  numberTaken: {
    zh: "该编号已登记为另一份合同，或内容与已登记的不一致",
    en: "is registered already, for another contract or with other contents",
  },
  invalidStage: {
    zh: "应为 1 至 9 的技术成熟度，或：正在研发、已有样品、通过小试、通过中试、可以量产",
    en: "must be a readiness level of 1 to 9, or one of the stages that the template lists",
  },
  invalidIp: {
    zh: "应写明种类与状态，如：发明专利（授权）、软件著作权（登记）",
    en: "must name kind and status, such as 发明专利（授权）、软件著作权（登记）",
  },
  inPast: { zh: "不能早于今天", en: "must not be before today" },
  rowNumberTaken: {
    zh: "该编号此前已导入，内容与本行不同；请直接修改该记录",
    en: "came in earlier with other contents: change that record itself",
  },
  invalidText: { zh: "格式不符，请核对", en: "is not written as it should be" },
  ofOtherType: { zh: "不属于所填合同类型", en: "is no sub-type of the contract's type" },
  ofOtherArea: { zh: "不属于所填技术领域", en: "is no part of the technology area" },
  beforeStart: { zh: "不能早于合同起始日期", en: "must not be before the contract's start" },
  technologyAmountAboveAmount: { zh: "不能大于成交额", en: "must not be above the amount" },
  sameParty: { zh: "买方与卖方不能相同", en: "must not be the seller" },
  inFuture: { zh: "不能晚于今天", en: "must not be after today" },
  beforeSigned: { zh: "不能早于签订日期", en: "must not be before the signing date" },
} as const satisfies Record<string, Record<Language, string>>;
export type ImportMessage = keyof typeof importMessages;
