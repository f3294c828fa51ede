import { describe, expect, it } from "vitest";
import type { RankedText } from "../evaluation/rank-texts.ts";
import { seededRandom } from "../evaluation/seeded-random.ts";
import { type PairingScore, toScore } from "../pairing/score-pairing.ts";
import { passageWeights } from "../pairing/weights.ts";
import { crossValidate, rescore } from "./cross-validate.ts";
import { toFitFigures } from "./fit-figures.ts";

/** Needs whose best result is told by its terms alone, which the standing weights hardly hear. */
function buildNeeds(count: number): RankedText[] {
  const random = seededRandom(3);
  return Array.from({ length: count }, (_, index) => {
    const candidateIds = Array.from({ length: 20 }, (__, rank) => `R${rank}`);
    const scores = candidateIds.map((id, rank) => {
      const values = { meaning: random(), terms: rank === 0 ? 0.9 : 0.5 * random() };
      const factors = Object.entries(values).map(([name, value]) => ({ name, value }));
      const points = 62 * values.meaning + 13 * values.terms;
      return [id, { factors, points, score: toScore(points, passageWeights) }] as const;
    });
    const ours = { candidateIds, scores: new Map(scores as unknown as [string, PairingScore][]) };
    return {
      id: `D${index}`,
      kind: null,
      grades: new Map([["R0", 3]]),
      baselines: { keywords: [], vectors: [], hybrid: [], rrf: [] },
      proposals: { ours, oursByKeywords: ours },
    };
  });
}

const base = {
  ...passageWeights,
  weights: {
    meaning: 62,
    terms: 38,
    identifiers: 0,
    field: 0,
    readiness: 0,
    money: 0,
    cooperation: 0,
    district: 0,
  },
};

describe("cross-validation of weights", () => {
  const withAllFactors = buildNeeds(60).map((need) => {
    const complete = [...need.proposals.ours.scores].map(([id, score]) => {
      const others = ["identifiers", "field", "readiness", "money", "cooperation", "district"] as const;
      const factors = [...score.factors, ...others.map((name) => ({ name, value: 0 }))];
      return [id, { ...score, factors }] as [string, PairingScore];
    });
    const ours = { ...need.proposals.ours, scores: new Map(complete) };
    return { ...need, proposals: { ours, oursByKeywords: ours } };
  });
  const heldOut = crossValidate(withAllFactors, "ours", base, 5);

  it("ranks every need once, by weights that were fitted without it", () => {
    expect(heldOut.map(({ need }) => need.id).toSorted()).toEqual(
      withAllFactors.map(({ id }) => id).toSorted(),
    );
    expect(new Set(heldOut.map(({ weightSet }) => weightSet)).size).toBe(5);
    for (const { need, weightSet, proposals } of heldOut) {
      expect(proposals).toEqual(rescore(need.proposals.ours, weightSet));
    }
  });

  it("shows what the fit gains over the weights that stand", () => {
    const figures = toFitFigures(heldOut, "ours");
    expect(figures.folds.map(({ needs }) => needs)).toEqual([12, 12, 12, 12, 12]);
    expect(figures.ndcg10.mean).toBeGreaterThan(0.95);
    expect(figures.gain.interval![0]).toBeGreaterThan(0);
    expect(figures.ndcg10.mean! - figures.standingNdcg10.mean!).toBeCloseTo(figures.gain.mean!, 9);
  });
});
