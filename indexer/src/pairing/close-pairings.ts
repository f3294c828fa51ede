import { closableStatuses, type PairingStatus } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Types } from "mongoose";
import type { TextKind } from "../indexes/index-names.ts";
import { systemActor } from "../system-actor.ts";

/** Past these a pairing belongs to the people in it, who are only told. */
const TOLD_STATUSES = ["introduced", "negotiating", "accepted"] as const satisfies readonly PairingStatus[];

/**
 * Closes what a text's leaving still closes, and tells those further on, each once however often it runs: a text
 * leaves only once, so its history entry is known by which text left and why.
 */
export async function closePairings(
  models: Models,
  kind: TextKind,
  textId: Types.ObjectId,
  reason: string,
): Promise<void> {
  const ofText = kind === "demand" ? { demandId: textId } : { resultId: textId };
  const at = new Date();
  const left = `${kind}.${reason}`;
  await Promise.all([
    models.Pairing.updateMany(
      { ...ofText, status: { $in: closableStatuses } },
      {
        $set: { status: "closed", closedReason: reason, announce: true },
        $push: { history: { at, actor: systemActor, act: "close", reason } },
      },
    ),
    models.Pairing.updateMany(
      {
        ...ofText,
        status: { $in: TOLD_STATUSES },
        history: { $not: { $elemMatch: { act: "textLeave", reason: left } } },
      },
      {
        $set: { announce: true },
        $push: { history: { at, actor: systemActor, act: "textLeave", reason: left } },
      },
    ),
  ]);
}
