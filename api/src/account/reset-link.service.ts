import type { Models } from "@market/shared/models";
import type { Caller } from "../caller.ts";
import { ApiError, fieldError } from "../errors.ts";
import { setPassword } from "./account.service.ts";
import { closeSessionsOf, createToken, hashToken } from "./session.service.ts";

const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** A link for a person who forgot their password; an admin hands it over. */
export async function createResetLink(
  models: Models,
  caller: Caller,
  userId: string,
  at: Date,
): Promise<{ path: string; expiresAt: string }> {
  if ((await models.User.exists({ _id: userId })) === null) throw new ApiError("record.notFound");
  const { token, tokenHash } = createToken();
  const expiresAt = new Date(at.getTime() + LIFETIME_MS);
  await models.PasswordReset.create({ userId, tokenHash, createdBy: caller.id, expiresAt });
  return { path: `/reset?token=${token}`, expiresAt: expiresAt.toISOString() };
}

/** Sets a new password by a link, once, and returns the ids of the person's sessions, which it ends. */
export async function resetPassword(
  models: Models,
  { token, newPassword }: { token: string; newPassword: string },
  at: Date,
): Promise<string[]> {
  const link = await models.PasswordReset.findOneAndUpdate(
    { tokenHash: hashToken(token), usedAt: null, expiresAt: { $gt: at } },
    { $set: { usedAt: at } },
  ).lean();
  if (link === null) throw fieldError("token", "token.invalid");
  const userId = String(link.userId);
  await setPassword(models, userId, newPassword);
  return closeSessionsOf(models, userId);
}
