import { randomBytes } from "node:crypto";
import { type AccountExport, type NotificationPreferences, openPairingStatuses } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Caller } from "../caller.ts";
import { ApiError, fieldError } from "../errors.ts";
import { presentNotification, type StoredNotification } from "../notification/notification.presenter.ts";
import { hashPassword, isPassword } from "./password.ts";
import { closeSessionsOf } from "./session.service.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";
import { describeUser, findUserOrThrow } from "./user.service.ts";

/** What histories and pairings show of somebody who has left, where nothing obliges the market to keep a name. */
const LEFT_NAME = "已注销用户";

/** The kinds of notification a person has turned the sound off for. */
export async function getPreferences(models: Models, caller: Caller): Promise<NotificationPreferences> {
  const user = await findUserOrThrow(models, caller.id);
  return { quietKinds: user.quietKinds ?? [] };
}

export async function setPreferences(
  models: Models,
  caller: Caller,
  { quietKinds }: NotificationPreferences,
): Promise<NotificationPreferences> {
  await models.User.updateOne({ _id: caller.id }, { $set: { quietKinds } }, { runValidators: true });
  return { quietKinds };
}

/** All that is kept about the caller, as it is stored, but for hashes of passwords and keys. */
export async function exportAccount(models: Models, caller: Caller, at: Date): Promise<AccountExport> {
  const { id } = caller;
  const acts = { "history.actor.id": id };
  const own = { $or: [{ createdBy: id }, acts] };
  const withoutKeys = "-idempotencyKey -indexing -announce -announced";
  const [user, sessions, notifications, demands, results, pairings, contracts] = await Promise.all([
    findUserOrThrow(models, id),
    models.Session.find({ userId: id }).lean(),
    models.Notification.find({ recipientId: id }).sort({ seq: 1 }).lean<StoredNotification[]>(),
    models.Demand.find(own).select(withoutKeys).lean(),
    models.Result.find(own).select(withoutKeys).lean(),
    models.Pairing.find({ $or: [{ brokerId: id }, acts] })
      .select("-factors -evidence")
      .lean(),
    models.Contract.find({ $or: [{ createdBy: id }, { brokerId: id }, acts] })
      .select(withoutKeys)
      .lean(),
  ]);
  return {
    exportedAt: at.toISOString(),
    user: await describeUser(models, user),
    registeredAt: user.createdAt.toISOString(),
    brokerWishes: user.broker ?? null,
    quietKinds: user.quietKinds ?? [],
    sessions: sessions.map(({ createdAt, expiresAt }) => ({
      since: createdAt.toISOString(),
      until: expiresAt.toISOString(),
    })),
    notifications: notifications.map(presentNotification),
    demands,
    results,
    pairings,
    contracts,
  };
}

/**
 * Ends the caller's account: name, address, password and wishes are erased in one write, then what hangs on them.
 * Cut off in between, what is left names nobody. Returns the sessions it ends.
 *
 * @throws {ApiError} 400 for a wrong password, 409 while they hold a deal or are the last administrator
 */
export async function deleteAccount(
  models: Models,
  throttle: SignInThrottle,
  caller: Caller,
  credentials: { password: string; address: string },
  at: Date,
): Promise<string[]> {
  throttle.begin(caller.email, credentials.address);
  const user = await findUserOrThrow(models, caller.id);
  if (!(await isPassword(credentials.password, user.passwordHash)))
    throw fieldError("password", "password.wrong");
  throttle.succeed(caller.email, credentials.address);
  await requireNothingOpen(models, caller);
  await models.User.updateOne(
    { _id: caller.id, deletedAt: null },
    {
      $set: {
        email: `deleted-${caller.id}@invalid`,
        name: LEFT_NAME,
        passwordHash: await hashPassword(randomBytes(32).toString("base64url")),
        organisationId: null,
        organisationAdmin: false,
        broker: null,
        quietKinds: [],
        deletedAt: at,
      },
      $unset: { idempotencyKey: 1, invitationId: 1 },
    },
  );
  const [ended] = await Promise.all([
    closeSessionsOf(models, caller.id),
    models.Notification.deleteMany({ recipientId: caller.id }),
    models.PasswordReset.deleteMany({ userId: caller.id }),
    models.Pairing.updateMany({ brokerId: caller.id }, { $set: { brokerName: LEFT_NAME } }),
  ]);
  return ended;
}

/** Others wait for whoever holds a deal; and a market without an administrator could appoint none. */
async function requireNothingOpen(models: Models, caller: Caller): Promise<void> {
  const deal = await models.Pairing.exists({ brokerId: caller.id, status: { $in: openPairingStatuses } });
  if (deal !== null) throw new ApiError("account.holdsDeals");
  if (caller.role !== "admin") return;
  const other = await models.User.exists({ role: "admin", _id: { $ne: caller.id }, deletedAt: null });
  if (other === null) throw new ApiError("account.lastAdmin");
}
