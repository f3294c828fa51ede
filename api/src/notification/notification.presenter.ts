import type { Notification } from "@market/shared";
import type { NotificationDocument } from "@market/shared/models";
import type { Types } from "mongoose";

export type StoredNotification = NotificationDocument & { _id: Types.ObjectId };

/** A notification as its recipient gets it, by REST and by socket alike. */
export function presentNotification(notification: StoredNotification): Notification {
  const { pairing, digest, contract, result, demand, selection } = notification;
  return {
    id: String(notification._id),
    seq: notification.seq,
    kind: notification.kind,
    at: notification.at.toISOString(),
    read: notification.readAt != null,
    ...(notification.note != null && { note: notification.note }),
    ...(pairing != null && { pairing: presentNotifiedPairing(pairing) }),
    ...(digest != null && {
      digest: {
        from: digest.from,
        day: digest.day,
        count: digest.count,
        pairings: digest.pairings.map(presentNotifiedPairing),
      },
    }),
    ...(contract != null && { contract: presentTitled(contract) }),
    ...(result != null && { result: presentTitled(result) }),
    ...(demand != null && { demand: presentTitled(demand) }),
    ...(selection != null && { selection: presentTitled(selection) }),
  };
}

function presentNotifiedPairing({
  id,
  score,
  demand,
  result,
}: NonNullable<StoredNotification["pairing"]>): NonNullable<Notification["pairing"]> {
  return { id: String(id), score, demand: presentTitled(demand), result: presentTitled(result) };
}

function presentTitled({ id, title }: { id: Types.ObjectId; title: string }) {
  return { id: String(id), title };
}
