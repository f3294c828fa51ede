import type { NotificationKind } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Audience, StoredUser } from "../notification/audience.ts";
import { eventKeyOf, type Notice, pendingActs } from "../notification/notice.ts";
import { distinctPeople } from "../notification/pairing-notices.ts";
import type { StoredCall } from "./release-batch.ts";

const kindByAct: Record<string, NotificationKind> = {
  open: "selection.opened",
  appoint: "selection.appointed",
  startReview: "selection.reviewing",
  announce: "selection.announced",
  object: "selection.objected",
  cancel: "selection.cancelled",
};

/** The notices that follow from what has happened to a call since the last ones. */
export async function selectionNotices(
  models: Models,
  call: StoredCall,
  audience: Audience,
): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const { index, entry } of pendingActs(call)) {
    const kind = kindByAct[entry.act];
    if (kind === undefined) continue;
    const people = await peopleFor(kind, models, call, index, audience);
    for (const person of distinctPeople(people, entry)) {
      notices.push({
        recipientId: person._id,
        eventKey: eventKeyOf("selection", call._id, index),
        kind,
        at: entry.at,
        note: kind === "selection.cancelled" ? (entry.note ?? null) : null,
        selection: { id: call._id, title: call.title },
      });
    }
  }
  return notices;
}

async function peopleFor(
  kind: NotificationKind,
  models: Models,
  call: StoredCall,
  index: number,
  audience: Audience,
): Promise<StoredUser[]> {
  switch (kind) {
    case "selection.opened":
      return audience.institutionsOf(call.nominators);
    case "selection.appointed": {
      const personId = call.history[index]?.personId;
      return personId == null ? [] : audience.person(personId);
    }
    case "selection.reviewing":
      return flat(call.reviewers.map(({ userId }) => audience.person(userId)));
    case "selection.objected":
      return audience.officials();
    default:
      return nominatorsOf(models, call, audience);
  }
}

async function nominatorsOf(models: Models, call: StoredCall, audience: Audience): Promise<StoredUser[]> {
  const nominations = await models.SelectionNomination.find(
    { callId: call._id, status: "submitted" },
    { organisationId: 1 },
  ).lean();
  return flat(nominations.map(({ organisationId }) => audience.membersOf(organisationId)));
}

async function flat(groups: Promise<StoredUser[]>[]): Promise<StoredUser[]> {
  return (await Promise.all(groups)).flat();
}
