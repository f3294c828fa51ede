import type { Notification } from "@market/shared";

/** The page of what a notification tells of; `null` where it names nothing. */
export function subjectPathOf(notification: Notification): string | null {
  const { pairing, contract, result, demand } = notification;
  if (pairing !== undefined) return `/pairings/${pairing.id}`;
  if (contract !== undefined) return `/contracts/${contract.id}`;
  if (result !== undefined) return `/results/${result.id}`;
  if (demand !== undefined) return `/demands/${demand.id}`;
  return null;
}

/** The titles a notification is about, each once: both texts of a pairing, else the one record. */
export function subjectTitlesOf(notification: Notification): string[] {
  const { pairing, contract, result, demand } = notification;
  if (pairing !== undefined) return [...new Set([pairing.demand.title, pairing.result.title])];
  return [contract, result, demand].flatMap((subject) => (subject === undefined ? [] : [subject.title]));
}
