import type { Models } from "@market/shared/models";
import { type TextKind, textKinds } from "../indexes/index-names.ts";
import { asStoredText, type StoredText, textModelOf } from "./stored-text.ts";

/** A text whose work a worker has taken, under a token of its own. */
export interface Claim {
  stored: StoredText;
  token: string;
}

/** How long a claim holds without being renewed: a killed worker's texts wait no longer than this. */
export const LEASE_MS = 10_000;
const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 5 * 60_000;

// The work of a text is no change of it: `updatedAt` stays what its people made it.
const NO_TIMESTAMPS = { timestamps: false } as const;

/**
 * Takes a due text that nobody holds, or `null`. `newestFirst` serves what has just been posted, so that it does
 * not wait behind a backlog; callers alternate, so that the backlog does not wait for ever either.
 */
export async function claimText(
  models: Models,
  kind: TextKind,
  token: string,
  newestFirst: boolean,
): Promise<Claim | null> {
  const now = new Date();
  const document = await textModelOf(models, kind)
    .findOneAndUpdate(
      {
        "indexing.dueAt": { $type: "date", $lte: now },
        $or: [{ "indexing.leaseUntil": null }, { "indexing.leaseUntil": { $lte: now } }],
      },
      { $set: { "indexing.leaseToken": token, "indexing.leaseUntil": leaseEnd() } },
      { sort: { "indexing.dueAt": newestFirst ? -1 : 1 }, returnDocument: "after", ...NO_TIMESTAMPS },
    )
    .lean();
  return document && { stored: asStoredText(kind, document), token };
}

/** Keeps claims from running out while their work goes on. */
export async function renewClaims(models: Models, claims: Iterable<Claim>): Promise<void> {
  const held = [...claims];
  await Promise.all(
    textKinds.map(async (kind) => {
      const ofKind = held.filter(({ stored }) => stored.kind === kind);
      if (ofKind.length === 0) return;
      await textModelOf(models, kind).updateMany(
        {
          _id: { $in: ofKind.map(({ stored }) => stored.text._id) },
          "indexing.leaseToken": { $in: ofKind.map(({ token }) => token) },
        },
        { $set: { "indexing.leaseUntil": leaseEnd() } },
        NO_TIMESTAMPS,
      );
    }),
  );
}

/** Marks the work done, if the text is still the one that was read and the claim still holds. */
export async function finishText(models: Models, claim: Claim, keywordsOnly: boolean): Promise<void> {
  const { modifiedCount } = await updateClaimed(models, claim, {
    "indexing.dueAt": null,
    "indexing.leaseToken": null,
    "indexing.leaseUntil": null,
    "indexing.attempts": 0,
    "indexing.lastError": null,
    "indexing.indexedRevision": claim.stored.text.revision,
    "indexing.keywordsOnly": keywordsOnly,
  });
  if (modifiedCount === 0) await releaseText(models, claim);
}

/** Puts failed work off, longer with each attempt, and keeps why for people to see. */
export async function failText(models: Models, claim: Claim, error: unknown): Promise<void> {
  const attempts = claim.stored.text.indexing.attempts + 1;
  const backOffMs = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (attempts - 1));
  const { modifiedCount } = await updateClaimed(models, claim, {
    "indexing.dueAt": new Date(Date.now() + backOffMs),
    "indexing.leaseToken": null,
    "indexing.leaseUntil": null,
    "indexing.attempts": attempts,
    "indexing.lastError": error instanceof Error ? error.message : String(error),
  });
  if (modifiedCount === 0) await releaseText(models, claim);
}

/**
 * Gives a claim back undone: the text has changed since, or the worker is stopping. Where the claim had run out,
 * another worker may have written what is newer before we wrote what is older: the text is then due once more.
 */
export async function releaseText(models: Models, { stored, token }: Claim): Promise<void> {
  const model = textModelOf(models, stored.kind);
  const { matchedCount } = await model.updateOne(
    { _id: stored.text._id, "indexing.leaseToken": token },
    { $set: { "indexing.leaseToken": null, "indexing.leaseUntil": null } },
    NO_TIMESTAMPS,
  );
  if (matchedCount > 0) return;
  await model.updateOne({ _id: stored.text._id }, { $set: { "indexing.dueAt": new Date() } }, NO_TIMESTAMPS);
}

/** Makes published texts due that match a filter; what failed keeps its back-off. */
export async function makeDue(
  models: Models,
  kind: TextKind,
  filter: Record<string, unknown>,
): Promise<number> {
  const { modifiedCount } = await textModelOf(models, kind).updateMany(
    { ...filter, "indexing.dueAt": null },
    { $set: { "indexing.dueAt": new Date() } },
    NO_TIMESTAMPS,
  );
  return modifiedCount;
}

/** Makes due at once what had failed and was put off: what stood in its way is gone. */
export async function hastenFailed(models: Models, kind: TextKind): Promise<void> {
  const now = new Date();
  await textModelOf(models, kind).updateMany(
    { "indexing.dueAt": { $type: "date", $gt: now } },
    { $set: { "indexing.dueAt": now } },
    NO_TIMESTAMPS,
  );
}

function updateClaimed(models: Models, { stored, token }: Claim, set: Record<string, unknown>) {
  return textModelOf(models, stored.kind).updateOne(
    { _id: stored.text._id, "indexing.leaseToken": token, revision: stored.text.revision },
    { $set: set },
    NO_TIMESTAMPS,
  );
}

function leaseEnd(): Date {
  return new Date(Date.now() + LEASE_MS);
}
