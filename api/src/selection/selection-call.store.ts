import {
  type Change,
  judgeSelectionAct,
  publicCallStatuses,
  type SelectionAct,
  type SelectionActRule,
  selectionActs,
} from "@market/shared";
import type {
  Models,
  SelectionCallDocument,
  SelectionNominationDocument,
  SelectionReviewDocument,
} from "@market/shared/models";
import type { QueryFilter, Types, UpdateQuery } from "mongoose";
import { actorOf, type Caller } from "../caller.ts";
import { ApiError } from "../errors.ts";

export type StoredCall = SelectionCallDocument & { _id: Types.ObjectId };
export type StoredNomination = SelectionNominationDocument & { _id: Types.ObjectId };
export type StoredReview = SelectionReviewDocument & { _id: Types.ObjectId };

/** How often an act is judged anew because another one came between reading and writing. */
const MAX_ATTEMPTS = 10;

export function isOffice(caller: Caller | null): boolean {
  return caller?.role === "official" || caller?.role === "admin";
}

export function isReviewerOf(call: Pick<StoredCall, "reviewers">, caller: Caller | null): boolean {
  return caller !== null && call.reviewers.some(({ userId }) => String(userId) === caller.id);
}

/** The calls a person may see: the office all, a reviewer their own too, everybody those that have been opened. */
export function visibleCalls(caller: Caller | null): QueryFilter<SelectionCallDocument> {
  if (isOffice(caller)) return {};
  const opened: QueryFilter<SelectionCallDocument> = { status: { $in: publicCallStatuses } };
  return caller === null ? opened : { $or: [opened, { "reviewers.userId": caller.id }] };
}

/** @throws {ApiError} 404 for a call that does not exist or that the caller may not see */
export async function findCallOrThrow(
  models: Models,
  id: string | Types.ObjectId,
  caller: Caller | null,
): Promise<StoredCall> {
  const call = await models.SelectionCall.findOne({ $and: [{ _id: id }, visibleCalls(caller)] }).lean();
  if (call === null) throw new ApiError("record.notFound");
  return call;
}

/** @throws {ApiError} 403 when the act is not the caller's, 409 when the call's status does not allow it */
export function requireSelectionAct(act: SelectionAct, call: StoredCall, caller: Caller | null): void {
  const person = { role: caller?.role ?? null, isReviewer: isReviewerOf(call, caller) };
  const judgement = judgeSelectionAct(act, call.status, person);
  if (judgement === "forbidden") throw new ApiError("selection.notYours");
  if (judgement === "wrongStatus") {
    throw new ApiError("selection.wrongStatus", { currentStatus: call.status });
  }
}

/** What one act writes in a call, beside the history entry and the revision that every act leaves. */
export interface CallChange {
  set?: Record<string, unknown>;
  push?: Record<string, unknown>;
  pull?: Record<string, unknown>;
  note?: string | undefined;
  subject?: string;
  personId?: Types.ObjectId;
  changes?: Change[];
  /** Whether people must hear of it, or the indexer carry it out. */
  announce?: boolean;
}

/**
 * Carries out one act on a call in one atomic write: reads it, has it judged, and writes what the judge answers only
 * if the call is still as it was judged. Otherwise it is judged anew.
 *
 * @param judge answers what to write, or throws what stands against the act
 */
export async function actOnCall(
  models: Models,
  caller: Caller | null,
  id: string | Types.ObjectId,
  act: SelectionAct,
  judge: (call: StoredCall, at: Date) => CallChange | Promise<CallChange>,
): Promise<StoredCall> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const at = new Date();
    const call = await findCallOrThrow(models, id, caller);
    requireSelectionAct(act, call, caller);
    const change = await judge(call, at);
    const changed = await models.SelectionCall.findOneAndUpdate(
      { _id: call._id, status: call.status, revision: call.revision },
      toUpdate(act, change, caller, at),
      { returnDocument: "after", runValidators: true },
    ).lean();
    if (changed !== null) return changed;
  }
  throw new ApiError("selection.busy", { retryAfterSeconds: 1 });
}

function toUpdate(
  act: SelectionAct,
  { set, push, pull, note, subject, personId, changes, announce }: CallChange,
  caller: Caller | null,
  at: Date,
): UpdateQuery<SelectionCallDocument> {
  const rule: SelectionActRule = selectionActs[act];
  const actor = caller === null ? { id: null, name: "—", role: "system" } : actorOf(caller);
  return {
    $set: {
      ...set,
      ...(rule.to !== undefined && { status: rule.to }),
      ...(announce === true && { announce: true }),
    },
    $inc: { revision: 1 },
    $push: {
      ...push,
      history: {
        at,
        actor,
        act,
        note: note ?? null,
        subject: subject ?? null,
        ...(personId !== undefined && { personId }),
        ...(changes !== undefined && changes.length > 0 && { changes }),
      },
    },
    ...(pull !== undefined && { $pull: pull }),
  } as UpdateQuery<SelectionCallDocument>;
}
