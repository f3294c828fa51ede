import type { NotificationKind } from "@market/shared";
import type { TextKind } from "../indexes/index-names.ts";
import type { StoredText } from "../publication/stored-text.ts";
import type { Audience, StoredUser } from "./audience.ts";
import { eventKeyOf, type HistoryAct, type Notice, pendingActs } from "./notice.ts";
import { distinctPeople } from "./pairing-notices.ts";

/** The notices that follow from what has happened to a text since the last ones. */
export async function publicationNotices({ kind, text }: StoredText, audience: Audience): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const { index, entry } of pendingActs(text)) {
    const noticeKind = noticeKindOf(kind, entry);
    if (noticeKind === null) continue;
    const people = await peopleFor(noticeKind, text, audience);
    for (const person of distinctPeople(people, entry)) {
      notices.push({
        recipientId: person._id,
        eventKey: eventKeyOf(kind, text._id, index),
        kind: noticeKind,
        at: entry.at,
        note: entry.note ?? null,
        [kind]: { id: text._id, title: text.title },
      });
    }
  }
  return notices;
}

async function peopleFor(
  kind: NotificationKind,
  { organisationId, field }: StoredText["text"],
  audience: Audience,
): Promise<StoredUser[]> {
  if (kind === "result.nominated") return audience.officials();
  const owners = await audience.membersOf(organisationId);
  if (kind !== "result.selected") return owners;
  // What the city has selected is worth a broker's look, before any need has been paired with it.
  const brokers = await audience.brokers();
  return [...owners, ...brokers.filter(({ broker }) => hearsOf(broker?.fields ?? [], field))];
}

/** Whether a broker's wishes take in a field; without any they take in all. */
function hearsOf(fields: readonly string[], field: string): boolean {
  return fields.length === 0 || fields.includes(field);
}

function noticeKindOf(kind: TextKind, { act, actor }: HistoryAct): NotificationKind | null {
  switch (act) {
    case "withdraw":
      // An owner needs no notice of their own act.
      return actor.role === "official" || actor.role === "admin" ? `${kind}.withdrawn` : null;
    case "expireSoon":
      return kind === "demand" ? "demand.expiring" : null;
    case "nominate":
      return "result.nominated";
    case "select":
      return "result.selected";
    case "declineSelection":
      return "result.selectionDeclined";
    default:
      return null;
  }
}
