import type { NotificationQuery } from "@market/shared";
import type { Models, NotificationDocument } from "@market/shared/models";
import type { QueryFilter } from "mongoose";
import { ApiError } from "../errors.ts";
import type { StoredNotification } from "./notification.presenter.ts";

/**
 * A page of a person's notifications: newest first, or, `after` one of them, ascending from there.
 *
 * @throws {ApiError} 404 for an `after` that is no notification of theirs
 */
export async function listNotifications(
  models: Models,
  recipientId: string,
  { page = 1, pageSize = 20, after, unread }: NotificationQuery,
): Promise<{ notifications: StoredNotification[]; total: number; unread: number }> {
  const filter: QueryFilter<NotificationDocument> = {
    recipientId,
    ...(after !== undefined && { seq: { $gt: await getSeqOrThrow(models, recipientId, after) } }),
    ...(unread === true && { readAt: null }),
    ...(unread === false && { readAt: { $ne: null } }),
  };
  const [notifications, total, unreadCount] = await Promise.all([
    models.Notification.find(filter)
      .sort({ seq: after === undefined ? -1 : 1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean<StoredNotification[]>(),
    models.Notification.countDocuments(filter),
    countUnread(models, recipientId),
  ]);
  return { notifications, total, unread: unreadCount };
}

export async function countUnread(models: Models, recipientId: string): Promise<number> {
  return models.Notification.countDocuments({ recipientId, readAt: null });
}

/** Marks one notification read; one that is read already keeps the time of its first reading. */
export async function readNotification(
  models: Models,
  recipientId: string,
  id: string,
): Promise<StoredNotification> {
  const read = await models.Notification.findOneAndUpdate(
    { _id: id, recipientId, readAt: null },
    { $set: { readAt: new Date() } },
    { returnDocument: "after" },
  ).lean<StoredNotification>();
  const notification =
    read ?? (await models.Notification.findOne({ _id: id, recipientId }).lean<StoredNotification>());
  if (notification === null) throw new ApiError("record.notFound");
  return notification;
}

/** Marks all of a person's notifications read. */
export async function readAllNotifications(models: Models, recipientId: string): Promise<void> {
  await models.Notification.updateMany({ recipientId, readAt: null }, { $set: { readAt: new Date() } });
}

/** @throws {ApiError} 404 for what is no notification of this person */
export async function getSeqOrThrow(models: Models, recipientId: string, id: string): Promise<number> {
  const notification = await models.Notification.findOne({ _id: id, recipientId }).select("seq").lean();
  if (notification === null) throw new ApiError("record.notFound");
  return notification.seq;
}

/** The `seq` of a person's newest notification; 0 before the first. */
export async function findHighestSeq(models: Models, recipientId: string): Promise<number> {
  const newest = await models.Notification.findOne({ recipientId }).sort({ seq: -1 }).select("seq").lean();
  return newest?.seq ?? 0;
}

/** What a socket missed, a page at a time and oldest first: `seq` above `after` and up to `upTo`. */
export async function findMissed(
  models: Models,
  recipientId: string,
  range: { after: number; upTo: number; unreadOnly: boolean; limit: number },
): Promise<StoredNotification[]> {
  return models.Notification.find({
    recipientId,
    seq: { $gt: range.after, $lte: range.upTo },
    ...(range.unreadOnly && { readAt: null }),
  })
    .sort({ seq: 1 })
    .limit(range.limit)
    .lean<StoredNotification[]>();
}

/** How far a recipient has been told. */
export interface Cursor {
  recipientId: string;
  after: number;
}

/** What is new to any of several recipients, in one query; each one's oldest first. */
export async function findNew(
  models: Models,
  cursors: Cursor[],
  limit: number,
): Promise<StoredNotification[]> {
  return models.Notification.find({
    $or: cursors.map(({ recipientId, after }) => ({ recipientId, seq: { $gt: after } })),
  })
    .sort({ recipientId: 1, seq: 1 })
    .limit(limit)
    .lean<StoredNotification[]>();
}

/** Those of several recipients who read something since an instant, here or on any other replica. */
export async function findReadersSince(
  models: Models,
  recipientIds: string[],
  since: Date,
): Promise<{ recipientId: string; id: string }[]> {
  const read = await models.Notification.find({ recipientId: { $in: recipientIds }, readAt: { $gte: since } })
    .select("recipientId")
    .lean();
  return read.map((notification) => ({
    recipientId: String(notification.recipientId),
    id: String(notification._id),
  }));
}
