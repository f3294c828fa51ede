import { type QueryFilter, Types } from "mongoose";
import type { MuteKind } from "../broker/broker.schema.ts";
import { endOfDay, startOfDay } from "../calendar.ts";
import type { Field } from "../vocabulary/vocabulary.schema.ts";
import type { UserDocument } from "./account.model.ts";
import type { Models } from "./index.ts";
import type { PairingDocument } from "./pairing.model.ts";

export type BrokerPart = NonNullable<UserDocument["broker"]>;

/** From one day to another in Asia/Shanghai, both inclusive, as instants: `$lt` is the end of the second. */
function instantsOfDays(from: string, day: string): { $gte: Date; $lt: Date } {
  return { $gte: startOfDay(from), $lt: endOfDay(day) };
}

/**
 * The pairings of some days, both inclusive, that fit a broker's wishes, are not muted, have not rung and wait for
 * somebody to claim them. Derived from what stands, so that there is nothing to keep in step: the same rules as
 * `fitsWishes` and `isMuted`, put to the store.
 */
export async function readDigestFilter(
  { Notification }: Pick<Models, "Notification">,
  recipientId: string | Types.ObjectId,
  { fields, minScore, mutes }: Pick<BrokerPart, "fields" | "minScore" | "mutes">,
  from: string,
  day: string,
): Promise<QueryFilter<PairingDocument>> {
  const proposedAt = instantsOfDays(from, day);
  const rung = await Notification.find({
    recipientId,
    kind: "pairing.proposed",
    createdAt: { $gte: proposedAt.$gte },
  })
    .select("pairing.id")
    .lean();
  const mutedOf = (kind: MuteKind) =>
    (mutes ?? []).filter((mute) => mute.kind === kind).map(({ key }) => key);
  const mutedIdsOf = (kind: MuteKind) => mutedOf(kind).map((key) => new Types.ObjectId(key));
  const mutedFields = mutedOf("field") as Field[];
  const mutedOrganisationIds = mutedIdsOf("organisation");
  return {
    _id: { $nin: rung.flatMap(({ pairing }) => pairing?.id ?? []) },
    status: "proposed",
    createdAt: proposedAt,
    score: { $gte: minScore },
    demandId: { $nin: mutedIdsOf("demand") },
    demandOrganisationId: { $nin: mutedOrganisationIds },
    resultOrganisationId: { $nin: mutedOrganisationIds },
    demandField: { $nin: mutedFields },
    resultField: { $nin: mutedFields },
    ...(fields.length > 0 && {
      $or: [{ demandField: { $in: fields } }, { resultField: { $in: fields } }],
    }),
  };
}
