import type { Broker, BrokerLevel, UpdateBrokerWishes } from "@market/shared";
import type { BrokerPart, Models } from "@market/shared/models";
import type { StoredUser } from "../account/user.presenter.ts";
import { findUserOrThrow } from "../account/user.service.ts";
import { type Caller, changeBy } from "../caller.ts";
import { ApiError } from "../errors.ts";

/** The calling broker's wishes and level. */
export async function getBroker(models: Models, caller: Caller): Promise<Broker> {
  return presentBroker(brokerPartOf(await findUserOrThrow(models, caller.id)));
}

/** Changes what the calling broker wants to hear of; what is left out stays. */
export async function updateWishes(
  models: Models,
  caller: Caller,
  changes: UpdateBrokerWishes,
): Promise<Broker> {
  const set = Object.fromEntries(Object.entries(changes).map(([name, value]) => [`broker.${name}`, value]));
  const user = await models.User.findOneAndUpdate(
    { _id: caller.id, broker: { $ne: null } },
    { $set: set },
    { returnDocument: "after" },
  ).lean();
  if (user === null) throw new ApiError("broker.notBroker");
  return presentBroker(brokerPartOf(user));
}

/** Lets a broker claim pairings from now on, and keeps their level where it is given; again changes only that. */
export async function verifyBroker(
  models: Models,
  caller: Caller,
  userId: string,
  level: BrokerLevel | undefined,
  at: Date,
): Promise<StoredUser> {
  await models.User.updateOne(
    { _id: userId, role: "broker", "broker.verifiedAt": null },
    {
      $set: { "broker.verifiedAt": at },
      $push: {
        history: changeBy(caller, at, "verify", { path: "verified", before: false, after: true }),
      },
    },
  );
  if (level !== undefined) {
    const { broker } = await findUserOrThrow(models, userId);
    await models.User.updateOne(
      { _id: userId, role: "broker", "broker.level": { $ne: level } },
      {
        $set: { "broker.level": level },
        $push: {
          history: changeBy(caller, at, "setLevel", {
            path: "level",
            before: broker?.level ?? null,
            after: level,
          }),
        },
      },
    );
  }
  const user = await findUserOrThrow(models, userId);
  if (user.role !== "broker") throw new ApiError("broker.notBroker");
  return user;
}

export function brokerPartOf({ broker }: StoredUser): BrokerPart {
  if (broker == null) throw new ApiError("broker.notBroker");
  return broker;
}

function presentBroker({ fields, minScore, dailyLimit, capacity, dailyDigest, level }: BrokerPart): Broker {
  return {
    fields,
    minScore,
    dailyLimit,
    capacity: capacity ?? null,
    dailyDigest: dailyDigest ?? true,
    level: level ?? null,
  };
}
