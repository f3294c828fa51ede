import type { Result } from "@market/shared";
import type { Caller } from "../caller.ts";
import type { StoredOrganisation } from "../organisation/organisation.presenter.ts";
import { answersForMarket, presentPublication } from "../publication/publication.presenter.ts";
import { isOwner } from "../publication/publication.service.ts";
import type { StoredResult } from "../publication/publication.store.ts";

/** A result, by who is asking: that it was selected everybody sees, that it waits or was declined only those concerned. */
export function presentResult(
  result: StoredResult,
  organisation: StoredOrganisation,
  caller: Caller | null,
  at: Date,
): Result {
  const isConcerned = isOwner(result, caller) || answersForMarket(caller);
  const { selection } = result;
  return {
    ...presentPublication(result, organisation, caller, at),
    title: result.title,
    summary: result.summary,
    advantages: result.advantages,
    keywords: result.keywords,
    field: result.field,
    trl: result.trl,
    cityLevel: result.cityLevel ?? null,
    ip: result.ip.map(({ type, status }) => ({ type, status })),
    cooperation: result.cooperation,
    priceFen: result.priceFen ?? null,
    selection:
      selection != null && (isConcerned || selection.state === "selected")
        ? {
            state: selection.state,
            batch: selection.batch ?? null,
            note: selection.note ?? null,
            at: selection.at.toISOString(),
          }
        : null,
  };
}
