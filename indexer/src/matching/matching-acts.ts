import type { Actor } from "@market/shared";
import { MATCHING_ID, type MatchingDocument, type Models } from "@market/shared/models";
import { Types } from "mongoose";

/** By then every indexer has seen what was adopted, however long it took to look. */
const SETTLE_MS = 5_000;

export interface Adoption {
  version: string;
  /** The generation that the decision was made upon. */
  generation: number;
  /** Whether only a person may replace it. */
  isPinned: boolean;
  actor: Actor;
}

/**
 * Puts weights in force, older ones as well as newer ones, and asks for everything to be matched anew. Weights that
 * are in force already stay so: only whether they are pinned changes.
 *
 * @param adoption.version must be of weights that are kept
 * @returns how matching stands then, or `null` where it no longer stands as the decision saw it
 */
export async function adoptWeights(
  models: Models,
  { version, generation, isPinned, actor }: Adoption,
  at: Date,
): Promise<MatchingDocument | null> {
  const pinned = await models.Matching.findOneAndUpdate(
    { _id: MATCHING_ID, generation, weightsVersion: version },
    { $set: { isPinned }, $push: { history: { at, actor, act: isPinned ? "pin" : "unpin", note: version } } },
    { returnDocument: "after" },
  ).lean();
  if (pinned !== null) return pinned;
  return models.Matching.findOneAndUpdate(
    { _id: MATCHING_ID, generation },
    {
      $inc: { generation: 1 },
      $set: { weightsVersion: version, isPinned, rematch: newRematch(at) },
      $push: { history: { at, actor, act: "adopt", note: version } },
    },
    { returnDocument: "after" },
  ).lean();
}

/**
 * Asks for everything to be matched anew.
 *
 * @returns `null` where that is under way already
 */
export async function requestRematch(
  models: Models,
  actor: Actor,
  at: Date,
): Promise<MatchingDocument | null> {
  return models.Matching.findOneAndUpdate(
    { _id: MATCHING_ID, $or: [{ rematch: null }, { "rematch.finishedAt": { $ne: null } }] },
    { $set: { rematch: newRematch(at) }, $push: { history: { at, actor, act: "rematch", note: null } } },
    { returnDocument: "after" },
  ).lean();
}

/**
 * Asks for the weights to be fitted to what brokers have decided.
 *
 * @returns `null` where that is asked for already
 */
export async function requestFit(models: Models, actor: Actor, at: Date): Promise<MatchingDocument | null> {
  return models.Matching.findOneAndUpdate(
    { _id: MATCHING_ID, "learning.requestedAt": null },
    {
      $set: { "learning.requestedAt": at },
      $push: { history: { at, actor, act: "fit", note: null } },
    },
    { returnDocument: "after" },
  ).lean();
}

/** A run that begins with the first need, once the weights are known to every indexer. */
export function newRematch(at: Date) {
  return {
    runId: new Types.ObjectId(),
    requestedAt: at,
    startsAt: new Date(at.getTime() + SETTLE_MS),
    kind: "demand" as const,
    afterId: null,
    done: 0,
    failed: 0,
    total: 0,
    workedMs: 0,
    finishedAt: null,
    leaseToken: null,
    leaseUntil: null,
  };
}
