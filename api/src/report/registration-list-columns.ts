import {
  contractIp,
  contractSubtypes,
  contractTypes,
  dayOf,
  enterpriseScales,
  industries,
  partyKinds,
  partyTypes,
  paymentKinds,
  planSources,
  socioEconomicObjectives,
  technologyAreas,
  technologySubareas,
} from "@market/shared";
import type { StoredContract } from "../contract/contract.service.ts";
import type { StreamedCell } from "../spreadsheet/stream-workbook.ts";

/** A column of the registration list. */
interface ListColumn {
  /** The national system's own control where one is known, else the heading of this market's import template. */
  name: string;
  zh: string;
  width: number;
  cellOf: (contract: StoredContract) => StreamedCell;
}

type Party = StoredContract["seller"];
type PartyFlag = NonNullable<Party["flags"]>[number];

interface Labels {
  entries: readonly { code: string; zh: string }[];
}

function labelIn({ entries }: Labels, code: string | null | undefined): string | null {
  if (code == null) return null;
  return entries.find((entry) => entry.code === code)?.zh ?? code;
}

const text = (value: string | null | undefined): StreamedCell => value ?? null;
const day = (value: string | null | undefined): StreamedCell => (value == null ? null : { day: value });
const yesNo = (value: boolean | null | undefined): StreamedCell =>
  value == null ? null : value ? "是" : "否";

/** Controls for what a party is, by the flag kept here. */
const flagControls: readonly [control: string, flag: PartyFlag, zh: string][] = [
  ["jszyjg", "transfer-agency", "技术转移机构"],
  ["isyfjg", "research-body", "研发机构"],
  ["zzkyys", "converted-institute", "转制院所"],
  ["countrygxqqy", "high-tech-zone", "高新区内企业"],
  ["islist", "listed", "上市"],
];

function partyColumns(side: "seller" | "buyer", zh: "卖方" | "买方"): ListColumn[] {
  const of = (read: (party: Party) => StreamedCell) => (contract: StoredContract) => read(contract[side]);
  return [
    { name: `${side}name`, zh: `${zh}名称`, width: 30, cellOf: of(({ name }) => name) },
    { name: `${zh}统一社会信用代码`, zh: "", width: 22, cellOf: of(({ creditCode }) => text(creditCode)) },
    { name: `${zh}性质`, zh: "", width: 14, cellOf: of(({ kind }) => labelIn(partyKinds, kind)) },
    { name: `${zh}所在地`, zh: "", width: 14, cellOf: of(({ district }) => text(district)) },
    {
      name: `${side}type`,
      zh: `${zh}类型`,
      width: 16,
      cellOf: of(({ partyType }) => labelIn(partyTypes, partyType)),
    },
    { name: `${side}_address`, zh: `${zh}地址`, width: 30, cellOf: of(({ address }) => text(address)) },
    { name: `${side}_zipcode`, zh: `${zh}邮编`, width: 10, cellOf: of(({ postcode }) => text(postcode)) },
    {
      name: `${side}_representative`,
      zh: `${zh}法定代表人`,
      width: 14,
      cellOf: of(({ representative }) => text(representative)),
    },
    {
      name: `${side}_contact`,
      zh: `${zh}联系人`,
      width: 14,
      cellOf: of(({ contactName }) => text(contactName)),
    },
    {
      name: `${side}_contacttel`,
      zh: `${zh}联系电话`,
      width: 18,
      cellOf: of(({ contactPhone }) => text(contactPhone)),
    },
    {
      name: `${side}_scale`,
      zh: `${zh}规模`,
      width: 10,
      cellOf: of(({ scale }) => labelIn(enterpriseScales, scale)),
    },
    ...flagControls.map(([control, flag, label]) => ({
      name: `${side}_${control}`,
      zh: `${zh}：${label}`,
      width: 10,
      cellOf: of(({ flags }) => yesNo(flags?.includes(flag) ?? null)),
    })),
  ];
}

/** The registration list, in the order of the national form (登记表). */
export const listColumns: readonly ListColumn[] = [
  { name: "登记编号", zh: "", width: 20, cellOf: ({ registrationNumber }) => text(registrationNumber) },
  { name: "projectname", zh: "合同名称", width: 40, cellOf: ({ title }) => title },
  { name: "contracttype", zh: "合同类型", width: 12, cellOf: ({ type }) => labelIn(contractTypes, type) },
  { name: "合同子类型", zh: "", width: 18, cellOf: ({ subtype }) => labelIn(contractSubtypes, subtype) },
  {
    name: "totalamount",
    zh: "合同总金额（成交额，元）",
    width: 18,
    cellOf: ({ amountFen }) => ({ fen: amountFen }),
  },
  {
    name: "technicalamount",
    zh: "技术交易额（元）",
    width: 18,
    cellOf: ({ technologyAmountFen }) => ({ fen: technologyAmountFen }),
  },
  {
    name: "paymethod",
    zh: "支付方式",
    width: 14,
    cellOf: ({ paymentKind }) => labelIn(paymentKinds, paymentKind),
  },
  { name: "signdate", zh: "签订日期", width: 12, cellOf: ({ signedOn }) => day(signedOn) },
  { name: "contractbegindate", zh: "合同起始日期", width: 12, cellOf: ({ startsOn }) => day(startsOn) },
  { name: "contractenddate", zh: "合同终止日期", width: 12, cellOf: ({ endsOn }) => day(endsOn) },
  {
    name: "登记日期",
    zh: "",
    width: 12,
    cellOf: ({ registeredAt }) => day(registeredAt == null ? null : dayOf(registeredAt)),
  },
  { name: "isrelated", zh: "是否关联交易", width: 10, cellOf: ({ isRelatedParty }) => yesNo(isRelatedParty) },
  {
    name: "projectplantype",
    zh: "计划来源",
    width: 20,
    cellOf: ({ planSource }) => labelIn(planSources, planSource),
  },
  { name: "ipr", zh: "知识产权", width: 16, cellOf: ({ ipRight }) => labelIn(contractIp, ipRight) },
  {
    name: "techarea",
    zh: "技术领域",
    width: 20,
    cellOf: ({ techArea }) => labelIn(technologyAreas, techArea),
  },
  {
    name: "技术领域二级",
    zh: "",
    width: 18,
    cellOf: ({ techSubarea }) => labelIn(technologySubareas, techSubarea),
  },
  { name: "所属领域", zh: "", width: 18, cellOf: ({ field }) => field },
  {
    name: "社会经济目标",
    zh: "",
    width: 24,
    cellOf: ({ objective }) => labelIn(socioEconomicObjectives, objective),
  },
  { name: "国民经济行业", zh: "", width: 24, cellOf: ({ industry }) => labelIn(industries, industry) },
  { name: "是否涉海", zh: "", width: 10, cellOf: ({ isMarine }) => yesNo(isMarine) },
  ...partyColumns("seller", "卖方"),
  ...partyColumns("buyer", "买方"),
  { name: "服务点", zh: "", width: 24, cellOf: ({ servicePointName }) => text(servicePointName) },
  { name: "技术经纪人", zh: "", width: 14, cellOf: ({ brokerName }) => text(brokerName) },
  { name: "登记状态", zh: "", width: 12, cellOf: ({ status }) => statusLabels[status] ?? status },
];

const statusLabels: Readonly<Record<string, string>> = {
  registered: "已登记",
  cancelled: "已注销",
  revoked: "已撤销",
};
