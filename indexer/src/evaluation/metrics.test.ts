import { describe, expect, it } from "vitest";
import { fuseRankings, judgeRanking } from "./metrics.ts";

describe("judging a ranking", () => {
  const grades = new Map([
    ["a", 3],
    ["b", 2],
    ["c", 1],
  ]);

  it("gives the ideal order 1 throughout", () => {
    expect(judgeRanking(["a", "b", "c"], grades)).toEqual({ ndcg10: 1, recall10: 1, mrr10: 1 });
  });

  it("takes the first relevant result's rank, and not that of one merely related", () => {
    expect(judgeRanking(["c", "x", "b"], grades)).toMatchObject({ recall10: 0.5, mrr10: 1 / 3 });
  });

  it("gives nothing for what stands below the tenth place", () => {
    const ranking = [...Array.from({ length: 10 }, (_, index) => `x${index}`), "a"];
    expect(judgeRanking(ranking, grades)).toEqual({ ndcg10: 0, recall10: 0, mrr10: 0 });
  });
});

it("fusing puts first what both rankings like", () => {
  expect(
    fuseRankings([
      ["a", "b"],
      ["b", "c"],
    ])[0],
  ).toBe("b");
});
