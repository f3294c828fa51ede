import { type Contract, changesBetween, needsReview, openContractActs } from "@market/shared";
import { presentAttachments } from "../attachment/attachment.presenter.ts";
import type { Caller } from "../caller.ts";
import { presentHistory } from "../history.presenter.ts";
import type { StoredContract } from "./contract.service.ts";
import { presentClock } from "./contract-clock.ts";
import { contractStandingOf, isReviewedFor } from "./contract-standing.ts";
import { termsOf } from "./contract-terms.ts";

/** A contract as it leaves the API, with the acts open to whoever asks. */
export function presentContract(contract: StoredContract, caller: Caller): Contract {
  const { review, commitment, dispute } = contract;
  return {
    id: String(contract._id),
    ...termsOf(contract),
    status: contract.status,
    revision: contract.revision,
    version: contract.versions.length + 1,
    versions: contract.versions.map((version) => ({
      ...termsOf(version),
      until: version.until.toISOString(),
      reason: version.reason,
    })),
    pairing: contract.pairingId ? { id: String(contract.pairingId) } : null,
    broker: contract.brokerId ? { id: String(contract.brokerId), name: contract.brokerName ?? "" } : null,
    servicePoint: contract.servicePointId
      ? { id: String(contract.servicePointId), name: contract.servicePointName ?? "" }
      : null,
    commitment: commitment
      ? {
          at: commitment.at.toISOString(),
          by: { id: String(commitment.byId), name: commitment.byName },
          version: commitment.version,
        }
      : null,
    needsReview: needsReview({
      technologyAmountFen: contract.technologyAmountFen,
      isDisputed: dispute != null,
    }),
    review: review
      ? {
          opinion: review.opinion,
          note: review.note,
          at: review.at.toISOString(),
          reviewer: { id: String(review.reviewerId), name: review.reviewerName },
        }
      : null,
    dispute: dispute
      ? {
          at: dispute.at.toISOString(),
          note: dispute.note,
          by: { id: String(dispute.byId), name: dispute.byName },
        }
      : null,
    clock: presentClock(contract.clock, new Date()),
    amendment: presentAmendment(contract),
    ...presentAttachments(contract, caller),
    registrationNumber: contract.registrationNumber ?? null,
    registeredAt: contract.registeredAt?.toISOString() ?? null,
    submittedAt: contract.submittedAt?.toISOString() ?? null,
    acts: openActsOf(contract, caller),
    createdAt: contract.createdAt.toISOString(),
    updatedAt: contract.updatedAt.toISOString(),
    history: presentHistory(contract.history),
  };
}

function presentAmendment(contract: StoredContract): Contract["amendment"] {
  const { amendment } = contract;
  if (amendment == null) return null;
  const { at, byId, byName, reason, evidence = null } = amendment;
  return {
    at: at.toISOString(),
    by: { id: String(byId), name: byName },
    reason,
    evidence,
    changes: changesBetween(termsOf(contract), termsOf(amendment)),
  };
}

function openActsOf(contract: StoredContract, caller: Caller): Contract["acts"] {
  const isAmending = contract.amendment != null;
  return openContractActs(contract.status, contractStandingOf(contract, caller)).filter((act) => {
    switch (act) {
      case "register":
        return isReviewedFor(contract, caller);
      case "dispute":
        return contract.dispute == null;
      case "amend":
      case "proposeAmendment":
        return !isAmending;
      case "reviewAmendment":
        return isAmending;
      default:
        return true;
    }
  });
}
