import { type ContractStanding, hasRequiredReview } from "@market/shared";
import type { ContractDocument } from "@market/shared/models";
import type { Caller } from "../caller.ts";

/** How a person stands to a contract, for the rules to judge by. */
export function contractStandingOf(
  contract: Pick<ContractDocument, "seller" | "buyer" | "brokerId"> &
    Partial<Pick<ContractDocument, "acceptedById" | "amendment">>,
  caller: Caller,
): ContractStanding {
  const partyIds = [contract.seller.id, contract.buyer.id].map((id) => (id ? String(id) : null));
  return {
    role: caller.role,
    isParty: caller.organisationId !== null && partyIds.includes(caller.organisationId),
    isBroker: contract.brokerId != null && String(contract.brokerId) === caller.id,
    hasAccepted: contract.acceptedById != null && String(contract.acceptedById) === caller.id,
    hasProposedAmendment: contract.amendment != null && String(contract.amendment.byId) === caller.id,
  };
}

/** Whether nothing is missing of a second opinion for this official to register a contract. */
export function isReviewedFor(
  contract: Pick<ContractDocument, "technologyAmountFen" | "dispute" | "acceptedById" | "review">,
  caller: Caller,
): boolean {
  const { technologyAmountFen, dispute, acceptedById, review } = contract;
  return hasRequiredReview(
    {
      technologyAmountFen,
      isDisputed: dispute != null,
      acceptedById: acceptedById ? String(acceptedById) : null,
      review: review ? { opinion: review.opinion, reviewerId: String(review.reviewerId) } : null,
    },
    caller.id,
  );
}
