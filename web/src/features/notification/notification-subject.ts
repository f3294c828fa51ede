import type { Notification } from "@market/shared";

/** The page of what a notification tells of; `null` where it names nothing. */
export function subjectPathOf(notification: Notification): string | null {
  const { pairing, digest, contract, result, demand, selection } = notification;
  if (digest !== undefined) return `/broker/digest?day=${digest.day}`;
  if (pairing !== undefined) return `/pairings/${pairing.id}`;
  if (contract !== undefined) return `/contracts/${contract.id}`;
  if (result !== undefined) return `/results/${result.id}`;
  if (demand !== undefined) return `/demands/${demand.id}`;
  if (selection !== undefined) return `/selection-calls/${selection.id}`;
  return null;
}

/** The titles a notification is about, each once: both texts of a pairing, the needs of a digest, else the one record. */
export function subjectTitlesOf(notification: Notification): string[] {
  const { pairing, digest, contract, result, demand, selection } = notification;
  if (digest !== undefined) return [...new Set(digest.pairings.map((named) => named.demand.title))];
  if (pairing !== undefined) return [...new Set([pairing.demand.title, pairing.result.title])];
  return [contract, result, demand, selection].flatMap((subject) =>
    subject === undefined ? [] : [subject.title],
  );
}
