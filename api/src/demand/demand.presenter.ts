import type { Demand } from "@market/shared";
import type { Caller } from "../caller.ts";
import type { StoredOrganisation } from "../organisation/organisation.presenter.ts";
import { presentPublication } from "../publication/publication.presenter.ts";
import type { StoredDemand } from "../publication/publication.store.ts";

/** A demand, by who is asking. */
export function presentDemand(
  demand: StoredDemand,
  organisation: StoredOrganisation,
  caller: Caller | null,
  at: Date,
): Demand {
  return {
    ...presentPublication(demand, organisation, caller, at),
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
