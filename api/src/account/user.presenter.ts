import type { User } from "@market/shared";
import type { UserDocument } from "@market/shared/models";
import type { Types } from "mongoose";
import { presentOrganisation, type StoredOrganisation } from "../organisation/organisation.presenter.ts";

export type StoredUser = UserDocument & { _id: Types.ObjectId };

/** A person as they, their organisation's members, officials and admins see them. */
export function presentUser(user: StoredUser, organisation: StoredOrganisation | null): User {
  return {
    id: String(user._id),
    email: user.email,
    name: user.name,
    role: user.role,
    organisation: organisation === null ? null : presentOrganisation(organisation),
    organisationAdmin: user.organisationAdmin,
    verified: user.role === "broker" ? user.broker?.verifiedAt != null : organisation?.verifiedAt != null,
    ...(user.role === "broker" && user.broker?.level != null && { level: user.broker.level }),
  };
}
