import { describe, expect, it } from "vitest";
import {
  type AttentionSubject,
  allowanceOf,
  barOf,
  chooseRings,
  fitsWishes,
  isMuted,
  worthOf,
} from "./attention.rules.ts";

const subject: AttentionSubject = {
  demandId: "d1",
  demandOrganisationId: "o1",
  resultOrganisationId: "o2",
  demandField: "化工橡胶",
  resultField: "新材料",
  score: 0.7,
};
const nothingRung = { worthsToday: [], worthsByDemand: new Map<string, number[]>() };
const candidates = (worths: number[], demandIds = worths.map((_, index) => `need ${index}`)) =>
  worths.map((worth, index) => ({ worth, demandId: demandIds[index]! }));
const worthsOf = (rings: { worth: number }[]) => rings.map(({ worth }) => worth);

describe("what a broker asked to hear of", () => {
  it.each([
    { fields: [], minScore: 0.7, fits: true },
    { fields: ["化工橡胶"], minScore: 0.5, fits: true },
    { fields: ["新材料"], minScore: 0.5, fits: true },
    { fields: ["食品饮料"], minScore: 0.5, fits: false },
    { fields: [], minScore: 0.71, fits: false },
  ] as const)("by the fields $fields and the least score $minScore is told: $fits", ({ fits, ...wishes }) => {
    expect(fitsWishes(subject, { ...wishes, fields: [...wishes.fields] })).toBe(fits);
  });

  it.each([
    { kind: "demand", key: "d1", muted: true },
    { kind: "organisation", key: "o1", muted: true },
    { kind: "organisation", key: "o2", muted: true },
    { kind: "field", key: "新材料", muted: true },
    { kind: "field", key: "食品饮料", muted: false },
    { kind: "demand", key: "o1", muted: false },
  ] as const)("is silenced by the mute of $kind $key: $muted", ({ muted, ...mute }) => {
    expect(isMuted(subject, [mute])).toBe(muted);
  });
});

describe("a day's allowance", () => {
  it("is the limit where the broker has not said what they can carry", () => {
    expect(allowanceOf({ dailyLimit: 10, capacity: null }, 99)).toBe(10);
  });

  it("shrinks with what is free once half of the capacity is taken, down to none", () => {
    const allowances = [0, 2, 3, 4, 5].map((open) => allowanceOf({ dailyLimit: 10, capacity: 4 }, open));
    expect(allowances).toEqual([10, 10, 5, 0, 0]);
    expect(allowanceOf({ dailyLimit: 10, capacity: 0 }, 0)).toBe(0);
  });
});

describe("what a pairing is worth to a broker", () => {
  const unknown = { level: null, record: { won: 0, lost: 0 } };

  it("is its score to somebody of whom nothing is known", () => {
    expect(worthOf(0.7, unknown, 900_000_000)).toBe(0.7);
  });

  it("grows with contracts in the field and shrinks with declines there", () => {
    const won = worthOf(0.7, { level: null, record: { won: 4, lost: 0 } }, null);
    const mixed = worthOf(0.7, { level: null, record: { won: 4, lost: 6 } }, null);
    expect(won).toBeGreaterThan(mixed);
    expect(mixed).toBeGreaterThan(0.7);
    expect(won).toBeLessThan(0.8);
  });

  it("is less where the need is larger than the broker's level", () => {
    const worths = (["junior", "intermediate", "senior"] as const).map((level) =>
      worthOf(0.7, { level, record: { won: 0, lost: 0 } }, 600_000_000),
    );
    expect(worths[0]).toBeCloseTo(0.6);
    expect(worths[1]).toBeCloseTo(0.65);
    expect(worths[2]).toBeCloseTo(0.7);
  });
});

describe("the bar of a day", () => {
  it("is open through the first half of the allowance, then rises to the best of the day", () => {
    const today = [0.5, 0.9, 0.6, 0.7, 0.8, 0.65, 0.85, 0.75, 0.55];
    const bars = [0, 4, 5, 7, 9].map((count) => barOf(today.slice(0, count), 10));
    expect(bars.slice(0, 2)).toEqual([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]);
    expect(bars[2]).toBe(0.5);
    expect(bars[3]).toBe(0.65);
    expect(bars[4]).toBe(0.85);
  });
});

describe("choosing what rings", () => {
  it("takes the best of what comes together, up to the allowance", () => {
    expect(worthsOf(chooseRings(candidates([0.6, 0.9, 0.7]), 2, nothingRung))).toEqual([0.9, 0.7]);
    expect(chooseRings(candidates([0.9]), 0, nothingRung)).toEqual([]);
  });

  it("asks more of what comes late in a day than of what came early", () => {
    const worthsToday = [0.6, 0.7, 0.8];
    const rings = chooseRings(candidates([0.65, 0.95]), 4, { ...nothingRung, worthsToday });
    expect(worthsOf(rings)).toEqual([0.95]);
  });

  it("rings for no fourth candidate of a need, unless it beats those before, and then once", () => {
    const one = ["need", "need", "need", "need", "need"];
    expect(worthsOf(chooseRings(candidates([0.9, 0.8, 0.7, 0.6, 0.5], one), 10, nothingRung))).toEqual([
      0.9, 0.8, 0.7,
    ]);
    const worthsByDemand = new Map([["need", [0.9, 0.8, 0.7]]]);
    const later = chooseRings(candidates([0.85, 0.97, 0.98], one), 10, { ...nothingRung, worthsByDemand });
    expect(worthsOf(later)).toEqual([0.98]);
    worthsByDemand.set("need", [0.9, 0.8, 0.7, 0.98]);
    expect(chooseRings(candidates([0.99], one), 10, { ...nothingRung, worthsByDemand })).toEqual([]);
  });
});
