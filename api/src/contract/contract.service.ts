import {
  type Change,
  type ContractAct,
  type ContractQuery,
  type ContractTerms,
  type CreateContract,
  changesBetween,
  contractActs,
  currentCommitment,
  type DisputeContract,
  dayOf,
  endOfDay,
  type GroundedDecision,
  type HistoryEntry,
  mayEverActOnContract,
  mayReadContract,
  type RegistrationClock,
  type ReviewContract,
  registrationRules,
  type SubmitContract,
  startOfDay,
  type UpdateContract,
  type VoidContract,
} from "@market/shared";
import type { ContractDocument, Models } from "@market/shared/models";
import type { QueryFilter, Types, UpdateQuery } from "mongoose";
import { actorOf, type Caller } from "../caller.ts";
import { containsText } from "../contains-text.ts";
import { ApiError } from "../errors.ts";
import { createOnce, isDuplicateOf } from "../idempotency.ts";
import { clockAfter } from "./contract-clock.ts";
import { checkPairingParties, getAcceptedPairingOrThrow, resolveHandInPoint } from "./contract-origin.ts";
import { contractStandingOf } from "./contract-standing.ts";
import { changeTerms, checkTermsOrThrow, resolveTerms, termsOf } from "./contract-terms.ts";

export type StoredContract = ContractDocument & { _id: Types.ObjectId };

/** Others may change a contract between the reading and the writing of an act; this often in a row is a fault. */
const MAX_ATTEMPTS = 20;

/** The contracts a person may see: officials all, brokers and parties their own. */
function visibleTo(caller: Caller): QueryFilter<ContractDocument> {
  if (caller.role === "official" || caller.role === "admin") return {};
  const ways: QueryFilter<ContractDocument>[] = [{ brokerId: caller.id }];
  if (caller.organisationId !== null) {
    ways.push({ "seller.id": caller.organisationId }, { "buyer.id": caller.organisationId });
  }
  return { $or: ways };
}

function matching(query: ContractQuery): QueryFilter<ContractDocument> {
  const part = query.text === undefined ? null : containsText(query.text);
  return {
    ...(query.status !== undefined && { status: query.status }),
    ...(query.type !== undefined && { type: query.type }),
    ...(query.field !== undefined && { field: query.field }),
    ...(query.pairing !== undefined && { pairingId: query.pairing }),
    ...(query.number !== undefined && { registrationNumber: query.number }),
    ...((query.registeredFrom !== undefined || query.registeredTo !== undefined) && {
      registeredAt: {
        ...(query.registeredFrom !== undefined && { $gte: startOfDay(query.registeredFrom) }),
        ...(query.registeredTo !== undefined && { $lt: endOfDay(query.registeredTo) }),
      },
    }),
    ...(query.overdue === true && { dueOn: { $lt: dayOf(new Date()) } }),
    ...(query.overdue !== true && query.sort === "due" && { dueOn: { $exists: true } }),
    $and: [
      ...(query.awaitsReview === true ? [awaitingReview] : []),
      ...(part !== null ? [{ $or: [{ title: part }, { "seller.name": part }, { "buyer.name": part }] }] : []),
      {},
    ],
  };
}

/** Large and disputed contracts before registration, and amendments of large ones, that a second official must see. */
const awaitingReview: QueryFilter<ContractDocument> = {
  $or: [
    {
      status: { $in: contractActs.review.from },
      review: null,
      $or: [
        { technologyAmountFen: { $gte: registrationRules.reviewFromTechnologyAmountFen } },
        { dispute: { $ne: null } },
      ],
    },
    { "amendment.at": { $exists: true } },
  ],
};

const orders = {
  changed: { updatedAt: -1, _id: -1 },
  submitted: { submittedAt: 1, _id: 1 },
  due: { dueOn: 1, _id: 1 },
} as const;

/** The contracts a person may see, as a list asks for them. */
export function contractFilter(
  caller: Caller,
  query: Omit<ContractQuery, "page" | "pageSize">,
): QueryFilter<ContractDocument> {
  return { $and: [visibleTo(caller), matching(query)] };
}

/** A page of the contracts a person may see. */
export async function listContracts(
  models: Models,
  caller: Caller,
  { page = 1, pageSize = 20, ...query }: ContractQuery,
): Promise<{ contracts: StoredContract[]; total: number }> {
  const filter = contractFilter(caller, query);
  const [contracts, total] = await Promise.all([
    models.Contract.find(filter)
      .sort(orders[query.sort ?? "changed"])
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean<StoredContract[]>(),
    models.Contract.countDocuments(filter),
  ]);
  return { contracts, total };
}

/** @throws {ApiError} 404 for a contract that does not exist or that the caller may not see */
export async function getContractOrThrow(
  models: Models,
  caller: Caller,
  id: string,
): Promise<StoredContract> {
  const contract = await models.Contract.findById(id).lean<StoredContract>();
  if (contract === null || !mayReadContract(contractStandingOf(contract, caller))) {
    throw new ApiError("record.notFound");
  }
  return contract;
}

/**
 * Drafts a contract, from an accepted pairing or without one. The unique index over the live pairing decides between
 * two who draft from one pairing at once.
 *
 * @throws {ApiError} 400 for contradicting terms, 403 for who is neither party nor broker, 409 for a pairing that is
 *   not accepted or already has a live contract
 */
export async function draftContract(
  models: Models,
  caller: Caller,
  input: CreateContract,
  idempotencyKey: string | undefined,
): Promise<StoredContract> {
  const findFirst = (key: string) =>
    models.Contract.findOne({ createdBy: caller.id, idempotencyKey: key }).lean<StoredContract>();
  try {
    return await createOnce(
      idempotencyKey,
      () => insertDraft(models, caller, input, idempotencyKey),
      findFirst,
    );
  } catch (error) {
    if (!isDuplicateOf(error, "livePairingId")) throw error;
    // A repeat of the same request runs into its first one on this index too.
    const first = idempotencyKey === undefined ? null : await findFirst(idempotencyKey);
    if (first !== null) return first;
    throw new ApiError("contract.pairingTaken", { currentStatus: "accepted" });
  }
}

async function insertDraft(
  models: Models,
  caller: Caller,
  { pairing: pairingId, servicePoint, ...input }: CreateContract,
  idempotencyKey: string | undefined,
): Promise<StoredContract> {
  const at = new Date();
  const pairing = pairingId === undefined ? null : await getAcceptedPairingOrThrow(models, caller, pairingId);
  const terms = await resolveTerms(models, input);
  checkTermsOrThrow(terms, at);
  if (pairing !== null) checkPairingParties(pairing, terms);
  const isDraftedByBroker = caller.role === "broker";
  const broker =
    pairing?.brokerId != null
      ? { brokerId: pairing.brokerId, brokerName: pairing.brokerName ?? null }
      : isDraftedByBroker
        ? { brokerId: caller.id, brokerName: caller.name }
        : { brokerId: null, brokerName: null };
  if (!isDraftedByBroker && !isPartyOf(terms, caller)) throw new ApiError("contract.notParty");
  const contract = await models.Contract.create({
    ...terms,
    ...broker,
    ...(await resolveHandInPoint(models, servicePoint)),
    status: "draft",
    createdBy: caller.id,
    idempotencyKey,
    ...(pairing !== null && { pairingId: pairing._id, livePairingId: pairing._id }),
    versions: [],
    history: [{ at, actor: actorOf(caller), act: "draft", changes: firstAmounts(terms) }],
  });
  return contract.toObject();
}

function isPartyOf(terms: Pick<ContractTerms, "seller" | "buyer">, caller: Caller): boolean {
  return (
    caller.organisationId !== null &&
    (terms.seller.id === caller.organisationId || terms.buyer.id === caller.organisationId)
  );
}

/** The amounts a contract starts with, for its trail to begin with. */
export function firstAmounts({
  amountFen,
  technologyAmountFen,
}: Pick<ContractTerms, "amountFen" | "technologyAmountFen">): Change[] {
  return changesBetween(null, { amountFen, technologyAmountFen });
}

/** Changes a draft or a returned contract, if nobody has changed it since the caller read `revision`. */
export async function editContract(
  models: Models,
  caller: Caller,
  id: string,
  { revision, servicePoint, ...changes }: UpdateContract,
): Promise<StoredContract> {
  const contract = await getContractOrThrow(models, caller, id);
  checkAct("edit", contract, caller);
  if (contract.revision !== revision) {
    throw new ApiError("record.staleRevision", { currentStatus: contract.status });
  }
  const at = new Date();
  const before = termsOf(contract);
  const terms = await changeTerms(models, before, changes);
  checkTermsOrThrow(terms, at);
  await checkAgainstPairing(models, contract, terms);
  const staysTheirs = contractStandingOf(contract, caller).isBroker || isPartyOf(terms, caller);
  if (!staysTheirs) throw new ApiError("contract.notParty");
  const point = servicePoint === undefined ? {} : await resolveHandInPoint(models, servicePoint);
  const edited = await models.Contract.findOneAndUpdate(
    { _id: id, status: contract.status, revision },
    {
      $set: { ...terms, ...point },
      $inc: { revision: 1 },
      $push: {
        history: {
          at,
          actor: actorOf(caller),
          act: "edit",
          note: null,
          changes: changesBetween(before, terms),
        },
      },
    },
    { returnDocument: "after" },
  ).lean<StoredContract>();
  if (edited !== null) return edited;
  const current = await getContractOrThrow(models, caller, id);
  throw new ApiError("record.staleRevision", { currentStatus: current.status });
}

/** @throws {ApiError} 403 for who may not edit it, 409 for anything but a draft */
export async function deleteDraft(models: Models, caller: Caller, id: string): Promise<void> {
  const contract = await getContractOrThrow(models, caller, id);
  if (!mayEverActOnContract("edit", contractStandingOf(contract, caller))) {
    throw new ApiError("contract.notYours");
  }
  const deleted = await models.Contract.findOneAndDelete({ _id: id, status: "draft" }).lean();
  if (deleted !== null) return;
  const current = await getContractOrThrow(models, caller, id);
  throw new ApiError("contract.notDraft", { currentStatus: current.status });
}

/** Hands a contract in; `words` may carry the promise for its truth, which is kept with the text's version. */
export async function submitContract(
  models: Models,
  caller: Caller,
  id: string,
  words: SubmitContract | null,
): Promise<StoredContract> {
  return actOnContract(models, caller, id, "submit", async (_, at) => ({
    // An opinion on the terms of an earlier submission says nothing about these, nor does an earlier promise.
    changes: {
      submittedAt: at,
      acceptedById: null,
      review: null,
      commitment:
        words?.commitment === true
          ? { at, byId: caller.id, byName: caller.name, version: currentCommitment.version }
          : null,
    },
  }));
}

export async function acceptContract(models: Models, caller: Caller, id: string): Promise<StoredContract> {
  return actOnContract(models, caller, id, "accept", async () => ({ changes: { acceptedById: caller.id } }));
}

export async function returnContract(
  models: Models,
  caller: Caller,
  id: string,
  decision: GroundedDecision,
): Promise<StoredContract> {
  return actOnContract(models, caller, id, "return", async () => ({ words: decision }));
}

/** Refuses registration for good; the pairing is free for another contract. */
export async function refuseContract(
  models: Models,
  caller: Caller,
  id: string,
  decision: GroundedDecision,
): Promise<StoredContract> {
  return actOnContract(models, caller, id, "refuse", async () => ({ words: decision, freesPairing: true }));
}

export async function reviewContract(
  models: Models,
  caller: Caller,
  id: string,
  { opinion, note }: ReviewContract,
): Promise<StoredContract> {
  return actOnContract(models, caller, id, "review", async (_, at) => ({
    changes: { review: { opinion, note, at, reviewerId: caller.id, reviewerName: caller.name } },
    words: { reason: opinion, note },
  }));
}

/** Calls a contract disputed: experts are heard in the longer time, and another official's opinion is needed. */
export async function disputeContract(
  models: Models,
  caller: Caller,
  id: string,
  { note }: DisputeContract,
): Promise<StoredContract> {
  return actOnContract(models, caller, id, "dispute", async (contract, at) => {
    if (contract.dispute != null) {
      throw new ApiError("contract.alreadyDisputed", { currentStatus: contract.status });
    }
    return {
      // An opinion given before the dispute says nothing about it.
      changes: { dispute: { at, note, byId: caller.id, byName: caller.name }, review: null },
      words: { note },
    };
  });
}

/** Takes a registration out of force; its number is never given again, its pairing is free for another contract. */
export async function voidContract(
  models: Models,
  caller: Caller,
  id: string,
  { kind, reason }: VoidContract,
): Promise<StoredContract> {
  return actOnContract(models, caller, id, "void", async (_, at) => ({
    changes: { status: kind, voidedAt: at },
    words: { reason: kind, note: reason },
    freesPairing: true,
    endsAmendment: true,
  }));
}

/** What an act does to a contract besides what every act does. */
export interface ActEffect {
  changes?: Partial<Record<keyof ContractDocument, unknown>>;
  words?: Partial<Pick<HistoryEntry, "reason" | "note" | "changes" | "evidence">>;
  /** What else happens in the same moment, after the act. */
  further?: HistoryEntry[];
  /** Terms to be kept as they were until this act. */
  version?: ContractTerms & { until: Date; reason: string };
  freesPairing?: boolean;
  /** Whether no amendment waits for approval any more. */
  endsAmendment?: boolean;
}

/**
 * Carries out an act as one update that holds only if nobody changed the contract since its effect was worked out;
 * if somebody did, it is judged and worked out anew.
 *
 * @throws {ApiError} 404, 403 and 409 as the table of acts has it
 */
export async function actOnContract(
  models: Models,
  caller: Caller,
  id: string,
  act: Exclude<ContractAct, "edit">,
  workOut: (contract: StoredContract, at: Date) => Promise<ActEffect>,
): Promise<StoredContract> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const contract = await getContractOrThrow(models, caller, id);
    checkAct(act, contract, caller);
    const at = new Date();
    const effect = await workOut(contract, at);
    const updated = await models.Contract.findOneAndUpdate(
      { _id: id, status: contract.status, revision: contract.revision },
      updateFor(act, effect, clockAfter(act, contract, at), caller, at),
      { returnDocument: "after" },
    ).lean<StoredContract>();
    if (updated !== null) return updated;
  }
  const contract = await getContractOrThrow(models, caller, id);
  throw new ApiError("record.changedMeanwhile", { currentStatus: contract.status });
}

function updateFor(
  act: Exclude<ContractAct, "edit">,
  effect: ActEffect,
  clock: RegistrationClock | undefined,
  caller: Caller,
  at: Date,
): UpdateQuery<ContractDocument> {
  const { changes = {}, words = {}, further = [], version } = effect;
  const status = contractActs[act].to;
  const stopsClock = clock !== undefined && clock.state !== "running";
  const unset = {
    ...(effect.freesPairing === true && { livePairingId: 1 as const }),
    ...(effect.endsAmendment === true && { amendment: 1 as const }),
    ...(stopsClock && { dueOn: 1 as const }),
  };
  return {
    $set: {
      ...(status !== null && { status }),
      ...(clock !== undefined && { clock }),
      ...(clock?.state === "running" && { dueOn: clock.dueOn }),
      ...changes,
      announce: true,
    },
    ...(Object.keys(unset).length > 0 && { $unset: unset }),
    $inc: { revision: 1 },
    $push: {
      history: { $each: [{ at, actor: actorOf(caller), act, note: null, ...words }, ...further] },
      ...(version !== undefined && { versions: version }),
    },
  };
}

/** Acts that add to what a contract keeps of its past: a document has a size it must stay below. */
const recordingActs: readonly ContractAct[] = ["edit", "amend", "proposeAmendment"];
const MAX_HISTORY_LENGTH = 500;

function checkAct(act: ContractAct, contract: StoredContract, caller: Caller): void {
  if (!mayEverActOnContract(act, contractStandingOf(contract, caller))) {
    throw new ApiError("contract.notYours");
  }
  if (!(contractActs[act].from as readonly string[]).includes(contract.status)) {
    throw new ApiError("contract.wrongStatus", { currentStatus: contract.status });
  }
  if (recordingActs.includes(act) && contract.history.length >= MAX_HISTORY_LENGTH) {
    throw new ApiError("contract.historyFull", { currentStatus: contract.status });
  }
}

export async function checkAgainstPairing(
  models: Models,
  contract: StoredContract,
  terms: ContractTerms,
): Promise<void> {
  if (contract.livePairingId == null) return;
  const pairing = await models.Pairing.findById(contract.livePairingId)
    .select("demandOrganisationId resultOrganisationId")
    .lean();
  if (pairing !== null) checkPairingParties(pairing, terms);
}
