import { describe, expect, it } from "vitest";
import {
  amendmentNeedsReview,
  type ContractAct,
  type ContractStanding,
  checkTerms,
  contractActNames,
  hasRequiredReview,
  mayEverActOnContract,
  mayReadContract,
  needsReview,
  openContractActs,
  registrationNumberOf,
} from "./contract.rules.ts";
import { type ContractStatus, ContractStatusSchema } from "./contract-status.schema.ts";

const stranger: ContractStanding = {
  role: "enterprise",
  isParty: false,
  isBroker: false,
  hasAccepted: false,
  hasProposedAmendment: false,
};
const standings = {
  "a stranger": stranger,
  "another broker": { ...stranger, role: "broker" },
  "a party": { ...stranger, isParty: true },
  "its broker": { ...stranger, role: "broker", isBroker: true },
  "an official": { ...stranger, role: "official" },
  "the official who accepted": { ...stranger, role: "official", hasAccepted: true },
  "the official who proposed an amendment": { ...stranger, role: "official", hasProposedAmendment: true },
  "an administrator": { ...stranger, role: "admin" },
} as const satisfies Record<string, ContractStanding>;
type Person = keyof typeof standings;
const people = Object.keys(standings) as Person[];

const statusesByAct: Record<ContractAct, ContractStatus[]> = {
  edit: ["draft", "returned"],
  submit: ["draft", "returned"],
  accept: ["submitted"],
  return: ["submitted", "accepted"],
  refuse: ["submitted", "accepted"],
  review: ["submitted", "accepted"],
  dispute: ["submitted", "accepted"],
  register: ["accepted"],
  amend: ["registered"],
  proposeAmendment: ["registered"],
  reviewAmendment: ["registered"],
  void: ["registered"],
};
const handlers: Person[] = ["a party", "its broker"];
const officials: Person[] = [
  "an official",
  "the official who accepted",
  "the official who proposed an amendment",
];
const peopleByAct: Record<ContractAct, Person[]> = {
  edit: handlers,
  submit: handlers,
  accept: officials,
  return: officials,
  refuse: officials,
  review: ["an official", "the official who proposed an amendment"],
  dispute: officials,
  register: officials,
  amend: officials,
  proposeAmendment: officials,
  reviewAmendment: ["an official", "the official who accepted"],
  void: officials,
};

describe("acts on a contract", () => {
  it.each(contractActNames)("%s belongs to exactly the people of the contract's table", (act) => {
    expect(people.filter((person) => mayEverActOnContract(act, standings[person]))).toEqual(peopleByAct[act]);
  });

  it.each(people)("%s is offered exactly the acts open at each status", (person) => {
    for (const status of ContractStatusSchema.enum) {
      const expected = contractActNames.filter(
        (act) => peopleByAct[act].includes(person) && statusesByAct[act].includes(status),
      );
      expect(openContractActs(status, standings[person])).toEqual(expected);
    }
  });

  it("is read by both parties, its broker, officials and administrators only", () => {
    expect(people.filter((person) => !mayReadContract(standings[person]))).toEqual([
      "a stranger",
      "another broker",
    ]);
  });
});

describe("the second opinion", () => {
  const large = { technologyAmountFen: 500_000_000, isDisputed: false, acceptedById: "accepter" };

  it.each([
    [499_999_999, false, false],
    [500_000_000, false, true],
    [1, true, true],
  ])("at a technology amount of %i 分, disputed: %s, is needed: %s", (amount, isDisputed, expected) => {
    expect(needsReview({ technologyAmountFen: amount, isDisputed })).toBe(expected);
  });

  it.each([
    [1, 499_999_999, false],
    [1, 500_000_000, true],
    [500_000_000, 1, true],
    [600_000_000, 600_000_000, true],
  ])("on an amendment from %i to %i 分 is needed: %s", (before, after, expected) => {
    expect(amendmentNeedsReview({ technologyAmountFen: before }, { technologyAmountFen: after })).toBe(
      expected,
    );
  });

  it("is not asked of a smaller contract", () => {
    const small = { ...large, technologyAmountFen: 499_999_999, review: null };
    expect(hasRequiredReview(small, "accepter")).toBe(true);
    expect(hasRequiredReview({ ...small, isDisputed: true }, "accepter")).toBe(false);
  });

  it.each([
    ["is missing", null, "registrar", false],
    ["rejects", { opinion: "reject", reviewerId: "reviewer" }, "registrar", false],
    ["comes from the one who registers", { opinion: "approve", reviewerId: "registrar" }, "registrar", false],
    ["comes from the one who accepted", { opinion: "approve", reviewerId: "accepter" }, "registrar", false],
    ["approves and is another's", { opinion: "approve", reviewerId: "reviewer" }, "accepter", true],
  ] as const)("that %s decides over registration", (_, review, registrarId, expected) => {
    expect(hasRequiredReview({ ...large, review }, registrarId)).toBe(expected);
  });
});

describe("checkTerms", () => {
  const terms = {
    amountFen: 100,
    technologyAmountFen: 100,
    signedOn: "2026-03-01",
    seller: { id: "a", name: "甲" },
    buyer: { id: "b", name: "乙" },
  };

  it("finds nothing wrong where technology amount equals the amount and the day is today", () => {
    expect(checkTerms(terms, "2026-03-01")).toEqual([]);
  });

  it("names the technology amount above the amount", () => {
    expect(checkTerms({ ...terms, technologyAmountFen: 101 }, "2026-03-01")).toEqual([
      { path: "technologyAmountFen", code: "technology-amount-above-amount" },
    ]);
  });

  it("names the buyer who is the seller, by id or by name", () => {
    const byId = { ...terms, buyer: { id: "a", name: "丙" } };
    const byName = { ...terms, buyer: { id: null, name: "甲" } };
    for (const same of [byId, byName]) {
      expect(checkTerms(same, "2026-03-01")).toEqual([{ path: "buyer", code: "same-party" }]);
    }
  });

  it("takes two outside parties of different names for two", () => {
    const outside = { ...terms, seller: { id: null, name: "甲" }, buyer: { id: null, name: "乙" } };
    expect(checkTerms(outside, "2026-03-01")).toEqual([]);
  });

  it("names a signing date after today", () => {
    expect(checkTerms(terms, "2026-02-28")).toEqual([{ path: "signedOn", code: "signed-in-future" }]);
  });
});

describe("registrationNumberOf", () => {
  it("has 16 digits: year, place, point, running number", () => {
    expect(registrationNumberOf(2026, "07", 123)).toBe("2026370207000123");
  });
});
