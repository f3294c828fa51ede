import {
  contractIp,
  contractSubtypes,
  enterpriseScales,
  partyFlags,
  paymentKinds,
  socioEconomicObjectives,
} from "@market/shared";
import type { ImportColumn } from "../../import/import-kind.ts";

const labels = ({ entries }: { entries: readonly { zh: string }[] }) =>
  entries.map(({ zh }) => zh).join("、");
const yesNoHint = "是、否";
const dayHint = "年-月-日";

/**
 * What the registration record asks beyond the contract's own terms; all of it may be left out. Aliases are the
 * national system's own names of the same.
 */
export const recordColumns = {
  subtype: {
    header: "合同子类型",
    isRequired: false,
    hint: labels(contractSubtypes),
    example: "一般技术服务",
  },
  paymentKind: {
    header: "支付方式",
    aliases: ["paymethod"],
    isRequired: false,
    hint: labels(paymentKinds),
    example: "分期支付",
  },
  startsOn: {
    header: "合同起始日期",
    aliases: ["contractbegindate"],
    isRequired: false,
    hint: dayHint,
    example: "2024-01-03",
  },
  endsOn: {
    header: "合同终止日期",
    aliases: ["contractenddate"],
    isRequired: false,
    hint: `${dayHint}；不早于合同起始日期`,
    example: "2024-12-31",
  },
  isRelatedParty: {
    header: "是否关联交易",
    aliases: ["isrelated"],
    isRequired: false,
    hint: yesNoHint,
    example: "否",
  },
  planSource: {
    header: "计划来源",
    aliases: ["projectplantype"],
    isRequired: false,
    hint: "编码或名称，见 /api/vocabularies/plan-sources",
    example: "计划外",
  },
  ipRight: {
    header: "知识产权",
    aliases: ["ipr"],
    isRequired: false,
    hint: labels(contractIp),
    example: "未涉及知识产权",
  },
  techSubarea: {
    header: "技术领域二级",
    isRequired: false,
    hint: "编码或名称，见 /api/vocabularies/technology-subareas；须属于所填技术领域",
    example: "船舶与海洋工程装备",
  },
  objective: {
    header: "社会经济目标",
    isRequired: false,
    hint: labels(socioEconomicObjectives),
    example: "工商业发展",
  },
  industry: {
    header: "国民经济行业",
    isRequired: false,
    hint: "GB/T 4754-2017 大类的两位代码或名称",
    example: "37",
  },
  isMarine: { header: "是否涉海", isRequired: false, hint: yesNoHint, example: "是" },
  nonTechnicalCosts: { header: "非技术费用", isRequired: false, hint: "不超过2000字", example: "" },
  subject: { header: "合同标的", isRequired: false, hint: "不超过2000字", example: "" },
  ...partyColumns("seller", "卖方"),
  ...partyColumns("buyer", "买方"),
} as const satisfies Record<string, ImportColumn>;

type PartyColumn =
  | "PartyType"
  | "Address"
  | "Postcode"
  | "Representative"
  | "Contact"
  | "Phone"
  | "Scale"
  | "Flags";

function partyColumns<Side extends "seller" | "buyer">(
  side: Side,
  zh: "卖方" | "买方",
): Record<`${Side}${PartyColumn}`, ImportColumn> {
  const optional = (header: string, aliases: string[], hint: string): ImportColumn => ({
    header: `${zh}${header}`,
    aliases,
    isRequired: false,
    hint,
    example: "",
  });
  return {
    [`${side}PartyType`]: optional(
      "类型",
      [`${side}type`],
      "登记注册类型的编码或名称，见 /api/vocabularies/party-types",
    ),
    [`${side}Address`]: optional("地址", [`${side}_address`], "不超过200字"),
    [`${side}Postcode`]: optional("邮编", [`${side}_zipcode`], ""),
    [`${side}Representative`]: optional("法定代表人", [`${side}_representative`], "不超过60字"),
    [`${side}Contact`]: optional("联系人", [`${side}_contact`], "不超过60字"),
    [`${side}Phone`]: optional("联系电话", [`${side}_contacttel`], "不超过30字"),
    [`${side}Scale`]: optional("规模", [`${side}_scale`], labels(enterpriseScales)),
    [`${side}Flags`]: optional("特征", [], `${labels(partyFlags)}；多项用顿号分开`),
  } as Record<`${Side}${PartyColumn}`, ImportColumn>;
}
