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
    const people: StoredUser[] =
      noticeKind === "result.nominated"
        ? await audience.officials()
        : await audience.membersOf(text.organisationId);
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

function noticeKindOf(kind: TextKind, { act, actor }: HistoryAct): NotificationKind | null {
  switch (act) {
    case "withdraw":
      // An owner needs no notice of their own act.
      return actor.role === "official" || actor.role === "admin" ? `${kind}.withdrawn` : null;
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
