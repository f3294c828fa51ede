import { type Contact, type Demand, type Result, statusAt } from "@market/shared";
import type { Caller } from "../caller.ts";
import { presentHistory } from "../history.presenter.ts";
import { presentOrganisation, type StoredOrganisation } from "../organisation/organisation.presenter.ts";
import { isOwner } from "./publication.service.ts";
import type { StoredPublication } from "./publication.store.ts";

type PublicationView = Pick<Demand, Exclude<keyof Demand & keyof Result, OwnText>>;
type OwnText = "organisation" | "title" | "keywords" | "field" | "cooperation" | "highlights";

/** What demands and results share, by who is asking: the contact is for the owner, the work behind it for those who answer for it. */
export function presentPublication(
  text: StoredPublication,
  organisation: StoredOrganisation,
  caller: Caller | null,
  at: Date,
): PublicationView & Pick<Result, "organisation"> {
  const isOwn = isOwner(text, caller);
  const seesWork = isOwn || answersForMarket(caller);
  return {
    id: String(text._id),
    status: statusAt(text, at),
    visibility: text.visibility,
    revision: text.revision,
    organisation: presentOrganisation(organisation),
    ...(isOwn && text.contact != null && { contact: text.contact as Contact }),
    createdAt: text.createdAt.toISOString(),
    updatedAt: text.updatedAt.toISOString(),
    publishedAt: text.publishedAt?.toISOString() ?? null,
    expiresAt: text.expiresAt?.toISOString() ?? null,
    isOwner: isOwn,
    ...(seesWork && { indexing: presentIndexing(text.indexing), history: presentHistory(text.history) }),
  };
}

export function answersForMarket(caller: Caller | null): boolean {
  return caller?.role === "official" || caller?.role === "admin";
}

function presentIndexing(indexing: StoredPublication["indexing"]): NonNullable<Demand["indexing"]> {
  const { dueAt, attempts, lastError, keywordsOnly } = indexing;
  const state = dueAt == null ? (keywordsOnly ? "keywords-only" : "done") : lastError ? "failing" : "pending";
  return { state, attempts, lastError: lastError ?? null };
}
