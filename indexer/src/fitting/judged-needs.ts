import { setImmediate } from "node:timers/promises";
import { meanOfKnown } from "../evaluation/bootstrap.ts";
import type { JudgedSet } from "../evaluation/judged-set.ts";
import { judgeRanking } from "../evaluation/metrics.ts";
import { prepareDemands, prepareResults, type TextVectors } from "../evaluation/scorable-judged-texts.ts";
import { scorePairing } from "../pairing/score-pairing.ts";
import type { Weights } from "../pairing/weights.ts";
import { logOddsOf } from "./log-odds.ts";

/**
 * nDCG@10 on judged needs, each ranked among all results of its set, under several weights at once. No engine takes
 * part, so that it can be had beside a running market: candidates miss next to nothing, and weights do not change
 * them. Gives way to other work after each need.
 *
 * @returns a figure for each of the weights; `null` where nothing is judged
 */
export async function judgeWeights(
  sets: readonly JudgedSet[],
  vectors: TextVectors,
  weights: readonly Weights[],
): Promise<(number | null)[]> {
  const figures = weights.map((): (number | null)[] => []);
  for (const set of sets) {
    const demands = await prepareDemands(
      set.demands.filter(({ id }) => set.ofDemand.has(id)),
      vectors,
    );
    const results = await prepareResults(set.results, vectors);
    for (const demand of demands) {
      const pairs = results.map((result) => ({
        id: result.judged.id,
        demandField: demand.judged.field,
        factors: scorePairing(demand.scorable, result.scorable).factors,
        isByPassages: true,
      }));
      for (const [index, each] of weights.entries()) {
        const ranked = pairs
          .map((pair) => ({ id: pair.id, logOdds: logOddsOf(pair, each) }))
          .toSorted((a, b) => b.logOdds - a.logOdds);
        const { ndcg10 } = judgeRanking(
          ranked.map(({ id }) => id),
          set.ofDemand.get(demand.judged.id)!,
        );
        figures[index]!.push(ndcg10);
      }
      await setImmediate();
    }
  }
  return figures.map(meanOfKnown);
}
