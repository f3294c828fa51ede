import { dayOf, endOfDay, startOfDay } from "@market/shared";
import { type BrokerPart, type Models, type PairingDocument, readDigestFilter } from "@market/shared/models";
import type { QueryFilter, Types } from "mongoose";
import { readTexts, type StoredDemand, type StoredResult } from "../publication/stored-text.ts";
import type { StoredUser } from "./audience.ts";
import type { Notice } from "./notice.ts";
import { nameFor } from "./noticed-titles.ts";
import { writeNotifications } from "./write-notifications.ts";

/** In Asia/Shanghai, when people come to work. */
const DIGEST_HOUR = 8;
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Older pairings are no news: a market that stood still for long starts with its last week. */
const MOST_DAYS = 7;
/** Pairings named in the notification itself; the digest's page lists them all. */
const NAMED_PAIRINGS = 5;

/**
 * Sends each broker, once a day from eight in the morning, what fitted their wishes on the days before and did not
 * ring. A digest is unique by its last day, so that any number of indexers may send it, as often as they like.
 */
export async function sendDigests(models: Models, now: Date): Promise<void> {
  const day = dayOf(new Date(now.getTime() - DIGEST_HOUR * HOUR_MS - DAY_MS));
  const due = await models.User.find({
    role: "broker",
    "broker.dailyDigest": { $ne: false },
    $or: [{ "broker.digestedThrough": null }, { "broker.digestedThrough": { $lt: day } }],
  }).lean<StoredUser[]>();
  for (const person of due) {
    if (person.broker) await sendDigest(models, person, person.broker, day);
  }
}

async function sendDigest(
  models: Models,
  person: StoredUser,
  broker: BrokerPart,
  day: string,
): Promise<void> {
  const from = firstDayOf(broker.digestedThrough ?? null, day);
  const notice = await makeDigest(models, person, broker, from, day);
  if (notice !== null) await writeNotifications(models, [notice]);
  await models.User.updateOne(
    {
      _id: person._id,
      $or: [{ "broker.digestedThrough": null }, { "broker.digestedThrough": { $lt: day } }],
    },
    { $set: { "broker.digestedThrough": day } },
    { timestamps: false },
  );
}

/** The day after the last digest, but no further back than a week; the first digest is of one day. */
function firstDayOf(digestedThrough: string | null, day: string): string {
  if (digestedThrough === null) return day;
  const next = startOfDay(digestedThrough).getTime() + DAY_MS;
  const earliest = startOfDay(day).getTime() - (MOST_DAYS - 1) * DAY_MS;
  return dayOf(new Date(Math.max(next, earliest)));
}

type DigestedPairing = { _id: Types.ObjectId } & Pick<
  PairingDocument,
  "demandId" | "resultId" | "demandOrganisationId" | "resultOrganisationId" | "score"
>;

async function makeDigest(
  models: Models,
  person: StoredUser,
  broker: BrokerPart,
  from: string,
  day: string,
): Promise<Notice | null> {
  const filter = await readDigestFilter(models, person._id, broker, from, day);
  const [count, best] = await Promise.all([models.Pairing.countDocuments(filter), readBest(models, filter)]);
  if (count === 0) return null;
  return {
    recipientId: person._id,
    eventKey: `digest:${day}`,
    kind: "pairing.digest",
    at: new Date(endOfDay(day).getTime() + DIGEST_HOUR * HOUR_MS),
    note: null,
    digest: { from, day, count, pairings: await nameAll(models, person, best) },
  };
}

function readBest(models: Models, filter: QueryFilter<PairingDocument>): Promise<DigestedPairing[]> {
  return models.Pairing.find(filter, { factors: 0, evidence: 0, history: 0 })
    .sort({ score: -1, _id: -1 })
    .limit(NAMED_PAIRINGS)
    .lean<DigestedPairing[]>()
    .exec();
}

async function nameAll(models: Models, person: StoredUser, pairings: readonly DigestedPairing[]) {
  const [demands, results] = await Promise.all([
    readTexts(
      models,
      "demand",
      pairings.map(({ demandId }) => demandId),
    ),
    readTexts(
      models,
      "result",
      pairings.map(({ resultId }) => resultId),
    ),
  ]);
  const textOf = (texts: typeof demands, id: Types.ObjectId) =>
    texts.find(({ text }) => text._id.equals(id))?.text;
  return pairings.flatMap((pairing) => {
    const demand = textOf(demands, pairing.demandId) as StoredDemand | undefined;
    const result = textOf(results, pairing.resultId) as StoredResult | undefined;
    return demand && result ? [nameFor(person, pairing, { demand, result }, false)] : [];
  });
}
