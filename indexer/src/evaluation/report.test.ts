import { describe, expect, it } from "vitest";
import type { PairingScore } from "../pairing/score-pairing.ts";
import type { Proposals, RankedText } from "./rank-texts.ts";
import { toReport } from "./report.ts";

function proposals(...ids: string[]): Proposals {
  const scoreAt = (rank: number) => ({ score: 0.9 - rank / 10 }) as PairingScore;
  return { candidateIds: ids.toSorted(), scores: new Map(ids.map((id, rank) => [id, scoreAt(rank)])) };
}

function need(id: string, kind: string | null, ours: Proposals, vectors: string[]): RankedText {
  return {
    id,
    kind,
    grades: new Map([["good", 3]]),
    baselines: { keywords: [], vectors, hybrid: [], rrf: [] },
    proposals: { ours, oursByKeywords: proposals("bad") },
  };
}

describe("a report", () => {
  const needs = [
    need("D1", "plain", proposals("good", "bad"), ["bad", "good"]),
    need("D2", null, proposals("good", "bad"), ["good", "bad"]),
  ];
  const report = toReport(needs, [], 0.5);

  it("counts a need of no kind in all of them only", () => {
    expect(report.methods.ours).toMatchObject({ all: { n: 2, ndcg10: 1 }, plain: { n: 1, mrr10: 1 } });
    expect(Object.keys(report.methods.ours!)).toEqual(["all", "plain"]);
  });

  it("compares with the best of the engine's own ways, need by need, and by keywords alone where the model is away", () => {
    const lost = 1 - 1 / Math.log2(3);
    expect(report.differences.ours!.all).toMatchObject({
      baseline: "vectors",
      ndcg10: expect.closeTo(lost / 2, 12),
    });
    expect(report.differences.ours!.all!.interval).toEqual([0, expect.closeTo(lost, 12)]);
    expect(report.differences.oursByKeywords!.all!.baseline).toBe("keywords");
  });

  it("says of every method how far its scores can be trusted, and reports nothing of what was not asked", () => {
    expect(report.calibration.ours!.all).toMatchObject({ precision: 0.5, recall: 1 });
    expect(report.calibration.oursCrossValidated).toBeUndefined();
    expect(report.reverse.methods.ours).toBeUndefined();
  });
});
