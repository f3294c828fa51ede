import type { Role } from "../vocabulary/vocabulary.schema.ts";
import type { ContractStatus } from "./contract-status.schema.ts";

/**
 * Rules of registration as versioned data: the 2026 measures' limits, to be changed here when the office says so.
 * Source: 技术合同认定登记管理办法 (2026), with the office's practice of a second reviewer for large contracts.
 */
export const registrationRules = {
  version: "2026-03-01",
  /** From this 技术交易额 on, another official's opinion is needed before registration. */
  reviewFromTechnologyAmountFen: 500_000_000,
  /** The office's time from acceptance on; the longer where experts are heard: large contracts and disputed ones. */
  workingDays: { examination: 15, "expert-review": 30 },
  /** GB/T 2260, the city's four digits within a registration number. */
  placeCode: "3702",
  /** The point code of the city's own registry, for contracts handed in at no service point. */
  cityRegistryPointCode: "01",
} as const;

type ContractActor = "party" | "broker" | "official" | "other-official" | "amendment-reviewer";

interface ContractActRule {
  from: readonly ContractStatus[];
  to: ContractStatus | null;
  by: readonly ContractActor[];
}

/** The acts on a contract. `to: null` leaves the status as it is. */
export const contractActs = {
  edit: { from: ["draft", "returned"], to: null, by: ["party", "broker"] },
  submit: { from: ["draft", "returned"], to: "submitted", by: ["party", "broker"] },
  accept: { from: ["submitted"], to: "accepted", by: ["official"] },
  return: { from: ["submitted", "accepted"], to: "returned", by: ["official"] },
  refuse: { from: ["submitted", "accepted"], to: "refused", by: ["official"] },
  review: { from: ["submitted", "accepted"], to: null, by: ["other-official"] },
  dispute: { from: ["submitted", "accepted"], to: null, by: ["official"] },
  register: { from: ["accepted"], to: "registered", by: ["official"] },
  amend: { from: ["registered"], to: null, by: ["official"] },
  proposeAmendment: { from: ["registered"], to: null, by: ["official"] },
  reviewAmendment: { from: ["registered"], to: null, by: ["amendment-reviewer"] },
  void: { from: ["registered"], to: null, by: ["official"] },
} as const satisfies Record<string, ContractActRule>;
export type ContractAct = keyof typeof contractActs;
export const contractActNames = Object.keys(contractActs) as ContractAct[];

/** Statuses in which a contract holds its pairing: at most one such contract a pairing. */
export const liveContractStatuses = [
  "draft",
  "submitted",
  "accepted",
  "returned",
  "registered",
] as const satisfies readonly ContractStatus[];

/** How a person stands to a contract. */
export interface ContractStanding {
  role: Role;
  isParty: boolean;
  isBroker: boolean;
  /** Whether this person is the official who accepted the contract, and so cannot be its second reviewer. */
  hasAccepted: boolean;
  /** Whether this person proposed the amendment that waits for approval, and so cannot approve it. */
  hasProposedAmendment: boolean;
}

export function mayReadContract(standing: ContractStanding): boolean {
  return standing.isParty || standing.isBroker || standing.role === "official" || standing.role === "admin";
}

/** Whether a person's standing allows an act, whatever the status. */
export function mayEverActOnContract(act: ContractAct, standing: ContractStanding): boolean {
  const rule: ContractActRule = contractActs[act];
  return rule.by.some((who) => {
    switch (who) {
      case "party":
        return standing.isParty;
      case "broker":
        return standing.role === "broker" && standing.isBroker;
      case "official":
        return standing.role === "official";
      case "other-official":
        return standing.role === "official" && !standing.hasAccepted;
      case "amendment-reviewer":
        return standing.role === "official" && !standing.hasProposedAmendment;
      default:
        return who satisfies never;
    }
  });
}

export function openContractActs(status: ContractStatus, standing: ContractStanding): ContractAct[] {
  return contractActNames.filter(
    (act) =>
      (contractActs[act].from as readonly ContractStatus[]).includes(status) &&
      mayEverActOnContract(act, standing),
  );
}

/** Whether a second official's opinion is needed on a contract: from a certain 技术交易额 on, or where it is disputed. */
export function needsReview(contract: { technologyAmountFen: number; isDisputed: boolean }): boolean {
  return (
    contract.isDisputed || contract.technologyAmountFen >= registrationRules.reviewFromTechnologyAmountFen
  );
}

/**
 * Whether an official may register as far as the second opinion goes: small contracts need none, large and disputed
 * ones the approval of somebody who neither accepted nor registers them.
 */
export function hasRequiredReview(
  contract: {
    technologyAmountFen: number;
    isDisputed: boolean;
    acceptedById: string | null;
    review: { opinion: "approve" | "reject"; reviewerId: string } | null;
  },
  registrarId: string,
): boolean {
  if (!needsReview(contract)) return true;
  const { review } = contract;
  return (
    review?.opinion === "approve" &&
    review.reviewerId !== registrarId &&
    review.reviewerId !== contract.acceptedById
  );
}

/**
 * Whether an amendment of a registered contract takes effect only once another official approves it: one that makes
 * the contract a large one, and any of a large one. Otherwise a small registration could be amended past the limit.
 */
export function amendmentNeedsReview(
  before: { technologyAmountFen: number },
  after: { technologyAmountFen: number },
): boolean {
  const technologyAmountFen = Math.max(before.technologyAmountFen, after.technologyAmountFen);
  return needsReview({ technologyAmountFen, isDisputed: false });
}

/**
 * Whether the last amendment wanted a second opinion and came without: the public act `amend` asks for none, so the
 * record says it instead. An approved proposal leaves the opinion right before its amendment.
 */
export function isAmendedAlone(contract: {
  technologyAmountFen: number;
  versions: readonly { technologyAmountFen: number }[];
  history: readonly { act: string }[];
}): boolean {
  const before = contract.versions.at(-1);
  if (before === undefined || !amendmentNeedsReview(before, contract)) return false;
  const last = contract.history.map(({ act }) => act).lastIndexOf("amend");
  return contract.history[last - 1]?.act !== "reviewAmendment";
}

/** A problem of a contract's terms that no single field's schema can see. */
export interface TermsProblem {
  path: "technologyAmountFen" | "buyer" | "signedOn";
  code: "technology-amount-above-amount" | "same-party" | "signed-in-future";
}

/** What is wrong between the fields of a contract's terms; empty where nothing is. `today` is a day in Asia/Shanghai. */
export function checkTerms(
  terms: {
    amountFen: number;
    technologyAmountFen: number;
    signedOn: string;
    seller: { id: string | null; name: string };
    buyer: { id: string | null; name: string };
  },
  today: string,
): TermsProblem[] {
  const problems: TermsProblem[] = [];
  if (terms.technologyAmountFen > terms.amountFen) {
    problems.push({ path: "technologyAmountFen", code: "technology-amount-above-amount" });
  }
  const isSameOrganisation = terms.seller.id !== null && terms.seller.id === terms.buyer.id;
  if (isSameOrganisation || terms.seller.name === terms.buyer.name) {
    problems.push({ path: "buyer", code: "same-party" });
  }
  if (terms.signedOn > today) problems.push({ path: "signedOn", code: "signed-in-future" });
  return problems;
}

/** `YYYY3702PPNNNNNN`: year, place, service point, running number within year and point. */
export function registrationNumberOf(year: number, pointCode: string, sequence: number): string {
  return `${year}${registrationRules.placeCode}${pointCode}${String(sequence).padStart(6, "0")}`;
}
