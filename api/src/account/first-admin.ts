import type { Models } from "@market/shared/models";
import { isDuplicateOf } from "../idempotency.ts";
import { hashPassword } from "./password.ts";
import { normaliseEmail } from "./registration.service.ts";

/**
 * Makes sure that somebody can appoint everybody else. An account that stands is left as it is: its password may
 * have been changed since.
 */
export async function ensureFirstAdmin(
  models: Models,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const address = normaliseEmail(email);
  if ((await models.User.exists({ email: address })) !== null) return;
  const passwordHash = await hashPassword(password);
  try {
    await models.User.create({ email: address, passwordHash, name: "系统管理员", role: "admin" });
  } catch (error) {
    // Another replica that starts at the same time was first.
    if (!isDuplicateOf(error, "email")) throw error;
  }
}
