import { defaultBrokerWishes, type Page, type Role, type User, type UserQuery } from "@market/shared";
import type { Models } from "@market/shared/models";
import { type Caller, changeBy } from "../caller.ts";
import { containsText } from "../contains-text.ts";
import { ApiError } from "../errors.ts";
import { findOrganisations } from "../organisation/organisation.service.ts";
import { normaliseEmail } from "./registration.service.ts";
import { presentUser, type StoredUser } from "./user.presenter.ts";

/** A person with their organisation. */
export async function describeUser(models: Models, user: StoredUser): Promise<User> {
  const organisation = user.organisationId
    ? await models.Organisation.findById(user.organisationId).lean()
    : null;
  return presentUser(user, organisation);
}

export async function findUserOrThrow(models: Models, userId: string): Promise<StoredUser> {
  const user = await models.User.findById(userId).lean();
  if (user === null) throw new ApiError("record.notFound");
  return user;
}

/** People with an account; `verified` asks for brokers only, nobody else is verified in person. */
export async function listUsers(
  models: Models,
  query: UserQuery & { organisationId?: string },
): Promise<Page<User>> {
  const { page = 1, pageSize = 20, role, verified, email, organisationId } = query;
  const filter = {
    deletedAt: null,
    ...(role !== undefined && { role }),
    ...(email !== undefined && { email: containsText(normaliseEmail(email)) }),
    ...(organisationId !== undefined && { organisationId }),
    ...(verified !== undefined && {
      broker: { $ne: null },
      "broker.verifiedAt": verified ? { $ne: null } : null,
    }),
  };
  const [users, total] = await Promise.all([
    models.User.find(filter)
      .sort({ _id: -1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean(),
    models.User.countDocuments(filter),
  ]);
  const organisations = await findOrganisations(
    models,
    users.map((user) => user.organisationId),
  );
  const items = users.map((user) =>
    presentUser(user, organisations.get(String(user.organisationId)) ?? null),
  );
  return { items, total, page, pageSize };
}

/**
 * Gives a person a role. A broker's wishes and verification are kept while they hold another one.
 *
 * @throws {ApiError} 409 for the caller's own role: the last admin must not lock everybody out
 */
export async function appoint(
  models: Models,
  caller: Caller,
  userId: string,
  role: Role,
): Promise<StoredUser> {
  const user = await findUserOrThrow(models, userId);
  if (user.role === role) return user;
  if (userId === caller.id) throw new ApiError("account.ownRole");
  const broker = role === "broker" && user.broker == null ? { broker: defaultBrokerWishes } : {};
  const appointed = await models.User.findOneAndUpdate(
    { _id: userId, role: user.role },
    {
      $set: { role, ...broker },
      $push: {
        history: changeBy(caller, new Date(), "appoint", { path: "role", before: user.role, after: role }),
      },
    },
    { returnDocument: "after" },
  ).lean();
  if (appointed === null) throw new ApiError("record.changedMeanwhile", { currentStatus: user.role });
  return appointed;
}
