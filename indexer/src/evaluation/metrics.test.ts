import { describe, expect, it } from "vitest";
import { fuseRankings, judgeRanking, recallOf } from "./metrics.ts";

describe("judging a ranking", () => {
  const grades = new Map([
    ["a", 3],
    ["b", 2],
    ["c", 1],
  ]);

  it("gives the ideal order 1 throughout", () => {
    expect(judgeRanking(["a", "b", "c"], grades)).toEqual({ ndcg10: 1, recall10: 1, recall50: 1, mrr10: 1 });
  });

  it("discounts gains of 7, 3 and 1 by the logarithm of their rank", () => {
    const ideal = 7 + 3 / Math.log2(3) + 1 / 2;
    const found = 3 + 7 / Math.log2(4);
    expect(judgeRanking(["b", "x", "a"], grades).ndcg10).toBeCloseTo(found / ideal, 12);
  });

  it("takes the first relevant result's rank, and not that of one merely related", () => {
    expect(judgeRanking(["c", "x", "b"], grades)).toMatchObject({ recall10: 0.5, mrr10: 1 / 3 });
  });

  it("gives nothing for what stands below the tenth place, except to the recall of fifty", () => {
    const ranking = [...Array.from({ length: 10 }, (_, index) => `x${index}`), "a", "b"];
    expect(judgeRanking(ranking, grades)).toEqual({ ndcg10: 0, recall10: 0, recall50: 1, mrr10: 0 });
  });

  it("does not judge recall and rank where nothing is relevant, nor anything where nothing was judged", () => {
    const unknown = { recall10: null, recall50: null, mrr10: null };
    expect(judgeRanking(["c"], new Map([["c", 1]]))).toEqual({ ndcg10: 1, ...unknown });
    expect(judgeRanking(["c"], new Map())).toEqual({ ndcg10: null, ...unknown });
  });
});

it("recall counts relevant texts among all that was found", () => {
  expect(
    recallOf(
      ["x", "b"],
      new Map([
        ["a", 2],
        ["b", 3],
        ["c", 1],
      ]),
    ),
  ).toBe(0.5);
});

it("fusing puts first what both rankings like", () => {
  expect(
    fuseRankings([
      ["a", "b"],
      ["b", "c"],
    ])[0],
  ).toBe("b");
});
