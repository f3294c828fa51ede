import {
  type AmendContract,
  type ContractTerms,
  changesBetween,
  type HistoryEntry,
  type ReviewContract,
} from "@market/shared";
import type { ContractDocument, Models } from "@market/shared/models";
import { attachmentsOf } from "../attachment/attachment.service.ts";
import type { Caller } from "../caller.ts";
import { ApiError, fieldError } from "../errors.ts";
import {
  type ActEffect,
  actOnContract,
  checkAgainstPairing,
  type StoredContract,
} from "./contract.service.ts";
import { changeTerms, checkTermsOrThrow, termsOf } from "./contract-terms.ts";

/**
 * Replaces terms of a registered contract; what they were, and until when, is kept as a version. A large contract
 * changed this way, without the second opinion of a proposal, is told of by the pre-check.
 *
 * @throws {ApiError} 400 for contradicting terms, 409 while a proposed amendment waits for approval
 */
export async function amendContract(
  models: Models,
  caller: Caller,
  id: string,
  input: AmendContract,
): Promise<StoredContract> {
  checkAmends(input);
  return actOnContract(models, caller, id, "amend", async (contract, at) => {
    const { before, after } = await workOutAmendment(models, contract, input, at);
    const { version, changes } = effectOf(before, after, input, at);
    return { version, changes, words: wordsOf(before, after, input) };
  });
}

/**
 * Proposes an amendment for another official to approve; until then the contract stays as it is.
 *
 * @throws {ApiError} 400 for contradicting terms, 409 while one waits for approval
 */
export async function proposeAmendment(
  models: Models,
  caller: Caller,
  id: string,
  input: AmendContract,
): Promise<StoredContract> {
  checkAmends(input);
  return actOnContract(models, caller, id, "proposeAmendment", async (contract, at) => {
    const { before, after } = await workOutAmendment(models, contract, input, at);
    const { reason, evidence } = input;
    return {
      changes: {
        amendment: { ...after, at, byId: caller.id, byName: caller.name, reason, evidence },
      },
      words: wordsOf(before, after, input),
    };
  });
}

/**
 * Approves the amendment that another official proposed, which takes effect in the same moment, or drops it.
 *
 * @throws {ApiError} 403 for who proposed it, 409 where none waits
 */
export async function reviewAmendment(
  models: Models,
  caller: Caller,
  id: string,
  { opinion, note }: ReviewContract,
): Promise<StoredContract> {
  return actOnContract(models, caller, id, "reviewAmendment", async (contract, at): Promise<ActEffect> => {
    const { amendment } = contract;
    if (amendment == null) {
      throw new ApiError("contract.noAmendmentPending", { currentStatus: contract.status });
    }
    const words = { reason: opinion, note };
    if (opinion === "reject") return { words, endsAmendment: true };
    const before = termsOf(contract);
    const after = termsOf(amendment);
    // The day may have passed on which a date was still to come, and the pairing may have gone.
    checkTermsOrThrow(after, at);
    await checkAgainstPairing(models, contract, after);
    return {
      ...effectOf(before, after, amendment, at),
      words,
      further: [
        {
          at: at.toISOString(),
          actor: proposerOf(amendment),
          act: "amend",
          note: amendment.reason,
          ...trailOf(before, after, amendment),
        },
      ],
      endsAmendment: true,
    };
  });
}

function checkAmends(input: AmendContract): void {
  if (Object.keys(changesOf(input)).length === 0) throw fieldError("", "contract.nothingAmended");
}

function changesOf({ reason: _reason, evidence: _evidence, ...changes }: AmendContract) {
  return changes;
}

async function workOutAmendment(
  models: Models,
  contract: StoredContract,
  input: AmendContract,
  at: Date,
): Promise<{ before: ContractTerms; after: ContractTerms }> {
  if (contract.amendment != null) {
    throw new ApiError("contract.amendmentPending", { currentStatus: contract.status });
  }
  const { evidence } = input;
  if (evidence !== undefined && !attachmentsOf(contract).some(({ id }) => String(id) === evidence)) {
    throw fieldError("evidence", "attachment.unknown");
  }
  const before = termsOf(contract);
  const after = await changeTerms(models, before, changesOf(input));
  checkTermsOrThrow(after, at);
  await checkAgainstPairing(models, contract, after);
  return { before, after };
}

interface Ground {
  reason: string;
  evidence?: string | null;
}

function effectOf(before: ContractTerms, after: ContractTerms, { reason }: Ground, at: Date) {
  return { changes: after, version: { ...before, until: at, reason } };
}

function wordsOf(before: ContractTerms, after: ContractTerms, ground: Ground) {
  return { note: ground.reason, ...trailOf(before, after, ground) };
}

function trailOf(
  before: ContractTerms,
  after: ContractTerms,
  { evidence }: Ground,
): Pick<HistoryEntry, "changes" | "evidence"> {
  return { changes: changesBetween(before, after), ...(evidence != null && { evidence }) };
}

function proposerOf({ byId, byName }: NonNullable<ContractDocument["amendment"]>): HistoryEntry["actor"] {
  return { id: String(byId), name: byName, role: "official" };
}
