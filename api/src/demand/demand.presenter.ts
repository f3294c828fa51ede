import type { Demand } from "@market/shared";
import type { Caller } from "../caller.ts";
import type { StoredOrganisation } from "../organisation/organisation.presenter.ts";
import { answersForMarket, presentPublication } from "../publication/publication.presenter.ts";
import { isOwner } from "../publication/publication.service.ts";
import type { StoredDemand } from "../publication/publication.store.ts";

/**
 * A demand, by who is asking. An anonymous one names its organisation to its owner, to those who answer for the market
 * and to whom it has been introduced to.
 */
export function presentDemand(
  demand: StoredDemand,
  organisation: StoredOrganisation,
  caller: Caller | null,
  at: Date,
  isIntroduced = false,
): Demand {
  const view = presentPublication(demand, organisation, caller, at);
  return {
    ...view,
    organisation: isOwnerHidden(demand, caller) && !isIntroduced ? null : view.organisation,
    // Demands from before there was a choice have none.
    isAnonymous: demand.isAnonymous ?? false,
    extendedAt: demand.extendedAt?.toISOString() ?? null,
    title: demand.title,
    description: demand.description,
    keywords: demand.keywords,
    field: demand.field,
    budgetFen: demand.budgetFen ?? null,
    minTrl: demand.minTrl,
    cooperation: demand.cooperation,
    deadline: demand.deadline,
  };
}

/** Whether a demand keeps its organisation from a reader who has not been introduced to it. */
export function isOwnerHidden(
  demand: Pick<StoredDemand, "isAnonymous" | "organisationId">,
  caller: Caller | null,
): boolean {
  return demand.isAnonymous === true && !isOwner(demand, caller) && !answersForMarket(caller);
}
