import { isConflicted, type Nomination } from "@market/shared";
import type { Caller } from "../caller.ts";
import { scoreOfReviews } from "./review.service.ts";
import { presentCriterion } from "./selection-call.presenter.ts";
import {
  isOffice,
  isReviewerOf,
  type StoredCall,
  type StoredNomination,
  type StoredReview,
} from "./selection-call.store.ts";

/**
 * A nomination by who is asking: scores and reviews are the office's, a reviewer sees only their own, and the
 * institution learns of the decision when everybody does.
 */
export function presentNomination(
  nomination: StoredNomination,
  call: StoredCall,
  reviews: readonly StoredReview[],
  caller: Caller,
): Nomination {
  const organisationId = String(nomination.organisationId);
  const decision = call.decisions.find(({ nominationId }) => nominationId.equals(nomination._id));
  const isAnnounced = call.status === "announced" || call.status === "released";
  const seesDecision = isOffice(caller) || (isAnnounced && caller.organisationId === organisationId);
  const own = reviews.find(({ reviewerId }) => String(reviewerId) === caller.id);
  return {
    id: String(nomination._id),
    call: {
      id: String(call._id),
      title: call.title,
      status: call.status,
      batch: call.batch ?? null,
      reviewUntil: call.reviewUntil,
      scoreMax: call.scoreMax,
      criteria: call.criteria.map(presentCriterion),
    },
    result: {
      id: String(nomination.resultId),
      title: nomination.title,
      field: nomination.field,
      trl: nomination.trl,
    },
    organisation: { id: organisationId, name: nomination.organisationName },
    statement: nomination.statement,
    status: nomination.status,
    submittedAt: nomination.submittedAt.toISOString(),
    decision:
      decision !== undefined && seesDecision
        ? { outcome: decision.outcome, reason: decision.reason, at: decision.at.toISOString() }
        : null,
    ...(isOffice(caller) && {
      score: scoreOfReviews(reviews),
      reviews: reviews.map((review) => ({
        reviewer: { id: String(review.reviewerId), name: review.reviewerName },
        ...presentReview(review),
      })),
      conflicted: call.reviewers
        .filter((reviewer) =>
          isConflicted(
            { organisationId: reviewer.organisationId == null ? null : String(reviewer.organisationId) },
            { organisationId },
          ),
        )
        .map(({ userId, name }) => ({ id: String(userId), name })),
    }),
    ...(isReviewerOf(call, caller) && {
      isConflicted: isConflicted(caller, { organisationId }),
      myReview: own === undefined ? null : presentReview(own),
    }),
  };
}

function presentReview({ scores, comment, total, at }: StoredReview) {
  return { scores: [...scores], comment, total, at: at.toISOString() };
}
