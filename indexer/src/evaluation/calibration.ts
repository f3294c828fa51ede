import { bootstrapInterval, type Interval } from "./bootstrap.ts";

/** Scores of one need's candidates, each with whether it is relevant. */
export interface ScoredCandidates {
  pairs: readonly { score: number; isRelevant: boolean }[];
  /** Relevant texts of the need, found or not. */
  relevantCount: number;
}

/** Pairs whose score lies in one range, and how many of them are relevant. */
interface ReliabilityBin {
  from: number;
  to: number;
  pairs: number;
  meanScore: number;
  relevantShare: number;
}

/** How far scores can be taken at their word. `null` where nothing is above the threshold, or nothing is relevant. */
export interface Calibration {
  threshold: number;
  /** Of the pairs at or above the threshold, the part that is relevant. */
  precision: number | null;
  precisionInterval: Interval | null;
  /** Of the relevant pairs, the part at or above the threshold. */
  recall: number | null;
  recallInterval: Interval | null;
  /** Mean distance between score and share of relevant pairs, over ten bins of score, weighted by their pairs. */
  expectedCalibrationError: number | null;
  reliability: ReliabilityBin[];
}

const BIN_COUNT = 10;

export function calibrate(needs: readonly ScoredCandidates[], threshold: number): Calibration {
  const counts = needs.map(({ pairs, relevantCount }) => {
    const above = pairs.filter(({ score }) => score >= threshold);
    return { above: above.length, hits: above.filter((pair) => pair.isRelevant).length, relevantCount };
  });
  type Counts = (typeof counts)[number];
  const precisionOf = (sample: readonly Counts[]) => ratio(sample, "hits", "above");
  const recallOf = (sample: readonly Counts[]) => ratio(sample, "hits", "relevantCount");
  const pairs = needs.flatMap((need) => need.pairs);
  const reliability = toReliability(pairs);
  return {
    threshold,
    precision: precisionOf(counts),
    precisionInterval: bootstrapInterval(counts, precisionOf),
    recall: recallOf(counts),
    recallInterval: bootstrapInterval(counts, recallOf),
    expectedCalibrationError:
      pairs.length === 0
        ? null
        : reliability.reduce((sum, bin) => sum + Math.abs(bin.meanScore - bin.relevantShare) * bin.pairs, 0) /
          pairs.length,
    reliability,
  };
}

function toReliability(pairs: ScoredCandidates["pairs"]): ReliabilityBin[] {
  const bins = Array.from({ length: BIN_COUNT }, () => ({ pairs: 0, scores: 0, relevant: 0 }));
  for (const { score, isRelevant } of pairs) {
    const bin = bins[Math.min(BIN_COUNT - 1, Math.floor(score * BIN_COUNT))]!;
    bin.pairs += 1;
    bin.scores += score;
    bin.relevant += isRelevant ? 1 : 0;
  }
  return bins.flatMap(({ pairs: count, scores, relevant }, index) =>
    count === 0
      ? []
      : {
          from: index / BIN_COUNT,
          to: (index + 1) / BIN_COUNT,
          pairs: count,
          meanScore: scores / count,
          relevantShare: relevant / count,
        },
  );
}

function ratio<Name extends string>(
  counts: readonly Record<Name, number>[],
  above: NoInfer<Name>,
  below: NoInfer<Name>,
): number | null {
  const sum = (name: Name) => counts.reduce((total, count) => total + count[name], 0);
  return sum(below) === 0 ? null : sum(above) / sum(below);
}
