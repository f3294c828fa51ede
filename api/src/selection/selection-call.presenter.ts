import type { CreateSelectionCall, SelectionCall, SelectionHistoryEntry } from "@market/shared";
import type { Caller } from "../caller.ts";
import { presentHistory } from "../history.presenter.ts";
import { isOffice, isReviewerOf, type StoredCall } from "./selection-call.store.ts";

/** A call by who is asking: what was announced everybody sees, who reviews, who objects and the trail only the office. */
export function presentCall(call: StoredCall, caller: Caller | null): SelectionCall {
  const isAnnounced = call.status === "announced" || call.status === "released";
  return {
    id: String(call._id),
    ...presentCallRules(call),
    status: call.status,
    revision: call.revision,
    batch: call.batch ?? null,
    comments:
      call.comments == null ? null : { startsOn: call.comments.startsOn, endsOn: call.comments.endsOn },
    announcedAt: call.announcedAt?.toISOString() ?? null,
    releasedAt: call.releasedAt?.toISOString() ?? null,
    createdAt: call.createdAt.toISOString(),
    selected: isAnnounced ? presentSelected(call) : [],
    isReviewer: isReviewerOf(call, caller),
    ...(isOffice(caller) && {
      reviewers: call.reviewers.map(({ userId, name, role, organisationId, organisationName }) => ({
        id: String(userId),
        name,
        role,
        organisation:
          organisationId == null ? null : { id: String(organisationId), name: organisationName ?? "" },
      })),
      objections: call.objections.map(({ _id, at, name, contact, text, answer }) => ({
        id: String(_id),
        at: at.toISOString(),
        name,
        contact,
        text,
        answer: answer == null ? null : { text: answer.text, at: answer.at.toISOString(), by: answer.by },
      })),
      history: presentTrail(call.history),
    }),
  };
}

/** The rules of a call as an official sets them: what is judged, who nominates, and when each step is due. */
export function presentCallRules(call: StoredCall): CreateSelectionCall {
  return {
    title: call.title,
    description: call.description,
    criteria: call.criteria.map(presentCriterion),
    scoreMax: call.scoreMax,
    nominators: [...call.nominators],
    nominationsOpenOn: call.nominationsOpenOn,
    nominationsCloseOn: call.nominationsCloseOn,
    reviewUntil: call.reviewUntil,
    commentDays: call.commentDays,
    plannedReleaseOn: call.plannedReleaseOn,
  };
}

export function presentCriterion({ name, weight, hint }: StoredCall["criteria"][number]) {
  return { name, weight, ...(hint != null && { hint }) };
}

function presentSelected(call: StoredCall): SelectionCall["selected"] {
  return call.decisions
    .filter(({ outcome }) => outcome === "selected")
    .map(({ resultId, title, field, trl, organisationId, organisationName, statement }) => ({
      result: String(resultId),
      title,
      field,
      trl,
      organisation: { id: String(organisationId), name: organisationName },
      statement,
    }));
}

function presentTrail(history: StoredCall["history"]): SelectionHistoryEntry[] {
  const subjects = history.map(({ subject }) => subject ?? null);
  return presentHistory(history).map((entry, index) => ({ ...entry, subject: subjects[index] ?? null }));
}
