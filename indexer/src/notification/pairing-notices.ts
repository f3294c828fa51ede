import { type NotificationKind, visibilitiesFor } from "@market/shared";
import type { PairingDocument } from "@market/shared/models";
import type { Types } from "mongoose";
import type { StoredDemand, StoredResult } from "../publication/stored-text.ts";
import type { Audience, StoredUser } from "./audience.ts";
import { eventKeyOf, type HistoryAct, type Notice, pendingActs, type Subject } from "./notice.ts";

/** A pairing as far as its notices are concerned. */
export type AnnounceablePairing = Subject &
  Pick<
    PairingDocument,
    | "demandId"
    | "resultId"
    | "demandOrganisationId"
    | "resultOrganisationId"
    | "demandField"
    | "resultField"
    | "score"
    | "status"
  > & {
    /** Its texts, where whoever has just paired them hands them on. */
    texts?: PairedTexts;
  };

/** The texts of a pairing, for their titles. */
export interface PairedTexts {
  demand: Pick<StoredDemand, "_id" | "title" | "visibility">;
  result: Pick<StoredResult, "_id" | "title" | "visibility">;
}

const KIND_BY_ACT: Record<string, NotificationKind> = {
  propose: "pairing.proposed",
  claim: "pairing.claimed",
  introduce: "pairing.introduced",
  negotiate: "pairing.negotiating",
  accept: "pairing.accepted",
  release: "pairing.released",
  decline: "pairing.declined",
  close: "pairing.closed",
  textLeave: "pairing.textLeft",
  contract: "pairing.contracted",
};

/** Stands for the title of a text that its reader may not see before the introduction. */
const HIDDEN_TITLE = "—";

/** The notices that follow from what has happened to a pairing since the last ones. */
export async function pairingNotices(
  pairing: AnnounceablePairing,
  texts: PairedTexts,
  audience: Audience,
): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const { index, entry } of pendingActs(pairing)) {
    const kind = KIND_BY_ACT[entry.act];
    if (kind === undefined) continue;
    const isIntroduced = pairing.history.slice(0, index + 1).some(({ act }) => act === "introduce");
    const recipients = await findRecipients(pairing, index, entry, audience);
    for (const person of recipients) {
      const titleOf = (text: PairedTexts["demand"], ownerId: Types.ObjectId) => ({
        id: text._id,
        title: isIntroduced || maySee(text, ownerId, person) ? text.title : HIDDEN_TITLE,
      });
      notices.push({
        recipientId: person._id,
        eventKey: eventKeyOf("pairing", pairing._id, index),
        kind,
        at: entry.at,
        note: entry.note ?? null,
        pairing: {
          id: pairing._id,
          score: pairing.score,
          demand: titleOf(texts.demand, pairing.demandOrganisationId),
          result: titleOf(texts.result, pairing.resultOrganisationId),
        },
        ...(kind === "pairing.proposed" && { dailyLimit: person.broker?.dailyLimit ?? 0 }),
      });
    }
  }
  return notices;
}

async function findRecipients(
  pairing: AnnounceablePairing,
  index: number,
  entry: HistoryAct,
  audience: Audience,
): Promise<StoredUser[]> {
  if (entry.act === "propose") {
    // Whoever would learn of it too late to do anything about it need not learn of it.
    if (pairing.status !== "proposed") return [];
    return (await audience.brokers()).filter((broker) => fitsWishes(pairing, broker));
  }
  const claimerId = claimerAt(pairing, index);
  // A candidate that nobody had taken up closes without a sound.
  if (entry.act === "close" && claimerId === null) return [];
  const groups = await Promise.all([
    audience.membersOf(pairing.demandOrganisationId),
    audience.membersOf(pairing.resultOrganisationId),
    claimerId === null ? [] : audience.person(claimerId),
  ]);
  return distinctPeople(groups.flat(), entry);
}

/** Everyone once, without the one who did it. */
export function distinctPeople(people: readonly StoredUser[], { actor }: HistoryAct): StoredUser[] {
  const distinct = new Map(people.map((person) => [person._id.toString(), person]));
  if (actor.id) distinct.delete(actor.id.toString());
  return [...distinct.values()];
}

function fitsWishes(pairing: AnnounceablePairing, { broker }: StoredUser): boolean {
  if (!broker) return false;
  const fitsField =
    broker.fields.length === 0 ||
    broker.fields.includes(pairing.demandField) ||
    broker.fields.includes(pairing.resultField);
  return fitsField && pairing.score >= broker.minScore;
}

/** Who held the pairing when an act was done: by `brokerId` alone it could not be told after a release. */
function claimerAt(pairing: AnnounceablePairing, index: number): Types.ObjectId | null {
  const last = pairing.history.slice(0, index).findLast(({ act }) => act === "claim" || act === "release");
  return last?.act === "claim" ? (last.actor.id ?? null) : null;
}

function maySee(
  text: PairedTexts["demand"],
  ownerId: Types.ObjectId,
  { role, organisationId }: StoredUser,
): boolean {
  const isOwn = organisationId?.toString() === ownerId.toString();
  return isOwn || visibilitiesFor({ role, organisationId: null }).includes(text.visibility);
}
