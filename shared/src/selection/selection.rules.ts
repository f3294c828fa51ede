import { dayOf, startOfDay } from "../calendar.ts";
import type { Role } from "../vocabulary/vocabulary.schema.ts";
import type { CallStatus } from "./selection.schema.ts";

/** In what capacity an act on a call is done: as the city's office, for an institution, as an appointed reviewer, by anybody. */
type Capacity = "official" | "institution" | "reviewer" | "anyone";

export interface SelectionActRule {
  by: Capacity;
  from: readonly CallStatus[];
  to?: CallStatus;
}

/** The acts on a call: who does them, the statuses each may start from, and the one it leads to, if any. */
export const selectionActs = {
  edit: { by: "official", from: ["draft", "open", "reviewing"] },
  delete: { by: "official", from: ["draft"] },
  open: { by: "official", from: ["draft"], to: "open" },
  appoint: { by: "official", from: ["draft", "open", "reviewing"] },
  dismiss: { by: "official", from: ["draft", "open", "reviewing"] },
  nominate: { by: "institution", from: ["open"] },
  withdraw: { by: "institution", from: ["open"] },
  startReview: { by: "official", from: ["open"], to: "reviewing" },
  review: { by: "reviewer", from: ["reviewing"] },
  // A decision may still fall after the announcement: that is what objections are for.
  decide: { by: "official", from: ["reviewing", "announced"] },
  announce: { by: "official", from: ["reviewing"], to: "announced" },
  object: { by: "anyone", from: ["announced"] },
  answer: { by: "official", from: ["announced"] },
  release: { by: "official", from: ["announced"], to: "released" },
  // Once announced a batch has its number, and numbers have no gaps.
  cancel: { by: "official", from: ["open", "reviewing"], to: "cancelled" },
} as const satisfies Record<string, SelectionActRule>;
export type SelectionAct = keyof typeof selectionActs;

/** Somebody as far as a call is concerned. */
export interface SelectionPerson {
  role: Role | null;
  isReviewer: boolean;
}

/** Whether somebody may do an act at a status: `forbidden` is for the person, `wrongStatus` for the moment. */
export function judgeSelectionAct(
  act: SelectionAct,
  status: CallStatus,
  person: SelectionPerson,
): "allowed" | "forbidden" | "wrongStatus" {
  const rule: SelectionActRule = selectionActs[act];
  if (!hasCapacity(person, rule.by)) return "forbidden";
  return rule.from.includes(status) ? "allowed" : "wrongStatus";
}

function hasCapacity({ role, isReviewer }: SelectionPerson, capacity: Capacity): boolean {
  switch (capacity) {
    case "official":
      return role === "official";
    case "institution":
      return role === "institution";
    case "reviewer":
      return isReviewer;
    case "anyone":
      return true;
    default:
      return capacity satisfies never;
  }
}

/** Statuses in which everybody may see a call: once it has been opened it cannot vanish. */
export const publicCallStatuses = ["open", "reviewing", "announced", "released", "cancelled"] as const;

const DATE_FIELDS = ["nominationsCloseOn", "reviewUntil", "commentDays", "plannedReleaseOn"] as const;
const RULE_FIELDS = [
  "title",
  "description",
  "criteria",
  "scoreMax",
  "nominators",
  "nominationsOpenOn",
] as const;

/**
 * What may still be changed of a call. Who has nominated relied on the criteria and on who else may, so from the
 * opening on only the dates move, and of those only the ones still to come.
 */
export function editableCallFields(status: CallStatus): readonly string[] {
  if (status === "draft") return [...RULE_FIELDS, ...DATE_FIELDS];
  if (status === "open") return DATE_FIELDS;
  if (status === "reviewing") return DATE_FIELDS.slice(1);
  return [];
}

export const TOTAL_WEIGHT = 100;

export function weightsAddUp(criteria: readonly { weight: number }[]): boolean {
  return criteria.reduce((sum, { weight }) => sum + weight, 0) === TOTAL_WEIGHT;
}

export interface CallDates {
  nominationsOpenOn: string;
  nominationsCloseOn: string;
  reviewUntil: string;
  commentDays: number;
  plannedReleaseOn: string;
}

/** The first date of a call that lies before what it has to follow; `null` when all are in order. */
export function misplacedDate(dates: CallDates): keyof CallDates | null {
  if (dates.nominationsCloseOn < dates.nominationsOpenOn) return "nominationsCloseOn";
  if (dates.reviewUntil < dates.nominationsCloseOn) return "reviewUntil";
  if (dates.plannedReleaseOn <= addDays(dates.reviewUntil, dates.commentDays)) return "plannedReleaseOn";
  return null;
}

/** Whether institutions may nominate into an open call on a day, both ends included. */
export function isNominationDay(
  call: Pick<CallDates, "nominationsOpenOn" | "nominationsCloseOn">,
  day: string,
): boolean {
  return call.nominationsOpenOn <= day && day <= call.nominationsCloseOn;
}

/** The days of public comment (公示期): the day of the announcement does not count, as with all terms counted in days. */
export function commentPeriodOf(
  announcedOn: string,
  commentDays: number,
): { startsOn: string; endsOn: string } {
  return { startsOn: announcedOn, endsOn: addDays(announcedOn, commentDays) };
}

/** `2026-03`: the year and the running number of the batch in it. */
export function batchNumberOf(year: number, sequence: number): string {
  return `${year}-${String(sequence).padStart(2, "0")}`;
}

/** A reviewer never scores what their own organisation nominated. */
export function isConflicted(
  reviewer: { organisationId: string | null },
  nomination: { organisationId: string },
): boolean {
  return reviewer.organisationId !== null && reviewer.organisationId === nomination.organisationId;
}

function addDays(day: string, count: number): string {
  return dayOf(new Date(startOfDay(day).getTime() + count * 24 * 60 * 60 * 1000));
}
