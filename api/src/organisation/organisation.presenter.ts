import type { Organisation } from "@market/shared";
import type { OrganisationDocument } from "@market/shared/models";
import type { Types } from "mongoose";

export type StoredOrganisation = OrganisationDocument & { _id: Types.ObjectId };

/** An organisation as everybody may see it. */
export function presentOrganisation(organisation: StoredOrganisation): Organisation {
  return {
    id: String(organisation._id),
    name: organisation.name,
    kind: organisation.kind,
    district: organisation.district,
    ...(organisation.creditCode != null && { creditCode: organisation.creditCode }),
    verified: organisation.verifiedAt != null,
  };
}
