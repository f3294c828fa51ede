import { setTimeout as sleep } from "node:timers/promises";
import {
  batchNumberOf,
  type CreateObjection,
  changesBetween,
  commentPeriodOf,
  type DecideNomination,
  dayOf,
  endOfDay,
  yearOf,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import { Types } from "mongoose";
import type { Caller } from "../caller.ts";
import { ApiError } from "../errors.ts";
import { isDuplicateOf } from "../idempotency.ts";
import { findNominationOrThrow } from "./nomination.service.ts";
import { actOnCall, type StoredCall, type StoredNomination } from "./selection-call.store.ts";

const MAX_NUMBER_ATTEMPTS = 50;
const MAX_PAUSE_MS = 50;
/** A call holds its objections itself; this many of full length are still a small document. */
const MAX_OBJECTIONS = 300;

/**
 * Decides on a nomination. The decision lies in the call's own document, so that no announcement can slip past it;
 * after the announcement it may only be reversed, as an objection may require.
 */
export async function decideNomination(
  models: Models,
  caller: Caller,
  nominationId: string,
  { outcome, reason }: DecideNomination,
): Promise<{ call: StoredCall; nomination: StoredNomination }> {
  const { nomination } = await findNominationOrThrow(models, nominationId, caller);
  const call = await actOnCall(models, caller, nomination.callId, "decide", (current, at) => {
    if (nomination.status === "withdrawn") {
      throw new ApiError("selection.wrongStatus", { currentStatus: nomination.status });
    }
    const earlier = current.decisions.find(({ nominationId: id }) => id.equals(nomination._id));
    const others = current.decisions.filter((decision) => decision !== earlier);
    const decision = {
      nominationId: nomination._id,
      resultId: nomination.resultId,
      organisationId: nomination.organisationId,
      organisationName: nomination.organisationName,
      title: nomination.title,
      field: nomination.field,
      trl: nomination.trl,
      statement: nomination.statement,
      outcome,
      reason,
      at,
    };
    return {
      set: { decisions: [...others, decision] },
      subject: nomination.title,
      note: reason,
      changes: changesBetween(earlier === undefined ? null : { outcome: earlier.outcome }, { outcome }),
    };
  });
  return { call, nomination };
}

/**
 * Announces a decided batch for public comment, with the next number of its year in the same update. Of several who
 * take one number the unique index lets one through; a number that failed was never written, so there are no gaps.
 *
 * @throws {ApiError} 409 while a nomination is undecided, or none is selected
 */
export async function announceBatch(models: Models, caller: Caller, id: string): Promise<StoredCall> {
  for (let attempt = 0; attempt < MAX_NUMBER_ATTEMPTS; attempt += 1) {
    try {
      return await actOnCall(models, caller, id, "announce", async (call, at) => {
        await requireDecided(models, call);
        const year = yearOf(at);
        const sequence = await nextSequence(models, year);
        return {
          set: {
            batchYear: year,
            batchSequence: sequence,
            batch: batchNumberOf(year, sequence),
            comments: commentPeriodOf(dayOf(at), call.commentDays),
            announcedAt: at,
          },
          announce: true,
        };
      });
    } catch (error) {
      if (!isDuplicateOf(error, "batchYear")) throw error;
      await sleep(Math.random() * MAX_PAUSE_MS);
    }
  }
  throw new ApiError("selection.busy", { retryAfterSeconds: 1 });
}

async function requireDecided(models: Models, call: StoredCall): Promise<void> {
  const undecided = await models.SelectionNomination.countDocuments({
    callId: call._id,
    status: "submitted",
    _id: { $nin: call.decisions.map(({ nominationId }) => nominationId) },
  });
  if (undecided > 0) throw new ApiError("selection.undecided", { currentStatus: call.status });
  if (!call.decisions.some(({ outcome }) => outcome === "selected")) {
    throw new ApiError("selection.nothingSelected", { currentStatus: call.status });
  }
}

async function nextSequence(models: Models, batchYear: number): Promise<number> {
  const highest = await models.SelectionCall.findOne({ batchYear }, { batchSequence: 1 })
    .sort({ batchSequence: -1 })
    .lean();
  return (highest?.batchSequence ?? 0) + 1;
}

/**
 * Releases an announced batch once the days of public comment are over and every objection has its answer. What it
 * means for each result the indexer carries out.
 */
export function releaseBatch(models: Models, caller: Caller, id: string): Promise<StoredCall> {
  return actOnCall(models, caller, id, "release", (call, at) => {
    if (call.comments == null || at < endOfDay(call.comments.endsOn)) {
      throw new ApiError("selection.commentsOpen", { currentStatus: call.status });
    }
    if (call.objections.some(({ answer }) => answer == null)) {
      throw new ApiError("selection.unanswered", { currentStatus: call.status });
    }
    return { set: { releasedAt: at }, announce: true };
  });
}

/** Takes an objection to an announced batch, from anybody, while its days of public comment last. */
export async function objectToBatch(
  models: Models,
  caller: Caller | null,
  id: string,
  { name, contact, text }: CreateObjection,
): Promise<{ id: Types.ObjectId; at: Date }> {
  const objectionId = new Types.ObjectId();
  const call = await actOnCall(models, caller, id, "object", (current, at) => {
    if (current.comments == null || at >= endOfDay(current.comments.endsOn)) {
      throw new ApiError("selection.commentsOver", { currentStatus: current.status });
    }
    if (current.objections.length >= MAX_OBJECTIONS) {
      throw new ApiError("selection.tooManyObjections", { currentStatus: current.status });
    }
    return {
      push: { objections: { _id: objectionId, at, name, contact, text, answer: null } },
      subject: name,
      announce: true,
    };
  });
  const objection = call.objections.find(({ _id }) => _id.equals(objectionId));
  if (objection === undefined) throw new Error(`objection ${objectionId} was not kept`);
  return { id: objectionId, at: objection.at };
}

/** Answers an objection; a second answer replaces the first, which stays in the trail. */
export function answerObjection(
  models: Models,
  caller: Caller,
  id: string,
  objectionId: string,
  answer: string,
): Promise<StoredCall> {
  return actOnCall(models, caller, id, "answer", (call, at) => {
    const index = call.objections.findIndex(({ _id }) => String(_id) === objectionId);
    const objection = call.objections[index];
    if (objection === undefined) throw new ApiError("record.notFound");
    const earlier = objection.answer == null ? null : { answer: objection.answer.text };
    return {
      set: { [`objections.${index}.answer`]: { text: answer, at, by: caller.name } },
      subject: objection.name,
      note: answer,
      changes: changesBetween(earlier, { answer }),
    };
  });
}
