import { isCreditCode } from "../organisation/credit-code.rules.ts";
import type { ContractTerms, Party } from "./contract.schema.ts";
import type { FindingCode, FindingSeverity } from "./pre-check.schema.ts";

/** What the pre-check goes by, as versioned data. */
export const preCheckRules = {
  version: "2026-03-01",
  /** Words for what a price pays beside technology: 设备、仪器、零部件、原材料 of the rules, and what they are called. */
  nonTechnicalWords: [
    "设备",
    "仪器",
    "零部件",
    "元器件",
    "原材料",
    "耗材",
    "器材",
    "样机",
    "硬件",
    "采购",
    "供货",
    "equipment",
    "hardware",
    "materials",
  ],
  /** Below this a technology contract's price is more likely a slip of the unit. */
  smallAmountFen: 100_000,
  /** 万元 for 元 or the other way about; within a factor of two of it. */
  unitFactor: 10_000,
  /** How far from the pairing's budget and price an amount may lie, as a factor. */
  rangeFactor: 2,
} as const;

/** A contract as it is pre-checked. */
export interface PreCheckedContract extends ContractTerms {
  /** `null` where the contract has not been handed in, so that nobody could promise yet. */
  hasCommitment: boolean | null;
  /** `null` where files cannot have been added yet. */
  hasMainText: boolean | null;
  /** Whether the last amendment needed a second opinion and has none. */
  isAmendedAlone: boolean;
}

/** What is known around a contract. */
export interface PreCheckSurroundings {
  /** In Asia/Shanghai. */
  today: string;
  /** What the pairing's need offers and its result asks; `null` where open or where there is no pairing. */
  budgetFen: number | null;
  priceFen: number | null;
  /** Other contracts handed in or registered. */
  others: readonly ComparedContract[];
}

/** Another contract, as far as it is compared. */
export interface ComparedContract {
  id: string;
  number: string | null;
  title: string;
  amountFen: number;
  seller: Pick<Party, "name" | "creditCode">;
  buyer: Pick<Party, "name" | "creditCode">;
}

/** A finding before it is worded: `facts` are the values its sentence names, `missing` the paths it lists. */
export interface RawFinding {
  code: FindingCode;
  severity: FindingSeverity;
  path: string;
  facts: {
    amountFen?: number;
    lowFen?: number;
    highFen?: number;
    day?: string;
    word?: string;
    code?: string;
  };
  missing?: readonly string[];
  relatedId?: string;
}

const severityRank: Record<FindingSeverity, number> = { blocking: 0, warning: 1, note: 2 };

/** Everything a contract's examination will stumble over, the gravest first. Says nothing of what may be done. */
export function preCheck(contract: PreCheckedContract, around: PreCheckSurroundings): RawFinding[] {
  return [
    ...checkAmounts(contract),
    ...checkRange(contract, around),
    ...checkTechnologyAmount(contract),
    ...findDuplicates(contract, around.others),
    ...checkTerm(contract, around.today),
    ...checkSides(contract),
    ...checkParty("seller", contract.seller),
    ...checkParty("buyer", contract.buyer),
    ...checkCompleteness(contract),
  ].sort((a, b) => severityRank[a.severity] - severityRank[b.severity]);
}

function checkAmounts({ amountFen, technologyAmountFen }: PreCheckedContract): RawFinding[] {
  if (amountFen === 0) return [{ code: "amount-zero", severity: "blocking", path: "amountFen", facts: {} }];
  if (technologyAmountFen === 0) {
    return [{ code: "amount-zero", severity: "blocking", path: "technologyAmountFen", facts: {} }];
  }
  if (amountFen >= preCheckRules.smallAmountFen) return [];
  return [{ code: "amount-small", severity: "warning", path: "amountFen", facts: { amountFen } }];
}

function checkRange(
  { amountFen }: PreCheckedContract,
  { budgetFen, priceFen }: Pick<PreCheckSurroundings, "budgetFen" | "priceFen">,
): RawFinding[] {
  const named = [budgetFen, priceFen].filter((fen): fen is number => fen !== null && fen > 0);
  if (amountFen === 0 || named.length === 0) return [];
  const [lowFen, highFen] = [Math.min(...named), Math.max(...named)];
  const { rangeFactor, unitFactor } = preCheckRules;
  const excess = amountFen > highFen ? amountFen / highFen : amountFen < lowFen ? lowFen / amountFen : 1;
  const facts = { amountFen, lowFen, highFen };
  if (excess >= unitFactor / rangeFactor && excess <= unitFactor * rangeFactor) {
    return [{ code: "amount-unit", severity: "blocking", path: "amountFen", facts }];
  }
  if (excess <= rangeFactor) return [];
  return [{ code: "amount-out-of-range", severity: "warning", path: "amountFen", facts }];
}

function checkTechnologyAmount(contract: PreCheckedContract): RawFinding[] {
  const { amountFen, technologyAmountFen, nonTechnicalCosts, title, subject } = contract;
  if (amountFen === 0 || technologyAmountFen !== amountFen) return [];
  const finding = { code: "technology-amount-whole", path: "technologyAmountFen" } as const;
  if (nonTechnicalCosts !== null) {
    return [{ ...finding, severity: "blocking", facts: { word: nonTechnicalCosts.slice(0, 60) } }];
  }
  const text = `${title} ${subject ?? ""}`.toLowerCase();
  const word = preCheckRules.nonTechnicalWords.find((known) => text.includes(known));
  return word === undefined ? [] : [{ ...finding, severity: "warning", facts: { word } }];
}

function findDuplicates(contract: PreCheckedContract, others: readonly ComparedContract[]): RawFinding[] {
  return others
    .filter(
      (other) =>
        other.amountFen === contract.amountFen &&
        normalName(other.title) === normalName(contract.title) &&
        isSameParty(other.seller, contract.seller) &&
        isSameParty(other.buyer, contract.buyer),
    )
    .map((other) => ({
      code: "duplicate",
      severity: "blocking",
      path: "title",
      facts: other.number === null ? {} : { code: other.number },
      relatedId: other.id,
    }));
}

function checkTerm({ startsOn, endsOn }: PreCheckedContract, today: string): RawFinding[] {
  if (endsOn !== null && endsOn < today) {
    return [{ code: "expired", severity: "blocking", path: "endsOn", facts: { day: endsOn } }];
  }
  if (startsOn !== null && startsOn > today) {
    return [{ code: "not-in-force", severity: "warning", path: "startsOn", facts: { day: startsOn } }];
  }
  return [];
}

function checkSides({ seller, buyer, isRelatedParty }: PreCheckedContract): RawFinding[] {
  if ((seller.id !== null && seller.id === buyer.id) || isSameParty(seller, buyer)) {
    return [{ code: "same-organisation", severity: "blocking", path: "buyer", facts: {} }];
  }
  if (isRelatedParty !== true) return [];
  return [{ code: "related-parties", severity: "note", path: "isRelatedParty", facts: {} }];
}

const particularsAsked = [
  "creditCode",
  "district",
  "partyType",
  "address",
  "representative",
  "contactName",
  "contactPhone",
] as const satisfies readonly (keyof Party)[];

function checkParty(side: "seller" | "buyer", party: Party): RawFinding[] {
  const { creditCode } = party;
  const findings: RawFinding[] = [];
  if (creditCode !== null && !isCreditCode(creditCode)) {
    const path = `${side}.creditCode`;
    findings.push({ code: "credit-code-wrong", severity: "blocking", path, facts: { code: creditCode } });
  }
  const missing = particularsAsked.filter((name) => party[name] === null);
  if (missing.length > 0) {
    findings.push({
      code: "party-incomplete",
      severity: "warning",
      path: `${side}.${missing[0]}`,
      facts: {},
      missing,
    });
  }
  return findings;
}

const recordAsked = [
  "subtype",
  "paymentKind",
  "startsOn",
  "endsOn",
  "isRelatedParty",
  "planSource",
  "ipRight",
  "techArea",
  "techSubarea",
  "objective",
  "industry",
  "isMarine",
  "subject",
] as const satisfies readonly (keyof ContractTerms)[];

function checkCompleteness(contract: PreCheckedContract): RawFinding[] {
  const findings: RawFinding[] = [];
  const missing = recordAsked.filter((name) => contract[name] === null);
  if (missing[0] !== undefined) {
    findings.push({ code: "record-incomplete", severity: "warning", path: missing[0], facts: {}, missing });
  }
  if (contract.hasCommitment === false) {
    findings.push({ code: "commitment-missing", severity: "warning", path: "commitment", facts: {} });
  }
  if (contract.isAmendedAlone) {
    findings.push({
      code: "amended-alone",
      severity: "warning",
      path: "technologyAmountFen",
      facts: { amountFen: contract.technologyAmountFen },
    });
  }
  if (contract.hasMainText === false) {
    findings.push({ code: "text-missing", severity: "warning", path: "attachments", facts: {} });
  }
  return findings;
}

function isSameParty(
  one: Pick<Party, "name" | "creditCode">,
  other: Pick<Party, "name" | "creditCode">,
): boolean {
  if (one.creditCode !== null && one.creditCode === other.creditCode) return true;
  return normalName(one.name) === normalName(other.name);
}

/** A name or title without what hands write differently: width, case, blanks, brackets and other punctuation. */
function normalName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, "");
}
