import type { Role } from "../vocabulary/vocabulary.schema.ts";
import type { PairingStatus } from "./pairing.schema.ts";

/** Who may do an act: the broker who claimed it, any verified broker, or an owner of either text. */
type PairingActor = "claimer" | "verified-broker" | "owner";

interface PairingActRule {
  from: readonly PairingStatus[];
  to: PairingStatus;
  by: readonly { who: PairingActor; from?: readonly PairingStatus[] }[];
}

/** Statuses in which a pairing is still somebody's to move. */
export const openPairingStatuses = [
  "proposed",
  "claimed",
  "introduced",
  "negotiating",
  "accepted",
] as const satisfies readonly PairingStatus[];

/** The contract's table of acts on a pairing. */
export const pairingActs = {
  claim: { from: ["proposed"], to: "claimed", by: [{ who: "verified-broker" }] },
  introduce: { from: ["claimed"], to: "introduced", by: [{ who: "claimer" }] },
  negotiate: { from: ["introduced"], to: "negotiating", by: [{ who: "claimer" }] },
  accept: { from: ["negotiating"], to: "accepted", by: [{ who: "claimer" }] },
  release: { from: ["claimed", "introduced", "negotiating"], to: "proposed", by: [{ who: "claimer" }] },
  decline: {
    from: ["proposed", "claimed", "introduced", "negotiating", "accepted"],
    to: "declined",
    by: [{ who: "claimer" }, { who: "owner", from: ["introduced", "negotiating", "accepted"] }],
  },
} as const satisfies Record<string, PairingActRule>;
export type PairingAct = keyof typeof pairingActs;
export const pairingActNames = Object.keys(pairingActs) as PairingAct[];

/** Statuses that a text's leaving the market still closes; later ones belong to the people who negotiate. */
export const closableStatuses = ["proposed", "claimed"] as const satisfies readonly PairingStatus[];

/** From here on both sides see each other's contact. */
export const introducedStatuses = [
  "introduced",
  "negotiating",
  "accepted",
  "contracted",
] as const satisfies readonly PairingStatus[];

export function isIntroduced(status: PairingStatus): boolean {
  return (introducedStatuses as readonly PairingStatus[]).includes(status);
}

/** Acts on a pairing, people's and the system's, after which it stands at another status. */
const stageActs: ReadonlySet<string> = new Set([
  "propose",
  ...Object.keys(pairingActs),
  "close",
  "contract",
  "uncontract",
]);

/** When a pairing came to its present status: at the last act that led to one, `fallback` where none is on record. */
export function stageSinceOf(history: Iterable<{ at: Date; act: string }>, fallback: Date): Date {
  return [...history].findLast(({ act }) => stageActs.has(act))?.at ?? fallback;
}

/** Acts after which both sides have been brought together. */
const introducedByActs: ReadonlySet<string> = new Set(["introduce", "negotiate", "accept", "uncontract"]);

/** The decline that ended an introduction; `null` where none did, or where it came before both sides had met. */
export function introductionDeclineOf<Entry extends { act: string }>(history: Iterable<Entry>): Entry | null {
  const steps = [...history].filter(({ act }) => stageActs.has(act));
  const index = steps.findLastIndex(({ act }) => act === "decline");
  const before = steps[index - 1];
  return before !== undefined && introducedByActs.has(before.act) ? (steps[index] ?? null) : null;
}

/** While a broker works on a pairing they may say what comes next. */
export const plannableStatuses = [
  "claimed",
  "introduced",
  "negotiating",
  "accepted",
] as const satisfies readonly PairingStatus[];

/** How a person stands to a pairing. */
export interface PairingStanding {
  role: Role;
  isVerifiedBroker: boolean;
  isClaimer: boolean;
  ownsDemand: boolean;
  ownsResult: boolean;
}

/** The statuses from which a person of this standing may do an act; none where the act is not theirs at all. */
export function actableStatuses(act: PairingAct, standing: PairingStanding): PairingStatus[] {
  const rule: PairingActRule = pairingActs[act];
  const granted = rule.by.filter(({ who }) => matchesActor(who, standing));
  return rule.from.filter((status) => granted.some(({ from }) => (from ?? rule.from).includes(status)));
}

/** The acts open to a person at a pairing's present status. */
export function openPairingActs(status: PairingStatus, standing: PairingStanding): PairingAct[] {
  return pairingActNames.filter((act) => actableStatuses(act, standing).includes(status));
}

function matchesActor(who: PairingActor, standing: PairingStanding): boolean {
  switch (who) {
    case "claimer":
      return standing.role === "broker" && standing.isClaimer;
    case "verified-broker":
      return standing.role === "broker" && standing.isVerifiedBroker;
    case "owner":
      return standing.ownsDemand || standing.ownsResult;
    default:
      return who satisfies never;
  }
}
