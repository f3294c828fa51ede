import { type PublicationStatus, type Reader, visibilitiesFor } from "@market/shared";
import type { QueryFilter } from "mongoose";
import type { PublicationDocument } from "./publication.store.ts";

type Filter = QueryFilter<PublicationDocument>;

/** The texts on the market at an instant: `isOpenAt` as a filter. */
export function openFilter(at: Date): Filter {
  return { status: "published", $or: [{ expiresAt: null }, { expiresAt: { $gt: at } }] };
}

/** The texts a reader may see at all: `mayRead` as a filter. */
export function readableFilter(reader: Reader | null, at: Date): Filter {
  const open: Filter = { $and: [openFilter(at), { visibility: { $in: visibilitiesFor(reader) } }] };
  const alternatives: Filter[] = [open];
  if (reader?.role === "official" || reader?.role === "admin") {
    alternatives.push({ status: { $ne: "draft" } });
  }
  if (reader !== null && reader.organisationId !== null) {
    alternatives.push({ organisationId: reader.organisationId });
  }
  return { $or: alternatives };
}

/** The texts that stand at a status, counting as expired what no sweep has marked yet. */
export function statusFilter(status: PublicationStatus, at: Date): Filter {
  switch (status) {
    case "published":
      return openFilter(at);
    case "expired":
      return { $or: [{ status }, { status: "published", expiresAt: { $lte: at } }] };
    case "draft":
    case "closed":
    case "withdrawn":
      return { status };
    default:
      return status satisfies never;
  }
}
