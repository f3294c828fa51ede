import type { FactorName, PairingStatus } from "../pairing/pairing.schema.ts";
import type { DeclineReason } from "../vocabulary/vocabulary.schema.ts";

/**
 * What a decline says of the score: the factor whose gap stood in the way, or `null` where the reason speaks of the
 * parties, or of how a text is written, and nothing can be learnt from it about which texts belong together.
 */
export const factorOfDeclineReason = {
  immature: "readiness",
  "technical-mismatch": "meaning",
  "budget-mismatch": "money",
  "district-mismatch": "district",
  "unclear-advantage": null,
  "unclear-business": null,
  "unclear-text": null,
  "not-in-focus": null,
  "has-partner": null,
  "unclear-ip": null,
  other: null,
} as const satisfies Record<DeclineReason, FactorName | null>;

/** Factors whose gaps brokers can decline for, which is what learning may set a penalty on. */
export const learnableFactors = ["meaning", "readiness", "money", "district"] as const;
export type LearnableFactor = (typeof learnableFactors)[number];

/** What became of a pairing, as far as matching can learn from it. */
export type Decision = { isFit: true } | { isFit: false; factor: LearnableFactor };

/**
 * Reads a pairing as a decision: a fit once both sides were introduced, a misfit once it was declined for a reason
 * that names a factor. `null` where nobody has decided yet, or for reasons of their own.
 */
export function decisionOf(pairing: {
  status: PairingStatus;
  history: readonly { act: string; reason?: string | null | undefined }[];
}): Decision | null {
  switch (pairing.status) {
    case "introduced":
    case "negotiating":
    case "accepted":
    case "contracted":
      return { isFit: true };
    case "declined": {
      const reason = pairing.history.findLast(({ act }) => act === "decline")?.reason;
      const factor = reason == null ? null : factorOfDeclineReason[reason as DeclineReason];
      return factor == null ? null : { isFit: false, factor };
    }
    case "proposed":
    case "claimed":
    case "closed":
      return null;
    default:
      return pairing.status satisfies never;
  }
}
