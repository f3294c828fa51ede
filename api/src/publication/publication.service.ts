import {
  editableStatuses,
  introducedStatuses,
  mayRead,
  type PublicationAct,
  type PublicationStatus,
  publicationActs,
  statusAt,
} from "@market/shared";
import type { Models, PairingDocument } from "@market/shared/models";
import type { QueryFilter, UpdateQuery } from "mongoose";
import { actorOf, type Caller, readerOf } from "../caller.ts";
import { ApiError, fieldError } from "../errors.ts";
import {
  modelOf,
  type PublicationDocument,
  type PublicationKind,
  type StoredByKind,
  type StoredPublication,
} from "./publication.store.ts";

/** How often an act is judged anew because another one came between reading and writing. */
const MAX_ATTEMPTS = 5;

/** What one act writes, beside the history entry and the revision that every act leaves. */
export interface Change {
  act: string;
  set?: Record<string, unknown>;
  note?: string;
  /** Whether people must hear of it. */
  announce?: boolean;
  /** Whether search and pairings must follow. */
  reindex?: boolean;
}

/** A text that the caller may see; that it exists at all is told to nobody else. */
export async function findReadableOrThrow<Kind extends PublicationKind>(
  models: Models,
  kind: Kind,
  id: string,
  caller: Caller | null,
  at: Date,
): Promise<StoredByKind[Kind]> {
  const text = await modelOf(models, kind).findById(id).lean();
  if (text === null) throw new ApiError("record.notFound");
  const isReadable =
    mayRead({ ...text, organisationId: String(text.organisationId) }, readerOf(caller), at) ||
    (await isIntroducedTo(models, kind, id, caller));
  if (!isReadable) throw new ApiError("record.notFound");
  return text as unknown as StoredByKind[Kind];
}

/** Whether a pairing has opened a text to the caller, as it does to both owners and the claimer once they are introduced. */
export async function isIntroducedTo(
  models: Models,
  kind: PublicationKind,
  id: string,
  caller: Caller | null,
): Promise<boolean> {
  if (caller === null) return false;
  const { organisationId } = caller;
  const sides: QueryFilter<PairingDocument>[] = [{ brokerId: caller.id }];
  if (organisationId !== null) {
    sides.push({ demandOrganisationId: organisationId }, { resultOrganisationId: organisationId });
  }
  const pairing = await models.Pairing.exists({
    ...(kind === "demand" ? { demandId: id } : { resultId: id }),
    status: { $in: introducedStatuses },
    $or: sides,
  });
  return pairing !== null;
}

/**
 * Carries out one act on a text in one atomic write: reads it, has it judged, and writes what the judge answers only
 * if the text is still as it was judged. Otherwise it is judged anew.
 *
 * @param judge answers what to write, or throws what stands against the act
 */
export async function changeText<Kind extends PublicationKind>(
  models: Models,
  kind: Kind,
  id: string,
  caller: Caller,
  at: Date,
  judge: (text: StoredByKind[Kind]) => Change,
): Promise<StoredByKind[Kind]> {
  let currentStatus: PublicationStatus = "draft";
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const text = await findReadableOrThrow(models, kind, id, caller, at);
    const changed = await modelOf(models, kind)
      .findOneAndUpdate(
        { _id: id, status: text.status, revision: text.revision },
        toUpdate(judge(text), caller, at),
        { returnDocument: "after", runValidators: true },
      )
      .lean();
    if (changed !== null) return changed as unknown as StoredByKind[Kind];
    currentStatus = text.status;
  }
  throw new ApiError("record.changedMeanwhile", { currentStatus });
}

function toUpdate(change: Change, caller: Caller, at: Date): UpdateQuery<PublicationDocument> {
  return {
    $set: {
      ...change.set,
      ...(change.announce === true && { announce: true }),
      ...(change.reindex === true && {
        "indexing.dueAt": at,
        "indexing.attempts": 0,
        "indexing.lastError": null,
      }),
    },
    $inc: { revision: 1 },
    $push: { history: { at, actor: actorOf(caller), act: change.act, note: change.note ?? null } },
  };
}

/** Removes a draft for good. */
export async function deleteDraft(
  models: Models,
  kind: PublicationKind,
  id: string,
  caller: Caller,
  at: Date,
): Promise<void> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const text = await findReadableOrThrow(models, kind, id, caller, at);
    requireOwner(text, caller);
    const currentStatus = statusAt(text, at);
    if (currentStatus !== "draft") throw new ApiError("publication.notDraft", { currentStatus });
    const { deletedCount } = await modelOf(models, kind).deleteOne({ _id: id, status: "draft" });
    if (deletedCount === 1) return;
  }
}

/** Takes a text off the market: its owner, or an official who says why. */
export function withdrawText<Kind extends PublicationKind>(
  models: Models,
  kind: Kind,
  id: string,
  caller: Caller,
  reason: string | undefined,
  at: Date,
): Promise<StoredByKind[Kind]> {
  return changeText(models, kind, id, caller, at, (text) => {
    const isOwn = isOwner(text, caller);
    if (!isOwn && caller.role !== "official") throw new ApiError("record.notOwner");
    if (!isOwn && reason === undefined) throw fieldError("reason", "reason.required");
    requireStatus("withdraw", text, at);
    // Its owner needs no notice of what they did themselves.
    return {
      act: "withdraw",
      set: { status: publicationActs.withdraw.to },
      note: reason,
      announce: !isOwn,
      reindex: true,
    };
  });
}

/** Ends a text whose purpose is served. */
export function closeText<Kind extends PublicationKind>(
  models: Models,
  kind: Kind,
  id: string,
  caller: Caller,
  at: Date,
): Promise<StoredByKind[Kind]> {
  return changeText(models, kind, id, caller, at, (text) => {
    requireOwner(text, caller);
    requireStatus("close", text, at);
    return { act: "close", set: { status: publicationActs.close.to }, reindex: true };
  });
}

export function isOwner(text: Pick<StoredPublication, "organisationId">, caller: Caller | null): boolean {
  return caller?.organisationId != null && caller.organisationId === String(text.organisationId);
}

export function requireOwner(text: StoredPublication, caller: Caller): void {
  if (!isOwner(text, caller)) throw new ApiError("record.notOwner");
}

/** @throws {ApiError} 409 when the act does not start from where the text stands */
export function requireStatus(act: PublicationAct, text: StoredPublication, at: Date): void {
  const currentStatus = statusAt(text, at);
  const from: readonly PublicationStatus[] = publicationActs[act].from;
  if (!from.includes(currentStatus)) throw new ApiError("publication.wrongStatus", { currentStatus });
}

/** @throws {ApiError} 409 when the text has ended or was changed since the caller read it */
export function requireEditable(text: StoredPublication, revision: number, at: Date): void {
  const currentStatus = statusAt(text, at);
  if (!(editableStatuses as readonly PublicationStatus[]).includes(currentStatus)) {
    throw new ApiError("publication.notEditable", { currentStatus });
  }
  if (text.revision !== revision) throw new ApiError("record.staleRevision", { currentStatus });
}
