import { describe, expect, it } from "vitest";
import { type ScorableDemand, type ScorableResult, scorePairing, toScore } from "./score-pairing.ts";
import { termsOf } from "./terms.ts";
import { keywordWeights, passageWeights, shippedWeights } from "./weights.ts";

const unit = (...values: number[]) => {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
};

function buildDemand(overrides: Partial<ScorableDemand> = {}): ScorableDemand {
  return {
    passages: ["密封圈在海水中老化"],
    vectors: [unit(1, 0.2, 0)],
    strangeness: 0.4,
    terms: termsOf({ title: "TC4壳体的密封圈在海水中老化", keywords: [], body: "" }),
    field: "化工橡胶",
    cooperation: ["技术开发", "技术许可"],
    district: "崂山区",
    minTrl: 6,
    budgetFen: 100_000_00,
    ...overrides,
  };
}

function buildResult(overrides: Partial<ScorableResult> = {}): ScorableResult {
  return {
    passages: ["耐海水密封圈配方", "拉伸强度"],
    vectors: [unit(1, 0.1, 0), unit(0, 0, 1)],
    terms: termsOf({ title: "耐海水密封圈抗老化配方，用于TC4壳体", keywords: [], body: "" }),
    field: "化工橡胶",
    cooperation: ["技术许可"],
    district: "崂山区",
    trl: 7,
    priceFen: 80_000_00,
    ...overrides,
  };
}

const factorOf = (score: ReturnType<typeof scorePairing>, name: string) =>
  score.factors.find((factor) => factor.name === name)!;

describe("a pairing's score", () => {
  it("is a curve of points, which are the sum of the contributions", () => {
    const score = scorePairing(buildDemand(), buildResult());
    const sum = score.factors.reduce((total, { contribution }) => total + contribution, 0);
    expect(score.points).toBeCloseTo(sum, 9);
    expect(score.score).toBe(toScore(score.points, passageWeights));
    for (const { weight, value, contribution } of score.factors) {
      expect(contribution).toBeCloseTo(weight * value, 9);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  });

  it("names the best passages, the shared terms and the shared identifiers", () => {
    const { evidence, factors } = scorePairing(buildDemand(), buildResult());
    expect(evidence.passages[0]).toMatchObject({ demand: "密封圈在海水中老化", result: "耐海水密封圈配方" });
    expect(evidence.terms.map(({ term }) => term)).toEqual(expect.arrayContaining(["TC4", "密封圈"]));
    expect(factors.find(({ name }) => name === "identifiers")!.evidence).toBe("TC4");
    expect(evidence.against).toEqual([]);
  });

  it("says what speaks against", () => {
    const result = buildResult({ trl: 4, priceFen: 150_000_00, cooperation: ["技术转让"], field: "新材料" });
    const { evidence } = scorePairing(buildDemand(), result);
    expect(evidence.against).toEqual([
      { code: "other-field", demand: "化工橡胶", result: "新材料" },
      { code: "readiness-short", demand: "6", result: "4" },
      { code: "price-above-budget", demand: "10000000", result: "15000000" },
      { code: "no-common-cooperation", demand: "技术开发、技术许可", result: "技术转让" },
    ]);
  });

  it("falls with each level of readiness that is missing", () => {
    const values = [7, 6, 5, 4, 3].map(
      (trl) => factorOf(scorePairing(buildDemand(), buildResult({ trl })), "readiness").value,
    );
    expect(values).toEqual([1, 1, 0.5, 0.2, 0]);
  });

  it("takes an amount to be agreed as speaking neither for nor against", () => {
    const score = scorePairing(buildDemand({ budgetFen: null }), buildResult());
    expect(factorOf(score, "money").value).toBe(0.5);
    expect(score.evidence.against).toEqual([]);
  });

  it("takes a field that nobody named as speaking neither for nor against", () => {
    const score = scorePairing(buildDemand({ field: null }), buildResult());
    expect(factorOf(score, "field").value).toBe(0.5);
    expect(score.evidence.against).toEqual([]);
  });

  it("counts likeness only above that to strangers", () => {
    const near = scorePairing(buildDemand(), buildResult());
    const nearToAll = scorePairing(buildDemand({ strangeness: 0.6 }), buildResult());
    expect(nearToAll.points).toBeLessThan(near.points);
  });

  it("uses the weights for keywords where either side has no vectors, under a version that sorts lower", () => {
    const score = scorePairing(buildDemand({ vectors: null }), buildResult());
    expect(score.weightsVersion).toBe(keywordWeights.version);
    expect(score.weightsVersion < passageWeights.version).toBe(true);
    expect(score.evidence.passages).toEqual([]);
    expect(score.score).toBeGreaterThan(0.5);
  });

  it("has weights that add up to a hundred points", () => {
    for (const { weights } of [passageWeights, keywordWeights]) {
      expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBe(100);
    }
  });

  it("loses points for a gap that brokers of the need's field have declined for, and for nothing else", () => {
    const taught = {
      ...shippedWeights,
      learned: [{ demandField: "化工橡胶" as const, factor: "readiness" as const, penalty: 2 }],
    };
    const ready = buildResult();
    const unready = buildResult({ trl: 5 });
    expect(scorePairing(buildDemand(), ready, taught)).toEqual(scorePairing(buildDemand(), ready));
    const other = buildDemand({ field: "新材料" });
    expect(scorePairing(other, unready, taught)).toEqual(scorePairing(other, unready));

    const before = scorePairing(buildDemand(), unready);
    const after = scorePairing(buildDemand(), unready, taught);
    const { weight, value, gap, penalty, contribution } = factorOf(after, "readiness");
    expect(penalty).toBeCloseTo(2 * passageWeights.spread * gap, 9);
    expect(contribution).toBeCloseTo(weight * value - penalty, 9);
    expect(after.points).toBeCloseTo(before.points - penalty, 9);
    expect(after.score).toBeLessThan(before.score);
  });
});
