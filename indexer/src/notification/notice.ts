import type { NotificationKind } from "@market/shared";
import type { Types } from "mongoose";

interface Titled {
  id: Types.ObjectId;
  title: string;
}

/** A pairing as a notice names it. */
export interface NoticedPairing {
  id: Types.ObjectId;
  score: number;
  demand: Titled;
  result: Titled;
}

/** A notification before it has its recipient's next `seq`. */
export interface Notice {
  recipientId: Types.ObjectId;
  /** Subject kind, subject id and index in its history: unique for a recipient. */
  eventKey: string;
  kind: NotificationKind;
  at: Date;
  note: string | null;
  pairing?: NoticedPairing;
  contract?: Titled;
  result?: Titled;
  demand?: Titled;
  selection?: Titled;
  digest?: { from: string; day: string; count: number; pairings: NoticedPairing[] };
  /** Of a new pairing: what decides whether it rings for the recipient, or waits for the digest. */
  ring?: { demandId: string; worth: number; allowance: number };
}

/** One act in a record's history, as the store keeps it. */
export interface HistoryAct {
  at: Date;
  actor: { id?: Types.ObjectId | null; role: string };
  act: string;
  note?: string | null;
  reason?: string | null;
}

export type SubjectKind = "pairing" | "contract" | "demand" | "result" | "selection" | "message";

/** A record with history, as the outbox reads it. */
export interface Subject {
  _id: Types.ObjectId;
  history: HistoryAct[];
  /** Entries of `history` whose notices stand. */
  announced?: number;
}

/** The acts not announced yet, with their index in the history. */
export function pendingActs({ history, announced = 0 }: Subject): { index: number; entry: HistoryAct }[] {
  return history.slice(announced).map((entry, offset) => ({ index: announced + offset, entry }));
}

export function eventKeyOf(kind: SubjectKind, id: Types.ObjectId, index: number): string {
  return `${kind}:${id.toString()}:${index}`;
}
