import type { Models } from "@market/shared/models";
import type { TextKind } from "../indexes/index-names.ts";
import { UNJOURNALLED } from "../store/write-concern.ts";
import { asStoredText, type StoredText, textModelOf } from "./stored-text.ts";

/** Texts of one kind whose work a worker has taken, all under one token. */
export interface Claim {
  kind: TextKind;
  token: string;
  texts: StoredText[];
}

export interface ClaimRequest {
  kind: TextKind;
  token: string;
  limit: number;
  /** Only what became due after this, newest first; without it the longest due come first. */
  dueAfter?: Date;
}

/** How long a claim holds without being renewed: a killed worker's texts wait no longer than this. */
const LEASE_MS = 10_000;
const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 5 * 60_000;

// The work of a text is no change of it: `updatedAt` stays what its people made it.
const NO_TIMESTAMPS = { timestamps: false } as const;
const UNDURABLE = { ...NO_TIMESTAMPS, ...UNJOURNALLED } as const;
const UNCLAIMED = { "indexing.leaseToken": null, "indexing.leaseUntil": null } as const;

/** Takes due texts that nobody holds, or `null` where there are none. */
export async function claimTexts(models: Models, request: ClaimRequest): Promise<Claim | null> {
  const { kind, token, limit, dueAfter } = request;
  const model = textModelOf(models, kind);
  const now = new Date();
  const free = {
    "indexing.dueAt": { $type: "date" as const, $lte: now, ...(dueAfter && { $gt: dueAfter }) },
    $or: [{ "indexing.leaseUntil": null }, { "indexing.leaseUntil": { $lte: now } }],
  };
  const found = await model
    .find(free)
    .sort({ "indexing.dueAt": dueAfter ? -1 : 1 })
    .limit(limit)
    .lean();
  if (found.length === 0) return null;
  const ids = found.map(({ _id }) => _id);
  const { modifiedCount } = await model.updateMany(
    { ...free, _id: { $in: ids } },
    { $set: { "indexing.leaseToken": token, "indexing.leaseUntil": leaseEnd() } },
    UNDURABLE,
  );
  if (modifiedCount === 0) return null;
  // What changed between reading and claiming shows when the work is finished, by its revision.
  const claimed =
    modifiedCount === found.length
      ? found
      : await model.find({ _id: { $in: ids }, "indexing.leaseToken": token }).lean();
  return { kind, token, texts: claimed.map((document) => asStoredText(kind, document)) };
}

/** Keeps claims from running out while their work goes on. */
export async function renewClaims(models: Models, claims: Iterable<Claim>): Promise<void> {
  await Promise.all(
    [...claims].map((claim) =>
      textModelOf(models, claim.kind).updateMany(
        heldBy(claim),
        { $set: { "indexing.leaseUntil": leaseEnd() } },
        UNDURABLE,
      ),
    ),
  );
}

/**
 * Marks the work of those texts done that are still as they were read, and gives the others back.
 * @param keywordsOnly the texts that were indexed without vectors
 */
export function finishTexts(
  models: Models,
  claim: Claim,
  keywordsOnly: ReadonlySet<StoredText>,
): Promise<void> {
  const outcomeOf = (stored: StoredText) => ({
    "indexing.dueAt": null,
    "indexing.attempts": 0,
    "indexing.lastError": null,
    "indexing.indexedRevision": stored.text.revision,
    "indexing.keywordsOnly": keywordsOnly.has(stored),
  });
  // What is not marked is done again; what must stay of it, index document and pairings, is on the disk by now.
  return settleTexts(models, claim, outcomeOf, UNJOURNALLED);
}

/** Puts failed work off, longer with each attempt, and keeps why for people to see. */
export function failTexts(models: Models, claim: Claim, reason: string): Promise<void> {
  return settleTexts(models, claim, ({ text }) => {
    const attempts = text.indexing.attempts + 1;
    const backOffMs = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (attempts - 1));
    return {
      "indexing.dueAt": new Date(Date.now() + backOffMs),
      "indexing.attempts": attempts,
      "indexing.lastError": reason,
    };
  });
}

/** Gives claimed texts back undone. */
export async function releaseTexts(models: Models, claim: Claim): Promise<number> {
  const { matchedCount } = await textModelOf(models, claim.kind).updateMany(
    heldBy(claim),
    { $set: UNCLAIMED },
    UNDURABLE,
  );
  return matchedCount;
}

/** Makes texts due that match a filter and are not due already; what failed keeps its back-off. */
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

/** Writes the outcome for texts that are still ours and of the revision that was read; the others stay due. */
async function settleTexts(
  models: Models,
  claim: Claim,
  outcomeOf: (stored: StoredText) => Record<string, unknown>,
  options: Partial<typeof UNJOURNALLED> = {},
): Promise<void> {
  const model = textModelOf(models, claim.kind);
  const settled = await model.bulkWrite(
    claim.texts.map((stored) => ({
      updateOne: {
        filter: {
          _id: stored.text._id,
          "indexing.leaseToken": claim.token,
          revision: stored.text.revision,
        },
        update: { $set: { ...outcomeOf(stored), ...UNCLAIMED } },
        ...NO_TIMESTAMPS,
      },
    })),
    { ordered: false, ...options },
  );
  if (settled.matchedCount === claim.texts.length) return;
  const releasedCount = await releaseTexts(models, claim);
  if (settled.matchedCount + releasedCount < claim.texts.length) await redoLost(models, claim);
}

/**
 * A claim that ran out may have let another worker write what is newer before we wrote what is older: texts that
 * have moved on since we read them are due once more.
 */
async function redoLost(models: Models, { kind, texts }: Claim): Promise<void> {
  for (const { text } of texts) {
    await makeDue(models, kind, { _id: text._id, revision: { $ne: text.revision } });
  }
}

function heldBy({ token, texts }: Claim) {
  return { _id: { $in: texts.map(({ text }) => text._id) }, "indexing.leaseToken": token };
}

function leaseEnd(): Date {
  return new Date(Date.now() + LEASE_MS);
}
