import { type Contract, needsReview, openContractActs } from "@market/shared";
import type { Caller } from "../caller.ts";
import { presentHistory } from "../history.presenter.ts";
import type { StoredContract } from "./contract.service.ts";
import { contractStandingOf, isReviewedFor } from "./contract-standing.ts";
import { termsOf } from "./contract-terms.ts";

/** A contract as it leaves the API, with the acts open to whoever asks. */
export function presentContract(contract: StoredContract, caller: Caller): Contract {
  const { review } = contract;
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
    needsReview: needsReview(contract.technologyAmountFen),
    review: review
      ? {
          opinion: review.opinion,
          note: review.note,
          at: review.at.toISOString(),
          reviewer: { id: String(review.reviewerId), name: review.reviewerName },
        }
      : null,
    registrationNumber: contract.registrationNumber ?? null,
    registeredAt: contract.registeredAt?.toISOString() ?? null,
    submittedAt: contract.submittedAt?.toISOString() ?? null,
    acts: openActsOf(contract, caller),
    createdAt: contract.createdAt.toISOString(),
    updatedAt: contract.updatedAt.toISOString(),
    history: presentHistory(contract.history),
  };
}

function openActsOf(contract: StoredContract, caller: Caller): Contract["acts"] {
  const acts = openContractActs(contract.status, contractStandingOf(contract, caller));
  return acts.filter((act) => act !== "register" || isReviewedFor(contract, caller));
}
