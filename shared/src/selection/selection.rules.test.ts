import { describe, expect, it } from "vitest";
import {
  batchNumberOf,
  commentPeriodOf,
  editableCallFields,
  isConflicted,
  isNominationDay,
  judgeSelectionAct,
  misplacedDate,
  type SelectionAct,
  selectionActs,
  weightsAddUp,
} from "./selection.rules.ts";
import { type CallStatus, CallStatusSchema } from "./selection.schema.ts";

const people = {
  stranger: { role: null, isReviewer: false },
  enterprise: { role: "enterprise", isReviewer: false },
  institution: { role: "institution", isReviewer: false },
  broker: { role: "broker", isReviewer: false },
  "broker who reviews": { role: "broker", isReviewer: true },
  official: { role: "official", isReviewer: false },
  "official who reviews": { role: "official", isReviewer: true },
  admin: { role: "admin", isReviewer: false },
} as const;
type Person = keyof typeof people;

const officials: Person[] = ["official", "official who reviews"];
const reviewers: Person[] = ["broker who reviews", "official who reviews"];

/** Written down apart from the rules: who may do what, and from where. */
const table: Record<SelectionAct, { who: readonly Person[]; from: readonly CallStatus[] }> = {
  edit: { who: officials, from: ["draft", "open", "reviewing"] },
  delete: { who: officials, from: ["draft"] },
  open: { who: officials, from: ["draft"] },
  appoint: { who: officials, from: ["draft", "open", "reviewing"] },
  dismiss: { who: officials, from: ["draft", "open", "reviewing"] },
  nominate: { who: ["institution"], from: ["open"] },
  withdraw: { who: ["institution"], from: ["open"] },
  startReview: { who: officials, from: ["open"] },
  review: { who: reviewers, from: ["reviewing"] },
  decide: { who: officials, from: ["reviewing", "announced"] },
  announce: { who: officials, from: ["reviewing"] },
  object: { who: Object.keys(people) as Person[], from: ["announced"] },
  answer: { who: officials, from: ["announced"] },
  release: { who: officials, from: ["announced"] },
  cancel: { who: officials, from: ["open", "reviewing"] },
};

describe("acts on a call", () => {
  it.each(Object.entries(table))("%s is for %j", (act, { who, from }) => {
    for (const status of CallStatusSchema.enum) {
      for (const [name, person] of Object.entries(people)) {
        const expected = !who.includes(name as Person)
          ? "forbidden"
          : from.includes(status)
            ? "allowed"
            : "wrongStatus";
        expect(judgeSelectionAct(act as SelectionAct, status, person), `${name} at ${status}`).toBe(expected);
      }
    }
  });

  it("lead from the draft to the release by one way", () => {
    const steps = Object.entries(selectionActs).flatMap(([act, rule]) =>
      "to" in rule ? [[act, rule.to]] : [],
    );
    expect(steps).toEqual([
      ["open", "open"],
      ["startReview", "reviewing"],
      ["announce", "announced"],
      ["release", "released"],
      ["cancel", "cancelled"],
    ]);
  });
});

describe("what may be changed of a call", () => {
  it.each([
    ["draft", true, true, true],
    ["open", false, true, true],
    ["reviewing", false, false, true],
    ["announced", false, false, false],
    ["released", false, false, false],
    ["cancelled", false, false, false],
  ] as const)(
    "at %s: criteria %s, the last day of nominating %s, the day of release %s",
    (status, ...expected) => {
      const fields = editableCallFields(status);
      expect(
        ["criteria", "nominationsCloseOn", "plannedReleaseOn"].map((name) => fields.includes(name)),
      ).toEqual(expected);
    },
  );
});

describe("weights", () => {
  it.each([
    [[100], true],
    [[40, 30, 30], true],
    [[40, 30, 29], false],
    [[60, 60], false],
    [[], false],
  ])("of %j add up: %s", (weights, expected) => {
    expect(weightsAddUp(weights.map((weight) => ({ weight })))).toBe(expected);
  });
});

describe("dates", () => {
  const dates = {
    nominationsOpenOn: "2026-03-01",
    nominationsCloseOn: "2026-03-31",
    reviewUntil: "2026-04-20",
    commentDays: 7,
    plannedReleaseOn: "2026-04-28",
  };

  it.each([
    [{}, null],
    [{ nominationsCloseOn: "2026-02-28" }, "nominationsCloseOn"],
    [{ nominationsCloseOn: "2026-03-01" }, null],
    [{ reviewUntil: "2026-03-30" }, "reviewUntil"],
    [{ plannedReleaseOn: "2026-04-27" }, "plannedReleaseOn"],
    [{ commentDays: 8 }, "plannedReleaseOn"],
  ])("with %j the first out of order is %s", (changes, expected) => {
    expect(misplacedDate({ ...dates, ...changes })).toBe(expected);
  });

  it("take nominations on the first and the last day", () => {
    const days = ["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"];
    expect(days.map((day) => isNominationDay(dates, day))).toEqual([false, true, true, false]);
  });

  it("count the days of public comment from the day after the announcement, over the end of a month", () => {
    expect(commentPeriodOf("2026-02-25", 7)).toEqual({ startsOn: "2026-02-25", endsOn: "2026-03-04" });
  });
});

describe("batch numbers", () => {
  it("are the year and two digits at least", () => {
    expect([batchNumberOf(2026, 3), batchNumberOf(2026, 12), batchNumberOf(2027, 100)]).toEqual([
      "2026-03",
      "2026-12",
      "2027-100",
    ]);
  });
});

describe("conflict of interest", () => {
  it.each([
    ["a", "a", true],
    ["a", "b", false],
    [null, "b", false],
  ])("of a reviewer from %s and a nomination of %s: %s", (own, nominating, expected) => {
    expect(isConflicted({ organisationId: own }, { organisationId: nominating })).toBe(expected);
  });
});
