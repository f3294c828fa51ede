import { dayOf, startOfDay } from "../calendar.ts";
import { daysBetween } from "../pairing/pipeline.rules.ts";
import type { PublicationStatus } from "../publication/publication.schema.ts";

/** So many days before its end an owner is told that a demand is about to expire. */
export const EXPIRY_NOTICE_DAYS = 14;
/** In so many last days a demand may be extended, by at most so many. */
export const EXTENSION_WINDOW_DAYS = 30;
export const MOST_EXTENSION_DAYS = 180;

/** Whether a deadline is so near that its owner is told of it. */
export function expiresSoon(deadline: string, at: Date): boolean {
  return daysBetween(at, startOfDay(deadline)) <= EXPIRY_NOTICE_DAYS;
}

/** A demand as far as its extension is concerned. */
export interface ExtendableDemand {
  status: PublicationStatus;
  deadline: string;
  isExtended: boolean;
}

/** Whether a demand may be extended at all: on the market, in its last weeks, for the first time. */
export function isExtendable({ status, deadline, isExtended }: ExtendableDemand, at: Date): boolean {
  const daysLeft = daysBetween(at, startOfDay(deadline));
  return status === "published" && !isExtended && daysLeft >= 0 && daysLeft <= EXTENSION_WINDOW_DAYS;
}

/** What stands against a later deadline, or `null`: the demand's own state, or the day that is asked for. */
export function extensionProblem(
  demand: ExtendableDemand,
  deadline: string,
  at: Date,
): "state" | "notLater" | "tooFar" | null {
  if (!isExtendable(demand, at)) return "state";
  if (deadline <= demand.deadline) return "notLater";
  return deadline > latestExtension(demand.deadline) ? "tooFar" : null;
}

/** The last day to which a demand with that deadline may be extended. */
export function latestExtension(deadline: string): string {
  return dayOf(new Date(startOfDay(deadline).getTime() + MOST_EXTENSION_DAYS * 24 * 60 * 60 * 1000));
}
