import { defaultBrokerWishes, type Register } from "@market/shared";
import type { Models } from "@market/shared/models";
import { ApiError } from "../errors.ts";
import { isDuplicateOf } from "../idempotency.ts";
import { abandonOrganisation, foundOrganisation } from "../organisation/organisation.service.ts";
import { hashPassword, isPassword } from "./password.ts";
import type { StoredUser } from "./user.presenter.ts";

/** One person, one account, however the address is typed. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * Opens an account and the organisation it speaks for, whose admin the person becomes. The same request with the
 * same key again answers with the account it made.
 *
 * @throws {ApiError} 409 when address, organisation name or credit code is taken
 */
export async function register(
  models: Models,
  input: Register,
  idempotencyKey: string | undefined,
): Promise<StoredUser> {
  const email = normaliseEmail(input.email);
  const holder = await models.User.findOne({ email }).lean();
  if (holder !== null) return repeatOrRefuse(holder, input.password, idempotencyKey);

  try {
    return await openAccount(models, { ...input, email }, idempotencyKey);
  } catch (error) {
    // The same person's other request may have been faster: then the answer is what that one made.
    const winner = await models.User.findOne({ email }).lean();
    if (winner === null) throw error;
    return repeatOrRefuse(winner, input.password, idempotencyKey);
  }
}

async function openAccount(
  models: Models,
  input: Register,
  idempotencyKey: string | undefined,
): Promise<StoredUser> {
  const passwordHash = await hashPassword(input.password);
  const organisation = await foundOrganisation(models, input.organisation, input.email);
  try {
    const user = await models.User.create({
      email: input.email,
      passwordHash,
      name: input.name,
      role: input.role,
      organisationId: organisation._id,
      organisationAdmin: true,
      broker: input.role === "broker" ? defaultBrokerWishes : null,
      idempotencyKey,
    });
    return user.toObject();
  } catch (error) {
    if (isDuplicateOf(error, "email")) await abandonOrganisation(models, organisation);
    throw error;
  }
}

async function repeatOrRefuse(
  holder: StoredUser,
  password: string,
  idempotencyKey: string | undefined,
): Promise<StoredUser> {
  const isRepeat = idempotencyKey !== undefined && holder.idempotencyKey === idempotencyKey;
  // The key alone proves nothing: whoever repeats must know the password too.
  if (isRepeat && (await isPassword(password, holder.passwordHash))) return holder;
  throw new ApiError("account.emailTaken");
}
