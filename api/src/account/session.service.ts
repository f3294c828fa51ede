import { createHash, randomBytes } from "node:crypto";
import type { Models } from "@market/shared/models";
import type { Caller } from "../caller.ts";

export const SESSION_COOKIE = "session";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A browser that stays away this long is signed out. */
const IDLE_LIFETIME_MS = 14 * DAY_MS;
/** However busy, a session ends this long after signing in. */
const WHOLE_LIFETIME_MS = 90 * DAY_MS;
/** Prolonging by less than this is not worth a write a request. */
const PROLONG_STEP_MS = DAY_MS;

/** A secret that is handed out once and recognised by its hash: a copy of the store opens no door. */
export function createToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Signs a person in and returns the token for their cookie. */
export async function openSession(models: Models, userId: string, at: Date): Promise<string> {
  const { token, tokenHash } = createToken();
  await models.Session.create({ tokenHash, userId, expiresAt: new Date(at.getTime() + IDLE_LIFETIME_MS) });
  return token;
}

/** The person whose session a token is, or `null` for a token that is unknown or has expired. */
export async function findCaller(models: Models, token: string, at: Date): Promise<Caller | null> {
  const session = await models.Session.findOne({ tokenHash: hashToken(token) }).lean();
  if (session === null || session.expiresAt <= at) return null;
  const user = await models.User.findById(session.userId).lean();
  if (user === null || user.deletedAt != null) return null;
  const expiresAt = new Date(
    Math.min(at.getTime() + IDLE_LIFETIME_MS, session.createdAt.getTime() + WHOLE_LIFETIME_MS),
  );
  if (expiresAt.getTime() - session.expiresAt.getTime() >= PROLONG_STEP_MS) {
    await models.Session.updateOne({ _id: session._id }, { $set: { expiresAt } });
  }
  return {
    id: String(user._id),
    name: user.name,
    email: user.email,
    role: user.role,
    organisationId: user.organisationId ? String(user.organisationId) : null,
    organisationAdmin: user.organisationAdmin,
    isVerifiedBroker: user.role === "broker" && user.broker?.verifiedAt != null,
    sessionId: String(session._id),
  };
}

/** Signs one browser out. */
export async function closeSession(models: Models, sessionId: string): Promise<void> {
  await models.Session.deleteOne({ _id: sessionId });
}

/** Signs a person out everywhere, but for the browser they are sitting at if one is named. */
export async function closeSessionsOf(
  models: Models,
  userId: string,
  options: { exceptSessionId?: string } = {},
): Promise<string[]> {
  const sessions = await models.Session.find({
    userId,
    ...(options.exceptSessionId !== undefined && { _id: { $ne: options.exceptSessionId } }),
  })
    .select("_id")
    .lean();
  const sessionIds = sessions.map((session) => String(session._id));
  await models.Session.deleteMany({ _id: { $in: sessionIds } });
  return sessionIds;
}
