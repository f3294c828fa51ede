import type { FactorName } from "@market/shared";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../evaluation/seeded-random.ts";
import { toScore } from "../pairing/score-pairing.ts";
import { passageWeights } from "../pairing/weights.ts";
import { fitWeightSet, pointsOf, type TrainingNeed } from "./fit-weight-set.ts";

const truth = { meaning: 12, terms: 4, identifiers: 2, field: 2 };
const INTERCEPT = -13;

/** Needs whose pairs are relevant by the weights of `truth`, and by nothing else. */
function buildNeeds(count: number): TrainingNeed[] {
  const random = seededRandom(11);
  return Array.from({ length: count }, () => ({
    kind: null,
    pairs: Array.from({ length: 50 }, () => {
      const values: Record<FactorName, number> = {
        meaning: random(),
        terms: random(),
        identifiers: random() < 0.2 ? 0.6 : 0,
        field: random() < 0.5 ? 1 : 0,
        readiness: random(),
        money: random(),
        cooperation: 1,
        district: 0,
      };
      const { meaning, terms, identifiers, field } = truth;
      const z =
        meaning * values.meaning +
        terms * values.terms +
        identifiers * values.identifiers +
        field * values.field +
        INTERCEPT;
      return { values, grade: random() < 1 / (1 + Math.exp(-z)) ? 3 : 0 };
    }),
  }));
}

describe("fitting a weight set", () => {
  const needs = buildNeeds(300);
  const { weightSet } = fitWeightSet(needs, passageWeights);

  it("recovers in which proportion the factors decide", () => {
    const { meaning, terms, identifiers, field } = weightSet.weights;
    expect(Math.abs(terms / meaning - 4 / 12)).toBeLessThan(0.06);
    expect(Math.abs(identifiers / meaning - 2 / 12)).toBeLessThan(0.06);
    expect(field).toBeGreaterThan(0);
  });

  it("keeps the field from deciding as much as it would, so that other industries are found", () => {
    const { meaning, field } = weightSet.weights;
    expect(field / meaning).toBeLessThan(0.1);
  });

  it("gives a hundred points in all and leaves alone what is set by hand", () => {
    const { readiness, money, cooperation, district, ...fitted } = weightSet.weights;
    const byHand = passageWeights.weights;
    expect({ readiness, money, cooperation, district }).toEqual({
      readiness: byHand.readiness,
      money: byHand.money,
      cooperation: byHand.cooperation,
      district: byHand.district,
    });
    const sum = Object.values(fitted).reduce((total, weight) => total + weight, 0);
    expect(sum + readiness + money + cooperation + district).toBe(100);
  });

  it("makes scores the chance of being relevant", () => {
    const pairs = needs.flatMap((need) => need.pairs);
    const meanScore =
      pairs.reduce((sum, { values }) => sum + toScore(pointsOf(values, weightSet.weights), weightSet), 0) /
      pairs.length;
    const share = pairs.filter(({ grade }) => grade > 0).length / pairs.length;
    expect(meanScore).toBeCloseTo(share, 2);
  });

  it("refuses needs of which nothing can be learnt", () => {
    const unjudged = needs.map(({ kind, pairs }) => ({
      kind,
      pairs: pairs.map(({ values }) => ({ values, grade: 0 })),
    }));
    expect(() => fitWeightSet(unjudged, passageWeights)).toThrow("nothing to fit");
  });
});
