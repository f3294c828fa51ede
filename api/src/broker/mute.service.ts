import { type Mute, type MuteKind, type MuteSubject, mayRead } from "@market/shared";
import type { Models } from "@market/shared/models";
import { findUserOrThrow } from "../account/user.service.ts";
import { type Caller, readerOf } from "../caller.ts";
import { ApiError } from "../errors.ts";
import { brokerPartOf } from "./broker.service.ts";

/** More is no list any more that a person keeps. */
const MOST_MUTES = 500;

interface MuteKey {
  kind: MuteKind;
  key: string;
}

/** What the calling broker has muted, the newest first. */
export async function listMutes(models: Models, caller: Caller): Promise<Mute[]> {
  const mutes = brokerPartOf(await findUserOrThrow(models, caller.id)).mutes ?? [];
  const keysOf = (kind: MuteKind) => mutes.filter((mute) => mute.kind === kind).map(({ key }) => key);
  const [demands, organisations] = await Promise.all([
    models.Demand.find({ _id: { $in: keysOf("demand") } }, { title: 1 }).lean(),
    models.Organisation.find({ _id: { $in: keysOf("organisation") } }, { name: 1 }).lean(),
  ]);
  const names = new Map([
    ...demands.map(({ _id, title }) => [String(_id), title] as const),
    ...organisations.map(({ _id, name }) => [String(_id), name] as const),
  ]);
  return mutes
    .map(({ kind, key, at }) => ({ kind, key, name: names.get(key) ?? key, at: at.toISOString() }))
    .reverse();
}

/**
 * Mutes a need, a party or a field for the calling broker; one that is muted stays so since when it was.
 *
 * @throws {ApiError} 404 for a need or party that is not there, 409 where too much is muted already
 */
export async function mute(models: Models, caller: Caller, subject: MuteSubject, at: Date): Promise<void> {
  const { kind, key } = muteKeyOf(subject);
  await findMutableOrThrow(models, caller, { kind, key });
  const { matchedCount } = await models.User.updateOne(
    {
      _id: caller.id,
      "broker.mutes": { $not: { $elemMatch: { kind, key } } },
      [`broker.mutes.${MOST_MUTES - 1}`]: { $exists: false },
    },
    { $push: { "broker.mutes": { kind, key, at } } },
  );
  if (matchedCount > 0) return;
  const { mutes } = brokerPartOf(await findUserOrThrow(models, caller.id));
  const isMuted = mutes.some((muted) => muted.kind === kind && muted.key === key);
  if (!isMuted) throw new ApiError("broker.tooManyMutes");
}

/** Lets a need, a party or a field ring again for the calling broker. */
export async function unmute(models: Models, caller: Caller, subject: MuteSubject): Promise<void> {
  await models.User.updateOne({ _id: caller.id }, { $pull: { "broker.mutes": muteKeyOf(subject) } });
}

/** The one thing that a subject names; its schema sees to it that there is one. */
function muteKeyOf(subject: MuteSubject): MuteKey {
  const [named] = Object.entries(subject) as [MuteKind, string][];
  if (named === undefined) throw new ApiError("request.invalid");
  const [kind, key] = named;
  return { kind, key };
}

async function findMutableOrThrow(models: Models, caller: Caller, { kind, key }: MuteKey): Promise<void> {
  switch (kind) {
    case "field":
      return;
    case "organisation": {
      if ((await models.Organisation.exists({ _id: key })) === null) throw new ApiError("record.notFound");
      return;
    }
    case "demand": {
      const demand = await models.Demand.findById(key)
        .select("status expiresAt visibility organisationId")
        .lean();
      const isReadable =
        demand !== null &&
        mayRead(
          {
            status: demand.status,
            expiresAt: demand.expiresAt,
            visibility: demand.visibility,
            organisationId: String(demand.organisationId),
          },
          readerOf(caller),
          new Date(),
        );
      if (!isReadable) throw new ApiError("record.notFound");
      return;
    }
    default:
      kind satisfies never;
  }
}
