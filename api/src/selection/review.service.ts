import { isConflicted, type ReviewNomination, scoreOf, weightedScore } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Caller } from "../caller.ts";
import { ApiError, fieldError } from "../errors.ts";
import { isDuplicateOf } from "../idempotency.ts";
import { findNominationOrThrow } from "./nomination.service.ts";
import {
  requireSelectionAct,
  type StoredCall,
  type StoredNomination,
  type StoredReview,
} from "./selection-call.store.ts";

/**
 * Keeps a reviewer's scores of a nomination; later ones replace them, and the earlier stay in `versions`.
 *
 * @throws {ApiError} 403 for who is no reviewer, or whose own organisation nominated it
 */
export async function reviewNomination(
  models: Models,
  caller: Caller,
  id: string,
  { scores, comment }: ReviewNomination,
): Promise<{ call: StoredCall; nomination: StoredNomination }> {
  const { call, nomination } = await findNominationOrThrow(models, id, caller);
  requireSelectionAct("review", call, caller);
  // By where they belong today, and not when they were appointed.
  if (isConflicted(caller, { organisationId: String(nomination.organisationId) })) {
    throw new ApiError("selection.conflictOfInterest");
  }
  if (nomination.status === "withdrawn") {
    throw new ApiError("selection.wrongStatus", { currentStatus: nomination.status });
  }
  if (scores.length !== call.criteria.length) throw fieldError("scores", "selection.scoreCount");
  const tooHigh = scores.findIndex((score) => score > call.scoreMax);
  if (tooHigh !== -1) throw fieldError(`scores.${tooHigh}`, "selection.scoreTooHigh");
  const at = new Date();
  const current = { scores, comment, total: weightedScore(scores, call.criteria), at };
  const save = () =>
    models.SelectionReview.updateOne(
      { nominationId: nomination._id, reviewerId: caller.id },
      {
        $set: current,
        $setOnInsert: { callId: call._id, reviewerName: caller.name },
        $push: { versions: { scores, comment, at } },
      },
      { upsert: true, runValidators: true },
    );
  try {
    await save();
  } catch (error) {
    // The same reviewer in two windows: the second updates what the first inserted.
    if (!isDuplicateOf(error, "nominationId")) throw error;
    await save();
  }
  return { call, nomination };
}

/** The reviews that count of some nominations, by nomination: those of whoever is still appointed. */
export async function countingReviews(
  models: Models,
  nominations: readonly StoredNomination[],
  calls: ReadonlyMap<string, StoredCall>,
): Promise<Map<string, StoredReview[]>> {
  const reviews = await models.SelectionReview.find({
    nominationId: { $in: nominations.map(({ _id }) => _id) },
  })
    .sort({ reviewerName: 1, _id: 1 })
    .lean();
  const byNomination = new Map<string, StoredReview[]>();
  for (const review of reviews) {
    const call = calls.get(String(review.callId));
    if (!call?.reviewers.some(({ userId }) => userId.equals(review.reviewerId))) continue;
    const key = String(review.nominationId);
    byNomination.set(key, [...(byNomination.get(key) ?? []), review]);
  }
  return byNomination;
}

export function scoreOfReviews(reviews: readonly StoredReview[]) {
  return scoreOf(reviews.map(({ total }) => total));
}
