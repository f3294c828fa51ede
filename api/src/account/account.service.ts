import type { Models } from "@market/shared/models";
import type { Caller } from "../caller.ts";
import { ApiError, fieldError } from "../errors.ts";
import { hashPassword, isPassword } from "./password.ts";
import { normaliseEmail } from "./registration.service.ts";
import { closeSessionsOf } from "./session.service.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";
import type { StoredUser } from "./user.presenter.ts";

/** The person with an address and a password. */
export async function authenticate(
  models: Models,
  throttle: SignInThrottle,
  credentials: { email: string; password: string; address: string },
): Promise<StoredUser> {
  const email = normaliseEmail(credentials.email);
  throttle.begin(email, credentials.address);
  const user = await models.User.findOne({ email }).lean();
  if (!(await isPassword(credentials.password, user?.passwordHash)) || user === null) {
    throw new ApiError("account.wrongCredentials");
  }
  throttle.succeed(email, credentials.address);
  return user;
}

/** Changes the caller's own password and returns the ids of their other sessions, which it ends. */
export async function changePassword(
  models: Models,
  throttle: SignInThrottle,
  caller: Caller,
  passwords: { currentPassword: string; newPassword: string; address: string },
): Promise<string[]> {
  throttle.begin(caller.email, passwords.address);
  const user = await models.User.findById(caller.id).lean();
  if (!(await isPassword(passwords.currentPassword, user?.passwordHash))) {
    throw fieldError("currentPassword", "password.wrong");
  }
  throttle.succeed(caller.email, passwords.address);
  await setPassword(models, caller.id, passwords.newPassword);
  return closeSessionsOf(models, caller.id, { exceptSessionId: caller.sessionId });
}

/** Gives a person a new password; links that would set another one stop working. */
export async function setPassword(models: Models, userId: string, password: string): Promise<void> {
  await models.User.updateOne({ _id: userId }, { $set: { passwordHash: await hashPassword(password) } });
  await models.PasswordReset.updateMany({ userId, usedAt: null }, { $set: { usedAt: new Date() } });
}
