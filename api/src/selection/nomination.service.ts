import {
  type CreateNomination,
  changesBetween,
  dayOf,
  isNominationDay,
  isOpenAt,
  mayTakeStep,
  type NominationQuery,
} from "@market/shared";
import type { Models, SelectionNominationDocument } from "@market/shared/models";
import type { QueryFilter, Types } from "mongoose";
import { actorOf, type Caller, organisationIdOf } from "../caller.ts";
import { ApiError, fieldError } from "../errors.ts";
import { isDuplicateOf } from "../idempotency.ts";
import { isOwner } from "../publication/publication.service.ts";
import {
  findCallOrThrow,
  isOffice,
  requireSelectionAct,
  type StoredCall,
  type StoredNomination,
} from "./selection-call.store.ts";

/**
 * Puts a result of the caller's organisation forward in a call. A second time, while the call is open, it changes the
 * statement, or brings back what was withdrawn: a result stands in a call once.
 */
export async function nominateInCall(
  models: Models,
  caller: Caller,
  callId: string,
  { result: resultId, statement }: CreateNomination,
): Promise<{ call: StoredCall; nomination: StoredNomination }> {
  const at = new Date();
  const organisationId = organisationIdOf(caller);
  const call = await findCallOrThrow(models, callId, caller);
  requireSelectionAct("nominate", call, caller);
  if (!isNominationDay(call, dayOf(at))) {
    throw new ApiError("selection.notNominating", { currentStatus: call.status });
  }
  const organisation = await models.Organisation.findById(organisationId).lean();
  if (organisation === null) throw new Error(`organisation ${organisationId} of a caller is gone`);
  if (!(call.nominators as readonly string[]).includes(organisation.kind)) {
    throw new ApiError("selection.notNominator");
  }
  const result = await models.Result.findById(resultId).lean();
  if (result === null || !isOwner(result, caller)) throw fieldError("result", "result.notOwn");
  if (!isOpenAt(result, at)) throw fieldError("result", "result.notPublished");
  if (!mayTakeStep("enterCall", result.selection?.state ?? "none")) {
    throw new ApiError("result.wrongSelectionState", { currentStatus: result.selection?.state ?? "none" });
  }
  const text = {
    organisationName: organisation.name,
    title: result.title,
    field: result.field,
    trl: result.trl,
    statement,
    status: "submitted" as const,
  };
  const key = { callId: call._id, resultId: result._id };
  const earlier = await models.SelectionNomination.findOne(key).lean();
  const entry = {
    at,
    actor: actorOf(caller),
    act: "nominate",
    subject: result.title,
    changes: changesBetween(
      earlier === null ? null : { statement: earlier.statement, status: earlier.status },
      { statement, status: "submitted" },
    ),
  };
  try {
    const nomination = await models.SelectionNomination.findOneAndUpdate(
      key,
      {
        $set: { ...text, organisationId: organisation._id },
        $setOnInsert: { submittedAt: at },
        $push: { history: entry },
      },
      { upsert: true, returnDocument: "after", runValidators: true },
    ).lean();
    return { call, nomination };
  } catch (error) {
    // Two first nominations of one result at once: the other one made it.
    if (!isDuplicateOf(error, "callId")) throw error;
    const nomination = await models.SelectionNomination.findOne(key).lean();
    if (nomination === null) throw error;
    return { call, nomination };
  }
}

/** Takes a nomination back, as long as the call takes nominations. */
export async function withdrawNomination(
  models: Models,
  caller: Caller,
  id: string,
): Promise<{ call: StoredCall; nomination: StoredNomination }> {
  const { call, nomination } = await findNominationOrThrow(models, id, caller);
  if (String(nomination.organisationId) !== caller.organisationId) throw new ApiError("record.notOwner");
  requireSelectionAct("withdraw", call, caller);
  const at = new Date();
  if (dayOf(at) > call.nominationsCloseOn) {
    throw new ApiError("selection.notNominating", { currentStatus: call.status });
  }
  const withdrawn = await models.SelectionNomination.findOneAndUpdate(
    { _id: id, status: "submitted" },
    {
      $set: { status: "withdrawn" },
      $push: {
        history: {
          at,
          actor: actorOf(caller),
          act: "withdraw",
          subject: nomination.title,
          changes: changesBetween({ status: "submitted" }, { status: "withdrawn" }),
        },
      },
    },
    { returnDocument: "after" },
  ).lean();
  // Withdrawn already: nothing is left to do.
  return { call, nomination: withdrawn ?? nomination };
}

/** A page of the nominations a person may see: the office all, reviewers those they are to judge, institutions their own. */
export async function listNominations(
  models: Models,
  caller: Caller,
  { page = 1, pageSize = 20, call, result, toReview = false }: NominationQuery,
): Promise<{ nominations: StoredNomination[]; calls: Map<string, StoredCall>; total: number }> {
  const filter: QueryFilter<SelectionNominationDocument> = {
    $and: [
      toReview ? await toReviewBy(models, caller) : await visibleTo(models, caller),
      ...(call === undefined ? [] : [{ callId: call }]),
      ...(result === undefined ? [] : [{ resultId: result }]),
    ],
  };
  const [nominations, total] = await Promise.all([
    models.SelectionNomination.find(filter)
      .sort({ submittedAt: -1, _id: -1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean(),
    models.SelectionNomination.countDocuments(filter),
  ]);
  const calls = await models.SelectionCall.find({
    _id: { $in: nominations.map(({ callId }) => callId) },
  }).lean();
  return { nominations, calls: new Map(calls.map((stored) => [String(stored._id), stored])), total };
}

async function toReviewBy(models: Models, caller: Caller): Promise<QueryFilter<SelectionNominationDocument>> {
  return { callId: { $in: await callsReviewedBy(models, caller, ["reviewing"]) }, status: "submitted" };
}

async function visibleTo(models: Models, caller: Caller): Promise<QueryFilter<SelectionNominationDocument>> {
  if (isOffice(caller)) return {};
  const reviewed = await callsReviewedBy(models, caller, ["reviewing", "announced", "released"]);
  return {
    $or: [
      { callId: { $in: reviewed }, status: "submitted" },
      ...(caller.organisationId === null ? [] : [{ organisationId: caller.organisationId }]),
    ],
  };
}

async function callsReviewedBy(
  models: Models,
  caller: Caller,
  statuses: readonly StoredCall["status"][],
): Promise<Types.ObjectId[]> {
  const calls = await models.SelectionCall.find(
    { "reviewers.userId": caller.id, status: { $in: statuses } },
    { _id: 1 },
  ).lean();
  return calls.map(({ _id }) => _id);
}

/** @throws {ApiError} 404 for a nomination that does not exist or that the caller may not see */
export async function findNominationOrThrow(
  models: Models,
  id: string,
  caller: Caller,
): Promise<{ call: StoredCall; nomination: StoredNomination }> {
  const nomination = await models.SelectionNomination.findOne({
    $and: [{ _id: id }, await visibleTo(models, caller)],
  }).lean();
  if (nomination === null) throw new ApiError("record.notFound");
  const call = await models.SelectionCall.findById(nomination.callId).lean();
  if (call === null) throw new Error(`nomination ${id} belongs to no call that stands`);
  return { call, nomination };
}
