import type { FastifyInstance } from "fastify";
import { Types } from "mongoose";
import type { Person } from "./people.ts";

/** Writes a notification as the indexer would and returns its id. */
export async function notify(
  app: FastifyInstance,
  recipient: Pick<Person, "id">,
  seq: number,
  options: { isRead?: boolean } = {},
): Promise<string> {
  const subject = new Types.ObjectId();
  const notification = await app.models.Notification.create({
    recipientId: recipient.id,
    seq,
    eventKey: `pairing:${subject}:0`,
    kind: "pairing.proposed",
    at: new Date(),
    readAt: options.isRead ? new Date() : null,
    pairing: {
      id: subject,
      score: 0.8,
      demand: { id: new Types.ObjectId(), title: "外机低频噪声" },
      result: { id: new Types.ObjectId(), title: "压缩机转矩补偿" },
    },
  });
  return String(notification._id);
}
