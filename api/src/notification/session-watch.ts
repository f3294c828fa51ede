import type { Models } from "@market/shared/models";
import type { LiveHub } from "./live-hub.ts";

/** Closes the sockets whose sessions have ended elsewhere: on another replica, by expiry, by a reset password. */
export async function closeEndedSessions(models: Models, hub: LiveHub, at: Date): Promise<void> {
  const { sessionIds } = hub;
  if (sessionIds.length === 0) return;
  const standing = await models.Session.find({ _id: { $in: sessionIds }, expiresAt: { $gt: at } })
    .select("_id")
    .lean();
  const standingIds = new Set(standing.map(({ _id }) => String(_id)));
  hub.closeSessions(new Set(sessionIds.filter((sessionId) => !standingIds.has(sessionId))));
}
