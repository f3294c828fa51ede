import {
  type ComparedContract,
  type ContractTerms,
  type CreateContract,
  dayOf,
  type Finding,
  type Findings,
  isAmendedAlone,
  mayReadContract,
  type PreCheckedContract,
  preCheck,
} from "@market/shared";
import type { ContractDocument, Models } from "@market/shared/models";
import type { QueryFilter } from "mongoose";
import { attachmentsOf } from "../attachment/attachment.service.ts";
import type { Caller } from "../caller.ts";
import type { Language } from "../errors.ts";
import { getContractOrThrow, type StoredContract } from "./contract.service.ts";
import { getAcceptedPairingOrThrow } from "./contract-origin.ts";
import { contractStandingOf } from "./contract-standing.ts";
import { checkTermsOrThrow, resolveTerms, termsOf } from "./contract-terms.ts";
import { wordFinding } from "./pre-check-words.ts";

/** Where a contract counts as handed in or registered, and so stands in the way of another like it. */
const comparedStatuses = ["submitted", "accepted", "returned", "registered"] as const;
/** Contracts of one amount and so many: a contract like this one would be among the latest. */
const MAX_COMPARED = 500;

/** @throws {ApiError} 404 for a contract that does not exist or that the caller may not see */
export async function findingsOf(
  models: Models,
  caller: Caller,
  id: string,
  language: Language,
): Promise<Findings> {
  const contract = await getContractOrThrow(models, caller, id);
  const isDraft = contract.status === "draft";
  return findingsFor(models, caller, language, {
    ...termsOf(contract),
    contract,
    // With a draft the promise is given when it is handed in.
    hasCommitment: isDraft ? null : contract.commitment != null,
    hasMainText: attachmentsOf(contract).some(({ kind }) => kind === "contract-text"),
    isAmendedAlone: isAmendedAlone(contract),
  });
}

/**
 * What would be found of a contract that is still in a form; `contractId` where it stands already and is being
 * changed.
 *
 * @throws {ApiError} 400 for contradicting terms, and for a pairing what a draft from it answers
 */
export async function findingsOfForm(
  models: Models,
  caller: Caller,
  { pairing, servicePoint: _, ...input }: CreateContract,
  contractId: string | undefined,
  language: Language,
): Promise<Findings> {
  const contract = contractId === undefined ? null : await getContractOrThrow(models, caller, contractId);
  const origin =
    contract === null && pairing !== undefined
      ? await getAcceptedPairingOrThrow(models, caller, pairing)
      : null;
  const terms = await resolveTerms(models, input);
  checkTermsOrThrow(terms, new Date());
  return findingsFor(models, caller, language, {
    ...terms,
    contract,
    pairingId: origin?._id ?? null,
    hasCommitment: null,
    hasMainText: null,
    isAmendedAlone: false,
  });
}

interface Checked extends PreCheckedContract {
  contract: StoredContract | null;
  pairingId?: StoredContract["pairingId"];
}

async function findingsFor(
  models: Models,
  caller: Caller,
  language: Language,
  { contract, pairingId = contract?.pairingId ?? null, ...checked }: Checked,
): Promise<Findings> {
  const now = new Date();
  const [range, others] = await Promise.all([
    rangeOf(models, pairingId),
    contractsLike(models, checked, contract?._id),
  ]);
  const known = new Map(others.map((other) => [String(other._id), other]));
  const raw = preCheck(checked, { today: dayOf(now), ...range, others: others.map(toCompared) });
  const findings = raw.map((finding): Finding => {
    const { code, severity, path, relatedId } = finding;
    const other = relatedId === undefined ? undefined : known.get(relatedId);
    const mayRead = other !== undefined && mayReadContract(contractStandingOf(other, caller));
    // To who may not see the other contract its number is nobody's business.
    const told = mayRead || relatedId === undefined ? finding : { ...finding, facts: {} };
    return {
      code,
      severity,
      path,
      detail: wordFinding(told, language),
      ...(mayRead && { related: { id: String(other._id), number: other.registrationNumber ?? null } }),
    };
  });
  return { findings, asOf: now.toISOString() };
}

/** What the need of a pairing offers and its result asks. */
async function rangeOf(models: Models, pairingId: StoredContract["pairingId"]) {
  const pairing = pairingId
    ? await models.Pairing.findById(pairingId).select("demandId resultId").lean()
    : null;
  if (pairing === null) return { budgetFen: null, priceFen: null };
  const [demand, result] = await Promise.all([
    models.Demand.findById(pairing.demandId).select("budgetFen").lean(),
    models.Result.findById(pairing.resultId).select("priceFen").lean(),
  ]);
  return { budgetFen: demand?.budgetFen ?? null, priceFen: result?.priceFen ?? null };
}

async function contractsLike(
  models: Models,
  { amountFen }: Pick<ContractTerms, "amountFen">,
  ownId: StoredContract["_id"] | undefined,
): Promise<StoredContract[]> {
  const filter: QueryFilter<ContractDocument> = {
    amountFen,
    status: { $in: [...comparedStatuses] },
    ...(ownId !== undefined && { _id: { $ne: ownId } }),
  };
  return models.Contract.find(filter)
    .sort({ _id: -1 })
    .limit(MAX_COMPARED)
    .select("title amountFen seller buyer brokerId registrationNumber")
    .lean<StoredContract[]>();
}

function toCompared(contract: StoredContract): ComparedContract {
  const { title, amountFen, seller, buyer } = contract;
  return {
    id: String(contract._id),
    number: contract.registrationNumber ?? null,
    title,
    amountFen,
    seller: { name: seller.name, creditCode: seller.creditCode ?? null },
    buyer: { name: buyer.name, creditCode: buyer.creditCode ?? null },
  };
}
