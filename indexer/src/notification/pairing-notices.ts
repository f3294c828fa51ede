import {
  type AttentionSubject,
  allowanceOf,
  fitsWishes,
  isMuted,
  type NotificationKind,
  worthOf,
} from "@market/shared";
import type { PairingDocument } from "@market/shared/models";
import type { Types } from "mongoose";
import type { Audience, StoredUser } from "./audience.ts";
import { eventKeyOf, type HistoryAct, type Notice, pendingActs, type Subject } from "./notice.ts";
import { nameFor, type PairedTexts } from "./noticed-titles.ts";

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

interface Recipient {
  person: StoredUser;
  /** Of a new pairing only. */
  ring?: NonNullable<Notice["ring"]>;
}

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
    const recipients =
      entry.act === "propose"
        ? await findRingable(pairing, texts, audience)
        : await findRecipients(pairing, index, entry, audience);
    for (const { person, ring } of recipients) {
      notices.push({
        recipientId: person._id,
        eventKey: eventKeyOf("pairing", pairing._id, index),
        kind,
        at: entry.at,
        note: entry.note ?? null,
        pairing: nameFor(person, pairing, texts, isIntroduced),
        ...(ring && { ring }),
      });
    }
  }
  return notices;
}

/** The brokers a new pairing may ring for: whose wishes it fits and who have muted no part of it. */
async function findRingable(
  pairing: AnnounceablePairing,
  { demand }: PairedTexts,
  audience: Audience,
): Promise<Recipient[]> {
  // Whoever would learn of it too late to do anything about it need not learn of it.
  if (pairing.status !== "proposed") return [];
  const [brokers, standings] = await Promise.all([audience.brokers(), audience.standings()]);
  const subject = toAttentionSubject(pairing);
  return brokers.flatMap((person) => {
    const { broker } = person;
    if (!broker || !fitsWishes(subject, broker) || isMuted(subject, broker.mutes ?? [])) return [];
    const { dailyLimit, capacity = null, level = null } = broker;
    const standing = standings.get(person._id.toString());
    const record = standing?.recordIn(pairing.demandField) ?? { won: 0, lost: 0 };
    const ring = {
      demandId: subject.demandId,
      worth: worthOf(pairing.score, { level, record }, demand.budgetFen ?? null),
      allowance: allowanceOf({ dailyLimit, capacity }, standing?.openClaims ?? 0),
    };
    return [{ person, ring }];
  });
}

function toAttentionSubject(pairing: AnnounceablePairing): AttentionSubject {
  const { demandField, resultField, score } = pairing;
  return {
    demandId: pairing.demandId.toString(),
    demandOrganisationId: pairing.demandOrganisationId.toString(),
    resultOrganisationId: pairing.resultOrganisationId.toString(),
    demandField,
    resultField,
    score,
  };
}

async function findRecipients(
  pairing: AnnounceablePairing,
  index: number,
  entry: HistoryAct,
  audience: Audience,
): Promise<Recipient[]> {
  const claimerId = claimerAt(pairing, index);
  // A candidate that nobody had taken up closes without a sound.
  if (entry.act === "close" && claimerId === null) return [];
  const groups = await Promise.all([
    audience.membersOf(pairing.demandOrganisationId),
    audience.membersOf(pairing.resultOrganisationId),
    claimerId === null ? [] : audience.person(claimerId),
  ]);
  return distinctPeople(groups.flat(), entry).map((person) => ({ person }));
}

/** Everyone once, without the one who did it. */
export function distinctPeople(people: readonly StoredUser[], { actor }: HistoryAct): StoredUser[] {
  const distinct = new Map(people.map((person) => [person._id.toString(), person]));
  if (actor.id) distinct.delete(actor.id.toString());
  return [...distinct.values()];
}

/** Who held the pairing when an act was done: by `brokerId` alone it could not be told after a release. */
function claimerAt(pairing: AnnounceablePairing, index: number): Types.ObjectId | null {
  const last = pairing.history.slice(0, index).findLast(({ act }) => act === "claim" || act === "release");
  return last?.act === "claim" ? (last.actor.id ?? null) : null;
}
