import { isIntroduced, openPairingStatuses, type PairingStanding } from "../pairing/pairing.rules.ts";
import type { PairingStatus } from "../pairing/pairing.schema.ts";
import type { MessageKind } from "./message.schema.ts";

/** A deal as far as talking in it is concerned. */
export interface TalkedDeal {
  status: PairingStatus;
  /** Whether both sides were introduced by the broker who has it now, or had it last. */
  wasIntroduced: boolean;
}

/** Whether the last broker to claim a pairing introduced its sides: what they said then stays theirs to read. */
export function wasIntroduced(history: Iterable<{ act: string }>): boolean {
  const last = [...history].findLast(({ act }) => act === "introduce" || act === "release");
  return last?.act === "introduce";
}

/** Both owners and the claimer read what was said, once they were introduced; nobody else ever does. */
export function mayReadMessages(deal: TalkedDeal, standing: PairingStanding): boolean {
  return deal.wasIntroduced && (standing.isClaimer || standing.ownsDemand || standing.ownsResult);
}

/** What a person may write in a deal: messages while the sides are introduced, notes while a broker works on it. */
export function writableKinds(deal: TalkedDeal, standing: PairingStanding): MessageKind[] {
  const kinds: MessageKind[] = [];
  if (isIntroduced(deal.status) && mayReadMessages(deal, standing)) kinds.push("message");
  const isWorkedOn =
    deal.status === "contracted" || (openPairingStatuses as readonly string[]).includes(deal.status);
  if (standing.isClaimer && isWorkedOn) kinds.push("note");
  return kinds;
}
