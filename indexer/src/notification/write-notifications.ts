import { setTimeout as sleep } from "node:timers/promises";
import { chooseRings, dayOf, type NotificationKind, startOfDay } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Types } from "mongoose";
import { groupBy } from "../group-by.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import type { Notice } from "./notice.ts";

const MAX_ATTEMPTS = 30;
const LONGEST_JITTER_MS = 20;
/** Recipients written at once: each is a conversation of its own with the store. */
const CONCURRENT_RECIPIENTS = 8;

/**
 * Writes notices, each once for its recipient however often it is asked for. Each takes its recipient's highest
 * `seq` plus one, in the order given; a clash with another writer is read again and retried, so that there is no
 * gap, and a reader who has seen one `seq` never finds a lower one later.
 */
export async function writeNotifications(models: Models, notices: readonly Notice[]): Promise<void> {
  const groups = [...groupBy(notices, ({ recipientId }) => recipientId.toString()).values()];
  const quiet = await readQuietKinds(models, notices);
  const work = Array.from({ length: Math.min(CONCURRENT_RECIPIENTS, groups.length) }, async () => {
    for (let group = groups.shift(); group; group = groups.shift())
      await writeToRecipient(models, group, quiet);
  });
  await Promise.all(work);
}

type QuietKinds = ReadonlyMap<string, readonly NotificationKind[]>;

/** The kinds that recipients do not want to be told of, by recipient; those who want all are left out. */
async function readQuietKinds(models: Models, notices: readonly Notice[]): Promise<QuietKinds> {
  if (notices.length === 0) return new Map();
  const people = await models.User.find(
    { _id: { $in: notices.map(({ recipientId }) => recipientId) }, "quietKinds.0": { $exists: true } },
    { quietKinds: 1 },
  ).lean();
  return new Map(people.map(({ _id, quietKinds }) => [_id.toString(), quietKinds]));
}

async function writeToRecipient(
  models: Models,
  notices: readonly Notice[],
  quiet: QuietKinds,
): Promise<void> {
  const { recipientId } = notices[0]!;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    // Before all that is decided by what the recipient has: whoever writes after this read makes our `seq` clash,
    // and we read and decide again.
    const lastSeq = await readLastSeq(models, recipientId);
    const [others, rings] = await Promise.all([
      // Hardly ever is one there already; the unique index says so, and then it is looked up.
      withoutExisting(
        models,
        notices.filter(({ ring }) => ring === undefined),
        attempt > 0,
      ),
      chooseRinging(models, notices, lastSeq),
    ]);
    const missing = [...others, ...rings];
    if (missing.length === 0) return;
    const now = new Date();
    const documents = missing.map(({ ring, ...notice }, index) => ({
      ...notice,
      ...(ring && { worth: ring.worth }),
      seq: lastSeq + 1 + index,
      // A kind that is not to be told of is listed all the same, as if it had been seen.
      readAt: quiet.get(recipientId.toString())?.includes(notice.kind) ? now : null,
      createdAt: now,
      updatedAt: now,
    }));
    try {
      // Lean: what is built here by type need not be made a document and validated, which is most of the cost.
      await models.Notification.insertMany(documents, { ordered: true, lean: true });
      return;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    await sleep(Math.random() * LONGEST_JITTER_MS);
  }
  throw new Error(`notifications of ${recipientId} clashed ${MAX_ATTEMPTS} times`);
}

async function readLastSeq(models: Models, recipientId: Types.ObjectId): Promise<number> {
  const last = await models.Notification.findOne({ recipientId }, { seq: 1 }).sort({ seq: -1 }).lean();
  return last?.seq ?? 0;
}

async function withoutExisting(
  models: Models,
  notices: readonly Notice[],
  mayExist: boolean,
): Promise<readonly Notice[]> {
  if (!mayExist || notices.length === 0) return notices;
  const existing = await models.Notification.find(
    { recipientId: notices[0]!.recipientId, eventKey: { $in: notices.map(({ eventKey }) => eventKey) } },
    { eventKey: 1 },
  ).lean();
  const keys = new Set(existing.map(({ eventKey }) => eventKey));
  return notices.filter(({ eventKey }) => !keys.has(eventKey));
}

type RingingNotice = Notice & Required<Pick<Notice, "ring">>;

/** Of the new pairings among a recipient's notices those that ring now, the best first. */
async function chooseRinging(
  models: Models,
  notices: readonly Notice[],
  lastSeq: number,
): Promise<readonly Notice[]> {
  const ringing = notices.filter((notice): notice is RingingNotice => notice.ring !== undefined);
  const [first] = ringing;
  if (first === undefined) return [];
  const { allowance } = first.ring;
  if (allowance === 0) return [];
  const [rungOfNeeds, worthsToday] = await Promise.all([
    readRungOfNeeds(models, ringing),
    readWorthsToday(models, ringing, lastSeq),
  ]);
  const rungKeys = new Set(rungOfNeeds.map(({ eventKey }) => eventKey));
  const rungByDemand = groupBy(rungOfNeeds, ({ pairing }) => pairing!.demand.id.toString());
  const worthsByDemand = new Map([...rungByDemand].map(([id, rung]) => [id, rung.map(worthWhenRung)]));
  const candidates = ringing
    .filter(({ eventKey }) => !rungKeys.has(eventKey))
    .map((notice) => ({ notice, demandId: notice.ring.demandId, worth: notice.ring.worth }));
  return chooseRings(candidates, allowance, { worthsToday, worthsByDemand }).map(({ notice }) => notice);
}

async function readRungOfNeeds(models: Models, ringing: readonly RingingNotice[]) {
  const demandIds = new Set(ringing.map(({ ring }) => ring.demandId));
  return models.Notification.find(
    {
      recipientId: ringing[0]!.recipientId,
      "pairing.demand.id": { $in: [...demandIds] },
      kind: ringing[0]!.kind,
    },
    { eventKey: 1, worth: 1, pairing: 1 },
  ).lean();
}

/**
 * What each pairing was worth that rang for a recipient today, in Asia/Shanghai; none where so few rang that nothing
 * depends on them.
 */
async function readWorthsToday(
  models: Models,
  ringing: readonly RingingNotice[],
  lastSeq: number,
): Promise<number[]> {
  const { recipientId, kind, ring } = ringing[0]!;
  const today = startOfDay(dayOf(new Date()));
  // Below half of the allowance there is no bar, and below this there is room for all. The notice that many places
  // back tells in one step whether it can be more, which it hardly ever is.
  const harmlessCount = Math.min(Math.ceil(ring.allowance / 2) - 1, ring.allowance - ringing.length);
  if (harmlessCount >= lastSeq) return [];
  if (harmlessCount >= 0) {
    const distant = await models.Notification.findOne(
      { recipientId, seq: lastSeq - harmlessCount },
      { createdAt: 1 },
    ).lean();
    if (distant !== null && distant.createdAt < today) return [];
  }
  const rung = await models.Notification.find(
    { recipientId, kind, createdAt: { $gte: today } },
    { worth: 1, pairing: 1 },
  ).lean();
  return rung.map(worthWhenRung);
}

/** Notices written before they kept it are taken at the pairing's score. */
function worthWhenRung({
  worth,
  pairing,
}: {
  worth?: number | null;
  pairing?: { score: number } | null;
}): number {
  return worth ?? pairing?.score ?? 0;
}
