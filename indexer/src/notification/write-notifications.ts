import { setTimeout as sleep } from "node:timers/promises";
import { dayOf, startOfDay } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Types } from "mongoose";
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
  const groups = groupByRecipient(notices);
  const work = Array.from({ length: Math.min(CONCURRENT_RECIPIENTS, groups.length) }, async () => {
    for (let group = groups.shift(); group; group = groups.shift()) await writeToRecipient(models, group);
  });
  await Promise.all(work);
}

function groupByRecipient(notices: readonly Notice[]): Notice[][] {
  const groups = new Map<string, Notice[]>();
  for (const notice of notices) {
    const key = notice.recipientId.toString();
    const group = groups.get(key);
    if (group) group.push(notice);
    else groups.set(key, [notice]);
  }
  return [...groups.values()];
}

async function writeToRecipient(models: Models, notices: readonly Notice[]): Promise<void> {
  const { recipientId } = notices[0]!;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    // Before the count of the day: whoever writes after this read makes our `seq` clash, and we count again.
    const [lastSeq, unwritten] = await Promise.all([
      readLastSeq(models, recipientId),
      // Hardly ever is one there already; the unique index says so, and then it is looked up.
      attempt === 0 ? notices : withoutExisting(models, notices),
    ]);
    const missing = await withinDailyLimit(models, recipientId, unwritten, lastSeq);
    if (missing.length === 0) return;
    const now = new Date();
    const documents = missing.map(({ dailyLimit: _, ...notice }, index) => ({
      ...notice,
      seq: lastSeq + 1 + index,
      readAt: null,
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

async function withoutExisting(models: Models, notices: readonly Notice[]): Promise<Notice[]> {
  const existing = await models.Notification.find(
    { recipientId: notices[0]!.recipientId, eventKey: { $in: notices.map(({ eventKey }) => eventKey) } },
    { eventKey: 1 },
  ).lean();
  const keys = new Set(existing.map(({ eventKey }) => eventKey));
  return notices.filter(({ eventKey }) => !keys.has(eventKey));
}

/** Drops what goes beyond the recipient's limit of the day, in Asia/Shanghai. */
async function withinDailyLimit(
  models: Models,
  recipientId: Types.ObjectId,
  notices: readonly Notice[],
  lastSeq: number,
): Promise<Notice[]> {
  const limited = notices.filter(({ dailyLimit }) => dailyLimit !== undefined);
  const [first] = limited;
  if (first?.dailyLimit === undefined) return [...notices];
  const today = startOfDay(dayOf(new Date()));
  // The notice that many places back tells in one step whether the limit can be near, which it hardly ever is.
  const distantSeq = lastSeq + limited.length - first.dailyLimit;
  const distant =
    distantSeq > 0 && (await models.Notification.findOne({ recipientId, seq: distantSeq }, { at: 1 }).lean());
  const isFar = !distant || distant.at < today;
  if (isFar && limited.length <= first.dailyLimit) return [...notices];
  const countToday = await models.Notification.countDocuments({
    recipientId,
    kind: first.kind,
    at: { $gte: today },
  });
  let left = first.dailyLimit - countToday;
  return notices.filter(({ dailyLimit }) => {
    if (dailyLimit === undefined) return true;
    left -= 1;
    return left >= 0;
  });
}
