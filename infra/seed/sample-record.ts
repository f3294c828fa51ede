import {
  type ContractIp,
  type ContractSubtype,
  type ContractType,
  checkCharacterOf,
  fieldClassifications,
  type PartyParticulars,
  type PartyType,
  type PaymentKind,
  type PlanSource,
  type RecordTerms,
} from "@market/shared";
import type { SampleContract, SampleOrganisation } from "./market-sample.ts";

// What the registration record asks and the sample does not tell, made up from the ids: the same at each seeding.

const ENTERPRISE_TYPES: readonly PartyType[] = ["150", "150", "160", "170", "150", "110"];
const SCALES = ["small", "medium", "small", "large", "micro"] as const;
const PAYMENT_KINDS: readonly PaymentKind[] = ["instalments", "lump-sum", "instalments", "entry-and-royalty"];
const PLAN_SOURCES: readonly PlanSource[] = [
  "outside",
  "outside",
  "outside",
  "city-prefecture",
  "outside",
  "province-key-rd",
  "outside",
  "national-key-rd",
];
type Kind = readonly [subtype: ContractSubtype, ipRight: ContractIp];
/** Sub-types of each type, with the right such a contract turns on. */
const KINDS: Record<ContractType, readonly Kind[]> = {
  development: [
    ["commissioned-development", "invention"],
    ["commissioned-development", "secret"],
    ["cooperative-development", "software"],
  ],
  transfer: [
    ["patent-transfer", "invention"],
    ["patent-application-transfer", "invention-application"],
    ["secret-transfer", "secret"],
  ],
  licensing: [
    ["patent-licence", "invention"],
    ["secret-licence", "secret"],
    ["other-licence", "software"],
  ],
  consulting: [["technology-consulting", "none"]],
  service: [["general-service", "none"]],
};

const numberOf = (id: string) => Number(id.slice(1));
const pick = <Value>(values: readonly Value[], number: number): Value => {
  const value = values[number % values.length];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
};

/** A credit code in the city's form, with its check character: 91 for enterprises, 12 for public institutions. */
export function creditCodeOf({ id, kind }: Pick<SampleOrganisation, "id" | "kind">): string {
  const isPublic = kind === "university" || kind === "institute";
  const body = `${isPublic ? "12" : "91"}370200MA9XX${String(numberOf(id)).padStart(4, "0")}`;
  const check = checkCharacterOf(body);
  if (check === null) throw new Error(`${body} is no credit code`);
  return `${body}${check}`;
}

export function sampleParticularsOf({ id, kind, district }: SampleOrganisation): PartyParticulars {
  const number = numberOf(id);
  const isEnterprise = kind === "enterprise";
  return {
    partyType: isEnterprise ? pick(ENTERPRISE_TYPES, number) : kind === "university" ? "022" : "021",
    address: `青岛市${district}示例路${number}号`,
    postcode: `2660${String(number).padStart(2, "0").slice(-2)}`,
    representative: `负责人${id.slice(1)}`,
    contactName: `经办人${id.slice(1)}`,
    contactPhone: `0532-5555${String(number).padStart(4, "0")}`,
    scale: isEnterprise ? pick(SCALES, number) : null,
    flags: isEnterprise ? (number % 3 === 0 ? ["high-tech-enterprise"] : []) : ["research-body"],
  };
}

export function sampleRecordOf(contract: SampleContract): RecordTerms & {
  techArea: (typeof fieldClassifications)[SampleContract["field"]]["techArea"];
} {
  const number = numberOf(contract.id);
  const [subtype, ipRight] = pick(KINDS[contract.type], number);
  const nonTechnicalFen = contract.amountFen - contract.technologyAmountFen;
  return {
    ...fieldClassifications[contract.field],
    subtype,
    paymentKind: pick(PAYMENT_KINDS, number),
    startsOn: contract.signedOn,
    endsOn: `${Number(contract.signedOn.slice(0, 4)) + 1 + (number % 2)}-12-31`,
    isRelatedParty: number % 23 === 0,
    planSource: pick(PLAN_SOURCES, number),
    ipRight,
    nonTechnicalCosts: nonTechnicalFen > 0 ? "样机材料、外购件与检测设备，按合同附件清单" : null,
    subject: `${contract.title}：按合同约定的技术指标交付并验收。`,
  };
}
