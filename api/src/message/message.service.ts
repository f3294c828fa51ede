import {
  type MessageQuery,
  mayReadMessages,
  type SendMessage,
  wasIntroduced,
  writableKinds,
} from "@market/shared";
import type { MessageDocument, Models } from "@market/shared/models";
import type { Types } from "mongoose";
import type { Caller } from "../caller.ts";
import { ApiError } from "../errors.ts";
import { createOnce } from "../idempotency.ts";
import { getPairingOrThrow, type StoredPairing, standingOf } from "../pairing/pairing.service.ts";

export type StoredMessage = MessageDocument & { _id: Types.ObjectId };

/** What the caller may write in a deal. */
export function writableBy(pairing: StoredPairing, caller: Caller) {
  return writableKinds(dealOf(pairing), standingOf(pairing, caller));
}

/** A page of what was said in a deal, the newest first, with the caller's own notes among it. */
export async function listMessages(
  models: Models,
  caller: Caller,
  pairing: StoredPairing,
  { page = 1, pageSize = 20 }: MessageQuery,
): Promise<{ messages: StoredMessage[]; total: number }> {
  const readable = [
    { kind: "note" as const, createdBy: caller.id },
    ...(mayReadMessages(dealOf(pairing), standingOf(pairing, caller)) ? [{ kind: "message" as const }] : []),
  ];
  const filter = { pairingId: pairing._id, $or: readable };
  const [messages, total] = await Promise.all([
    models.Message.find(filter)
      .sort({ _id: -1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean<StoredMessage[]>(),
    models.Message.countDocuments(filter),
  ]);
  return { messages, total };
}

/**
 * Says something in a deal, once for its key.
 *
 * @throws {ApiError} 403 for who is no side of it, 409 while, or since, it is not open for that
 */
export async function sendMessage(
  models: Models,
  caller: Caller,
  pairingId: string,
  { kind = "message", text }: SendMessage,
  idempotencyKey: string | undefined,
  at: Date,
): Promise<{ message: StoredMessage; pairing: StoredPairing }> {
  const pairing = await getPairingOrThrow(models, caller, pairingId);
  const standing = standingOf(pairing, caller);
  if (!standing.isClaimer && !standing.ownsDemand && !standing.ownsResult) {
    throw new ApiError("message.notYours");
  }
  if (!writableBy(pairing, caller).includes(kind)) {
    throw new ApiError("pairing.wrongStatus", { currentStatus: pairing.status });
  }
  const message = await createOnce(
    idempotencyKey,
    async () => {
      const created = await models.Message.create({
        pairingId: pairing._id,
        kind,
        text: text.trim(),
        at,
        createdBy: caller.id,
        authorName: caller.name,
        authorRole: caller.role,
        idempotencyKey,
        announce: kind === "message",
      });
      return created.toObject();
    },
    (key) => models.Message.findOne({ createdBy: caller.id, idempotencyKey: key }).lean<StoredMessage>(),
  );
  return { message, pairing };
}

function dealOf({ status, history }: StoredPairing) {
  return { status, wasIntroduced: wasIntroduced(history) };
}
