import { describe, expect, it } from "vitest";
import type { PairingStanding } from "../pairing/pairing.rules.ts";
import type { PairingStatus } from "../pairing/pairing.schema.ts";
import { mayReadMessages, wasIntroduced, writableKinds } from "./message.rules.ts";

const stranger: PairingStanding = {
  role: "broker",
  isVerifiedBroker: true,
  isClaimer: false,
  ownsDemand: false,
  ownsResult: false,
};
const claimer = { ...stranger, isClaimer: true };
const enterprise: PairingStanding = { ...stranger, role: "enterprise", ownsDemand: true };
const institution: PairingStanding = { ...stranger, role: "institution", ownsResult: true };
const official: PairingStanding = { ...stranger, role: "official" };

describe("talking in a deal", () => {
  it.each([
    ["claimed", false, ["note"], []],
    ["introduced", true, ["message", "note"], ["message"]],
    ["negotiating", true, ["message", "note"], ["message"]],
    ["accepted", true, ["message", "note"], ["message"]],
    ["contracted", true, ["message", "note"], ["message"]],
    ["declined", true, [], []],
    ["closed", false, [], []],
  ] as [PairingStatus, boolean, string[], string[]][])(
    "when %s (introduced: %s) lets the claimer write %j and the owners %j",
    (status, introduced, byClaimer, byOwner) => {
      const deal = { status, wasIntroduced: introduced };
      expect(writableKinds(deal, claimer)).toEqual(byClaimer);
      expect(writableKinds(deal, enterprise)).toEqual(byOwner);
      expect(writableKinds(deal, institution)).toEqual(byOwner);
      expect(writableKinds(deal, stranger)).toEqual([]);
      expect(writableKinds(deal, official)).toEqual([]);
    },
  );

  it("is read by its sides also after a decline, and by nobody who is no side", () => {
    const deal = { status: "declined", wasIntroduced: true } as const;
    expect([claimer, enterprise, institution].every((side) => mayReadMessages(deal, side))).toBe(true);
    expect([stranger, official].some((other) => mayReadMessages(deal, other))).toBe(false);
  });

  it("is not open to a later broker until they introduce the sides themselves", () => {
    const acts = (...names: string[]) => names.map((act) => ({ act }));
    expect(wasIntroduced(acts("propose", "claim", "introduce"))).toBe(true);
    expect(wasIntroduced(acts("propose", "claim", "introduce", "release", "claim"))).toBe(false);
    expect(wasIntroduced(acts("propose", "claim"))).toBe(false);
  });
});
