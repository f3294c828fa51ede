import { describe, expect, it } from "vitest";
import {
  actableStatuses,
  introductionDeclineOf,
  isIntroduced,
  openPairingActs,
  type PairingAct,
  type PairingStanding,
  pairingActNames,
} from "./pairing.rules.ts";
import { type PairingStatus, PairingStatusSchema } from "./pairing.schema.ts";

const stranger: PairingStanding = {
  role: "enterprise",
  isVerifiedBroker: false,
  isClaimer: false,
  ownsDemand: false,
  ownsResult: false,
};
const standings = {
  "a stranger": stranger,
  "an official": { ...stranger, role: "official" },
  "an administrator": { ...stranger, role: "admin" },
  "a broker not verified": { ...stranger, role: "broker" },
  "a verified broker": { ...stranger, role: "broker", isVerifiedBroker: true },
  "the claimer": { ...stranger, role: "broker", isVerifiedBroker: true, isClaimer: true },
  "the demand's owner": { ...stranger, ownsDemand: true },
  "the result's owner": { ...stranger, role: "institution", ownsResult: true },
} as const satisfies Record<string, PairingStanding>;
type Person = keyof typeof standings;

/** The contract's table, written out once more: act → person → statuses from which it is theirs. */
const table: Record<PairingAct, Partial<Record<Person, PairingStatus[]>>> = {
  claim: { "a verified broker": ["proposed"], "the claimer": ["proposed"] },
  introduce: { "the claimer": ["claimed"] },
  negotiate: { "the claimer": ["introduced"] },
  accept: { "the claimer": ["negotiating"] },
  release: { "the claimer": ["claimed", "introduced", "negotiating"] },
  decline: {
    "the claimer": ["proposed", "claimed", "introduced", "negotiating", "accepted"],
    "the demand's owner": ["introduced", "negotiating", "accepted"],
    "the result's owner": ["introduced", "negotiating", "accepted"],
  },
};

const people = Object.keys(standings) as Person[];
const cases = pairingActNames.flatMap((act) => people.map((person) => ({ act, person })));

describe("acts on a pairing", () => {
  it.each(cases)("$act by $person is allowed from exactly the contract's statuses", ({ act, person }) => {
    expect(actableStatuses(act, standings[person])).toEqual(table[act][person] ?? []);
  });

  it.each(people)("%s is offered exactly the acts open at each status", (person) => {
    for (const status of PairingStatusSchema.enum) {
      const expected = pairingActNames.filter((act) => table[act][person]?.includes(status));
      expect(openPairingActs(status, standings[person])).toEqual(expected);
    }
  });

  it("leaves nothing to do once a pairing is contracted, declined or closed", () => {
    for (const status of ["contracted", "declined", "closed"] as const) {
      expect(openPairingActs(status, standings["the claimer"])).toEqual([]);
      expect(openPairingActs(status, standings["the demand's owner"])).toEqual([]);
    }
  });
});

describe("isIntroduced", () => {
  it("opens contacts from introduced on and at no other status", () => {
    const opened = PairingStatusSchema.enum.filter(isIntroduced);
    expect(opened).toEqual(["introduced", "negotiating", "accepted", "contracted"]);
  });
});

describe("introductionDeclineOf", () => {
  const historyOf = (...acts: string[]) => acts.map((act, index) => ({ act, index }));

  it.each([
    ["after the introduction", ["propose", "claim", "introduce", "decline"]],
    [
      "while they negotiate, whatever was planned between",
      ["propose", "claim", "introduce", "negotiate", "planStep", "decline"],
    ],
    [
      "after a contract that did not last",
      ["propose", "claim", "introduce", "accept", "contract", "uncontract", "decline"],
    ],
  ])("finds the no that came %s", (_, acts) => {
    expect(introductionDeclineOf(historyOf(...acts))?.index).toBe(acts.length - 1);
  });

  it.each([
    ["nobody declined", ["propose", "claim", "introduce"]],
    ["the broker declined before introducing", ["propose", "claim", "decline"]],
    [
      "the introduction had been given back",
      ["propose", "claim", "introduce", "release", "claim", "decline"],
    ],
    ["nothing is on record", []],
  ])("finds none where %s", (_, acts) => {
    expect(introductionDeclineOf(historyOf(...acts))).toBeNull();
  });
});
