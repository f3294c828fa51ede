import type { Cooperation, Field, Visibility } from "@market/shared";

/** Which texts a search may return. Own texts pass whatever their visibility. */
export interface TextFilter {
  visibilities: readonly Visibility[];
  ownOrganisationId?: string | null;
  field?: Field;
  cooperation?: Cooperation;
  organisationId?: string;
  /** Results only: the least readiness. */
  minTrl?: number;
  /** Results only: on the list of 青岛好成果, or not. */
  selected?: boolean;
  /** Leaves out demands whose owner is kept from the reader: a search by owner would give them away. */
  withoutAnonymous?: boolean;
}

/** Writes a filter in Meilisearch's language. `at` decides what has expired, whatever the index still holds. */
export function toMeilisearchFilter(filter: TextFilter, at: Date): string[] {
  const visible = `visibility IN [${filter.visibilities.map(quote).join(", ")}]`;
  const clauses = [
    filter.ownOrganisationId ? `${visible} OR organisationId = ${quote(filter.ownOrganisationId)}` : visible,
    ...toUnexpiredFilter(at),
  ];
  if (filter.field !== undefined) clauses.push(`field = ${quote(filter.field)}`);
  if (filter.cooperation !== undefined) clauses.push(`cooperation = ${quote(filter.cooperation)}`);
  if (filter.organisationId !== undefined) clauses.push(`organisationId = ${quote(filter.organisationId)}`);
  if (filter.minTrl !== undefined) clauses.push(`trl >= ${filter.minTrl}`);
  if (filter.withoutAnonymous === true) clauses.push("isAnonymous != true");
  if (filter.selected !== undefined) clauses.push(`selected = ${filter.selected}`);
  return clauses;
}

/** What pairing looks through: everything on the market that another organisation offers. */
export function toCounterpartFilter(organisationId: string, at: Date): string[] {
  return [`organisationId != ${quote(organisationId)}`, ...toUnexpiredFilter(at)];
}

function toUnexpiredFilter(at: Date): string[] {
  return [`expiresAt > ${Math.floor(at.getTime() / 1000)}`];
}

/** The one place where a value enters a filter. */
function quote(value: string): string {
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
