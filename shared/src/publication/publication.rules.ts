import type { Actor } from "../history.ts";
import type { Visibility } from "../vocabulary/vocabulary.schema.ts";
import type { PublicationStatus } from "./publication.schema.ts";

/** The acts on a demand or a result, with the statuses each may start from and the one it leads to. */
export const publicationActs = {
  publish: { from: ["draft"], to: "published" },
  withdraw: { from: ["published"], to: "withdrawn" },
  close: { from: ["published"], to: "closed" },
  expire: { from: ["published"], to: "expired" },
} as const satisfies Record<string, { from: readonly PublicationStatus[]; to: PublicationStatus }>;
export type PublicationAct = keyof typeof publicationActs;

/** A text may be changed while people can still act on it; what has ended is kept as it was. */
export const editableStatuses = ["draft", "published"] as const satisfies readonly PublicationStatus[];

/** Why an open pairing closes when one of its texts reaches a status that ends it. */
export const closingReasons = { withdrawn: "withdrawn", expired: "expired", closed: "closed" } as const;

/** A reader as far as visibility is concerned: `null` is a stranger. */
export interface Reader {
  role: Actor["role"];
  organisationId: string | null;
}

/**
 * Which visibilities a reader may see of other people's published texts. Officials and admins answer for the
 * market, so they see all of it.
 */
export function visibilitiesFor(reader: Reader | null): Visibility[] {
  if (reader === null) return ["public"];
  switch (reader.role) {
    case "broker":
    case "official":
    case "admin":
    case "system":
      return ["public", "members", "brokers"];
    case "enterprise":
    case "institution":
      return ["public", "members"];
    default:
      return reader.role satisfies never;
  }
}

/** Whether a text is on the market at an instant: published, and not past its end even where no sweep has run yet. */
export function isOpenAt(text: { status: PublicationStatus; expiresAt?: Date | null }, at: Date): boolean {
  return text.status === "published" && (text.expiresAt == null || text.expiresAt.getTime() > at.getTime());
}

/** The status of a text at an instant: past its end it has expired, even where no sweep has run yet. */
export function statusAt(
  text: { status: PublicationStatus; expiresAt?: Date | null },
  at: Date,
): PublicationStatus {
  return text.status === "published" && !isOpenAt(text, at) ? "expired" : text.status;
}

/** Whether a reader may see a text at all: its own organisation always, others once it is published and by visibility. */
export function mayRead(
  text: {
    status: PublicationStatus;
    expiresAt?: Date | null;
    visibility: Visibility;
    organisationId: string;
  },
  reader: Reader | null,
  at: Date,
): boolean {
  if (reader !== null && reader.organisationId !== null && reader.organisationId === text.organisationId)
    return true;
  if (reader?.role === "official" || reader?.role === "admin") return text.status !== "draft";
  return isOpenAt(text, at) && visibilitiesFor(reader).includes(text.visibility);
}
