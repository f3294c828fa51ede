import type { Notification } from "@market/shared";
import type { NotificationDocument } from "@market/shared/models";
import type { Types } from "mongoose";

export type StoredNotification = NotificationDocument & { _id: Types.ObjectId };

/** A notification as its recipient gets it, by REST and by socket alike. */
export function presentNotification(notification: StoredNotification): Notification {
  const { pairing, contract, result, demand } = notification;
  return {
    id: String(notification._id),
    seq: notification.seq,
    kind: notification.kind,
    at: notification.at.toISOString(),
    read: notification.readAt != null,
    ...(notification.note != null && { note: notification.note }),
    ...(pairing != null && {
      pairing: {
        id: String(pairing.id),
        score: pairing.score,
        demand: presentTitled(pairing.demand),
        result: presentTitled(pairing.result),
      },
    }),
    ...(contract != null && { contract: presentTitled(contract) }),
    ...(result != null && { result: presentTitled(result) }),
    ...(demand != null && { demand: presentTitled(demand) }),
  };
}

function presentTitled({ id, title }: { id: Types.ObjectId; title: string }) {
  return { id: String(id), title };
}
