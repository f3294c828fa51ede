import type { FindingCode, RawFinding } from "@market/shared";
import type { Language } from "../errors.ts";

/** Why a finding is one, in both languages. `{amount}`, `{low}`, `{high}`, `{day}`, `{word}`, `{code}`, `{missing}` and
 * `{side}` are filled in. */
const sentences: Record<FindingCode, Record<Language, string>> = {
  "amount-zero": {
    zh: "金额为 0，价款不明确，不能认定登记。",
    en: "The amount is nought: a price that is not clear cannot be registered.",
  },
  "amount-unit": {
    zh: "合同成交额 {amount} 与对接中的预算、报价（{low} 至 {high}）相差约一万倍，疑似把“元”与“万元”填错。",
    en: "The price of {amount} is about ten thousand times off the pairing's budget and price ({low} to {high}): 元 and 万元 may have been mixed up.",
  },
  "amount-small": {
    zh: "合同成交额只有 {amount}，请核对金额单位。",
    en: "The price is only {amount}: check its unit.",
  },
  "amount-out-of-range": {
    zh: "合同成交额 {amount} 与对接中的预算、报价（{low} 至 {high}）相差一倍以上，请说明原因。",
    en: "The price of {amount} is more than a factor of two from the pairing's budget and price ({low} to {high}): say why.",
  },
  "technology-amount-whole": {
    zh: "技术交易额等于合同成交额，但合同提到“{word}”：设备、仪器、零部件、原材料等非技术性费用应当扣除。",
    en: "All of the price counts as technology, though the contract names “{word}”: equipment, instruments, parts and materials have to be deducted.",
  },
  duplicate: {
    zh: "相同当事人、名称和金额的合同已登记或正在办理{code}，请核对是否重复。",
    en: "A contract of the same parties, title and amount is registered or in hand already{code}: check whether this is the same one.",
  },
  expired: {
    zh: "合同已于 {day} 届满：应在合同有效期内申请认定登记。",
    en: "The contract ended on {day}: registration is applied for within its term.",
  },
  "not-in-force": {
    zh: "合同自 {day} 起履行，尚未开始：应在合同生效后申请认定登记。",
    en: "The contract begins on {day}: registration is applied for once it is in force.",
  },
  "same-organisation": {
    zh: "卖方与买方的名称或统一社会信用代码相同，疑为同一单位。",
    en: "Seller and buyer have one name or one credit code: they look like one organisation.",
  },
  "related-parties": {
    zh: "双方为关联方：请备好定价依据，以备核查。",
    en: "The parties are related: keep the grounds of the price at hand.",
  },
  "credit-code-wrong": {
    zh: "{side}的统一社会信用代码 {code} 校验位不符，请核对。",
    en: "The {side}'s credit code {code} does not fit its check character.",
  },
  "party-incomplete": {
    zh: "{side}信息不全，缺：{missing}。",
    en: "Particulars of the {side} are missing: {missing}.",
  },
  "record-incomplete": {
    zh: "登记表还缺：{missing}。",
    en: "The registration record still lacks: {missing}.",
  },
  "commitment-missing": {
    zh: "提交时没有作出真实性承诺。",
    en: "It was handed in without the promise that it is true.",
  },
  "text-missing": {
    zh: "没有上传合同文本。",
    en: "The text of the contract is not attached.",
  },
  "amended-alone": {
    zh: "技术交易额在 500 万元以上（现为 {amount}）的合同由一名工作人员单独变更，未经第二人复核。",
    en: "A contract of 5 million yuan or more of technology (now {amount}) was amended by one official, without a second opinion.",
  },
};

/** What a list of gaps calls each of them. */
const labels: Readonly<Record<string, Record<Language, string>>> = {
  creditCode: { zh: "统一社会信用代码", en: "credit code" },
  district: { zh: "所在地", en: "place" },
  partyType: { zh: "单位类型", en: "kind of body" },
  address: { zh: "地址", en: "address" },
  representative: { zh: "法定代表人", en: "legal representative" },
  contactName: { zh: "联系人", en: "contact" },
  contactPhone: { zh: "联系电话", en: "telephone" },
  subtype: { zh: "合同细类", en: "sub-type" },
  paymentKind: { zh: "支付方式", en: "way of payment" },
  startsOn: { zh: "起始日期", en: "start" },
  endsOn: { zh: "终止日期", en: "end" },
  isRelatedParty: { zh: "是否关联交易", en: "whether the parties are related" },
  planSource: { zh: "计划来源", en: "plan source" },
  ipRight: { zh: "知识产权", en: "intellectual property" },
  techArea: { zh: "技术领域", en: "technology area" },
  techSubarea: { zh: "技术领域细分", en: "technology sub-area" },
  objective: { zh: "社会经济目标", en: "socio-economic objective" },
  industry: { zh: "服务的国民经济行业", en: "industry served" },
  isMarine: { zh: "是否涉海", en: "whether it is marine" },
  subject: { zh: "合同标的", en: "subject matter" },
};

const sides: Readonly<Record<string, Record<Language, string>>> = {
  seller: { zh: "卖方", en: "seller" },
  buyer: { zh: "买方", en: "buyer" },
};

const separators: Record<Language, string> = { zh: "、", en: ", " };
const localeByLanguage: Record<Language, string> = { zh: "zh-CN", en: "en" };

/** The sentence of a finding. */
export function wordFinding(finding: RawFinding, language: Language): string {
  const { facts, missing = [], path } = finding;
  const code = facts.code ?? "";
  const values: Record<string, string> = {
    amount: yuan(facts.amountFen, language),
    low: yuan(facts.lowFen, language),
    high: yuan(facts.highFen, language),
    day: facts.day ?? "",
    word: facts.word ?? "",
    code: finding.code === "duplicate" ? numbered(code, language) : code,
    side: sides[path.split(".")[0] ?? ""]?.[language] ?? "",
    missing: missing.map((name) => labels[name]?.[language] ?? name).join(separators[language]),
  };
  return sentences[finding.code][language].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

function numbered(code: string, language: Language): string {
  if (code === "") return "";
  return language === "zh" ? `（登记编号 ${code}）` : ` (number ${code})`;
}

function yuan(fen: number | undefined, language: Language): string {
  if (fen === undefined) return "";
  const amount = (fen / 100).toLocaleString(localeByLanguage[language], { maximumFractionDigits: 2 });
  return language === "zh" ? `${amount} 元` : `¥${amount}`;
}
