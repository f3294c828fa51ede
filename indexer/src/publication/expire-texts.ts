import { EXPIRY_NOTICE_DAYS, publicationActs } from "@market/shared";
import type { Models } from "@market/shared/models";
import { textKinds } from "../indexes/index-names.ts";
import { systemActor } from "../system-actor.ts";
import { textModelOf } from "./stored-text.ts";

/**
 * Ends published texts whose time is over, leaving the act in their history and the work that follows from it. Reads
 * already filter by time: the sweep only brings the records in line.
 */
export async function expireTexts(models: Models, at: Date): Promise<void> {
  const { from, to } = publicationActs.expire;
  await Promise.all(
    textKinds.map((kind) =>
      textModelOf(models, kind).updateMany(
        { status: { $in: from }, expiresAt: { $lte: at } },
        {
          $set: {
            status: to,
            "indexing.dueAt": at,
            "indexing.attempts": 0,
            "indexing.lastError": null,
          },
          $inc: { revision: 1 },
          $push: { history: { at, actor: systemActor, act: "expire", note: null } },
        },
      ),
    ),
  );
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Leaves in the history of each demand that is about to expire that its owner is to hear of it, once a deadline. */
export async function announceExpiry(models: Models, at: Date): Promise<void> {
  await models.Demand.updateMany(
    {
      status: "published",
      expiresAt: { $gt: at, $lte: new Date(at.getTime() + EXPIRY_NOTICE_DAYS * DAY_MS) },
      expiryNoticedAt: null,
    },
    {
      $set: { expiryNoticedAt: at, announce: true },
      $push: { history: { at, actor: systemActor, act: "expireSoon", note: null } },
    },
  );
}
