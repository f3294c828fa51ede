import {
  type AcceptInvitation,
  defaultBrokerWishes,
  type Invitation,
  type OrganisationKind,
  type Role,
} from "@market/shared";
import type { InvitationDocument, Models } from "@market/shared/models";
import { hashPassword } from "../account/password.ts";
import { normaliseEmail } from "../account/registration.service.ts";
import { createToken, hashToken } from "../account/session.service.ts";
import type { StoredUser } from "../account/user.presenter.ts";
import type { Caller } from "../caller.ts";
import { ApiError, fieldError } from "../errors.ts";
import { createOnce, isDuplicateOf } from "../idempotency.ts";
import { findOrganisationOrThrow } from "./organisation.service.ts";

const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Invites a person into the caller's organisation. The token is in the first answer only: a repeat under the same
 * key names the invitation without it.
 *
 * @throws {ApiError} 403 unless the caller is that organisation's admin; 409 when the address has an account
 */
export async function invite(
  models: Models,
  caller: Caller,
  organisationId: string,
  input: { email: string; idempotencyKey: string | undefined },
  at: Date,
): Promise<Invitation> {
  const organisation = await findOrganisationOrThrow(models, organisationId);
  if (caller.organisationId !== organisationId || !caller.organisationAdmin) {
    throw new ApiError("organisation.notItsAdmin");
  }
  const email = normaliseEmail(input.email);
  if ((await models.User.exists({ email })) !== null) throw new ApiError("account.emailTaken");
  const { token, tokenHash } = createToken();
  const invitation = await createOnce(
    input.idempotencyKey,
    async () =>
      (
        await models.Invitation.create({
          organisationId,
          email,
          tokenHash,
          createdBy: caller.id,
          idempotencyKey: input.idempotencyKey,
          expiresAt: new Date(at.getTime() + LIFETIME_MS),
        })
      ).toObject(),
    (idempotencyKey) => models.Invitation.findOne({ createdBy: caller.id, idempotencyKey }).lean(),
  );
  return {
    id: String(invitation._id),
    email: invitation.email,
    organisation: { id: organisationId, name: organisation.name },
    ...(invitation.tokenHash === tokenHash && { token }),
    expiresAt: invitation.expiresAt.toISOString(),
  };
}

/**
 * Opens the account an invitation is for, with the inviter's own role.
 *
 * @throws {ApiError} 400 naming `token` when it is unknown, used or expired; 409 when the address has an account
 */
export async function acceptInvitation(
  models: Models,
  { token, name, password }: AcceptInvitation,
  at: Date,
): Promise<StoredUser> {
  const invitation = await models.Invitation.findOne({
    tokenHash: hashToken(token),
    expiresAt: { $gt: at },
  }).lean();
  if (invitation === null) throw fieldError("token", "token.invalid");
  const role = await roleOfInvited(models, invitation);
  const passwordHash = await hashPassword(password);
  try {
    const user = await models.User.create({
      email: invitation.email,
      passwordHash,
      name,
      role,
      organisationId: invitation.organisationId,
      broker: role === "broker" ? defaultBrokerWishes : null,
      invitationId: invitation._id,
    });
    return user.toObject();
  } catch (error) {
    if (!isDuplicateOf(error, "invitationId") && !isDuplicateOf(error, "email")) throw error;
    // A second use breaks both rules, and the store names whichever it checks first.
    const isUsed = (await models.User.exists({ invitationId: invitation._id })) !== null;
    throw isUsed ? fieldError("token", "token.invalid") : new ApiError("account.emailTaken");
  }
}

async function roleOfInvited(models: Models, invitation: InvitationDocument): Promise<Role> {
  const [inviter, organisation] = await Promise.all([
    models.User.findById(invitation.createdBy).lean(),
    findOrganisationOrThrow(models, String(invitation.organisationId)),
  ]);
  // An inviter who has become an official since must not make officials.
  const isAppointed = inviter === null || inviter.role === "official" || inviter.role === "admin";
  return isAppointed ? (roleByKind[organisation.kind as OrganisationKind] ?? "enterprise") : inviter.role;
}

const roleByKind: Record<OrganisationKind, Role> = {
  enterprise: "enterprise",
  university: "institution",
  institute: "institution",
  agency: "broker",
};
