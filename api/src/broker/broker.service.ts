import type { BrokerWishes, UpdateBrokerWishes } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { StoredUser } from "../account/user.presenter.ts";
import { findUserOrThrow } from "../account/user.service.ts";
import type { Caller } from "../caller.ts";
import { ApiError } from "../errors.ts";

/** What the calling broker wants to hear of. */
export async function getWishes(models: Models, caller: Caller): Promise<BrokerWishes> {
  return wishesOf(await findUserOrThrow(models, caller.id));
}

/** Changes what the calling broker wants to hear of; what is left out stays. */
export async function updateWishes(
  models: Models,
  caller: Caller,
  changes: UpdateBrokerWishes,
): Promise<BrokerWishes> {
  const set = Object.fromEntries(Object.entries(changes).map(([name, value]) => [`broker.${name}`, value]));
  const user = await models.User.findOneAndUpdate(
    { _id: caller.id, broker: { $ne: null } },
    { $set: set },
    { returnDocument: "after" },
  ).lean();
  if (user === null) throw new ApiError("broker.notBroker");
  return wishesOf(user);
}

/** Lets a broker claim pairings from now on. Doing it again changes nothing. */
export async function verifyBroker(models: Models, userId: string, at: Date): Promise<StoredUser> {
  await models.User.updateOne(
    { _id: userId, role: "broker", "broker.verifiedAt": null },
    { $set: { "broker.verifiedAt": at } },
  );
  const user = await findUserOrThrow(models, userId);
  if (user.role !== "broker") throw new ApiError("broker.notBroker");
  return user;
}

function wishesOf({ broker }: StoredUser): BrokerWishes {
  if (broker == null) throw new ApiError("broker.notBroker");
  return { fields: broker.fields, minScore: broker.minScore, dailyLimit: broker.dailyLimit };
}
