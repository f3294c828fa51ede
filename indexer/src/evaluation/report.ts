import { bootstrapInterval, type Interval, meanOfKnown } from "./bootstrap.ts";
import { type Calibration, calibrate } from "./calibration.ts";
import { isRelevant, judgeRanking, qualityNames, type RankingQuality, recallOf } from "./metrics.ts";
import {
  type Baseline,
  baselines,
  byScore,
  type Proposals,
  type RankedText,
  type ScoredMethod,
  scoredMethods,
} from "./rank-texts.ts";

/** Means over a group, with their 95% intervals. */
interface MethodFigures extends RankingQuality {
  n: number;
  intervals: Record<keyof RankingQuality, Interval | null>;
}

/** What scoring had to choose from. */
interface CandidateFigures {
  n: number;
  /** Mean number of candidates. */
  size: number;
  /** Of all candidates. */
  recall: number | null;
  recallInterval: Interval | null;
  /** Of the first 50, in the order in which they were found. */
  recall50: number | null;
  recall50Interval: Interval | null;
}

/** By how much a score ranks better than the best of the search engine's own ways, need by need. */
interface Difference {
  baseline: Baseline;
  ndcg10: number;
  interval: Interval | null;
}

/** By group: `all`, and every kind of need. */
type ByGroup<Figures> = Record<string, Figures>;

export interface DirectionReport {
  methods: Record<string, ByGroup<MethodFigures>>;
  candidates: ByGroup<CandidateFigures>;
  differences: Partial<Record<ScoredMethod, ByGroup<Difference>>>;
  calibration: Partial<Record<ScoredMethod, ByGroup<Calibration>>>;
}

export interface Report extends DirectionReport {
  /** For each result, needs. */
  reverse: DirectionReport;
}

/** @param threshold the score from which on brokers are told of a pairing */
export function toReport(
  needs: readonly RankedText[],
  results: readonly RankedText[],
  threshold: number,
): Report {
  return { ...toDirectionReport(needs, threshold), reverse: toDirectionReport(results, threshold) };
}

function toDirectionReport(texts: readonly RankedText[], threshold: number): DirectionReport {
  const groups = groupByKind(texts);
  const scored = scoredMethods.filter((method) => texts.some(({ proposals }) => proposals[method]));
  const ofScored = <Figures>(compute: (method: ScoredMethod, group: readonly RankedText[]) => Figures) =>
    Object.fromEntries(
      scored.map((method) => [method, mapValues(groups, (group) => compute(method, group))]),
    );
  return {
    methods: {
      ...Object.fromEntries(
        baselines.map((method) => [
          method,
          mapValues(groups, (group) => toFigures(group.map((text) => qualityOf(text, method)))),
        ]),
      ),
      ...ofScored((method, group) => toFigures(group.map((text) => qualityOf(text, method)))),
    },
    candidates: mapValues(groups, toCandidateFigures),
    differences: ofScored((method, group) => toDifference(method, group)),
    calibration: ofScored((method, group) =>
      calibrate(
        group.flatMap((text) => toScoredCandidates(text, text.proposals[method])),
        threshold,
      ),
    ),
  };
}

function groupByKind(texts: readonly RankedText[]): ByGroup<RankedText[]> {
  const groups: ByGroup<RankedText[]> = { all: [...texts] };
  for (const text of texts) {
    if (text.kind === null) continue;
    groups[text.kind] = [...(groups[text.kind] ?? []), text];
  }
  return groups;
}

function qualityOf(text: RankedText, method: Baseline | ScoredMethod): RankingQuality {
  const isBaseline = (name: string): name is Baseline => name in text.baselines;
  if (isBaseline(method)) return judgeRanking(text.baselines[method], text.grades);
  const proposals = text.proposals[method];
  return judgeRanking(proposals ? byScore(proposals) : [], text.grades);
}

function toFigures(qualities: readonly RankingQuality[]): MethodFigures {
  const ofEach = <Value>(compute: (values: (number | null)[]) => Value) =>
    Object.fromEntries(
      qualityNames.map((name) => [name, compute(qualities.map((quality) => quality[name]))]),
    ) as Record<keyof RankingQuality, Value>;
  return {
    n: qualities.length,
    ...ofEach(meanOfKnown),
    intervals: ofEach((values) => bootstrapInterval(values, meanOfKnown)),
  };
}

function toCandidateFigures(texts: readonly RankedText[]): CandidateFigures {
  const candidates = texts.map(({ proposals, grades }) => ({ ids: proposals.ours.candidateIds, grades }));
  const recalls = candidates.map(({ ids, grades }) => recallOf(ids, grades));
  const recalls50 = candidates.map(({ ids, grades }) => recallOf(ids.slice(0, 50), grades));
  return {
    n: texts.length,
    size: meanOfKnown(candidates.map(({ ids }) => ids.length)) ?? 0,
    recall: meanOfKnown(recalls),
    recallInterval: bootstrapInterval(recalls, meanOfKnown),
    recall50: meanOfKnown(recalls50),
    recall50Interval: bootstrapInterval(recalls50, meanOfKnown),
  };
}

/** With the model away, keywords are all that the engine has. */
const RIVALS: Record<ScoredMethod, readonly Baseline[]> = {
  ours: baselines,
  oursByKeywords: ["keywords"],
  oursCrossValidated: baselines,
};

function toDifference(method: ScoredMethod, texts: readonly RankedText[]): Difference {
  const ndcgsOf = (name: Baseline | ScoredMethod) => texts.map((text) => qualityOf(text, name).ndcg10 ?? 0);
  const [best] = RIVALS[method]
    .map((baseline) => ({ baseline, ndcgs: ndcgsOf(baseline) }))
    .toSorted((a, b) => (meanOfKnown(b.ndcgs) ?? 0) - (meanOfKnown(a.ndcgs) ?? 0));
  const differences = ndcgsOf(method).map((ndcg, index) => ndcg - best!.ndcgs[index]!);
  return {
    baseline: best!.baseline,
    ndcg10: meanOfKnown(differences) ?? 0,
    interval: bootstrapInterval(differences, meanOfKnown),
  };
}

function toScoredCandidates({ grades }: RankedText, proposals: Proposals | undefined) {
  if (proposals === undefined) return [];
  return {
    pairs: proposals.candidateIds.map((id) => ({
      score: proposals.scores.get(id)!.score,
      isRelevant: isRelevant(grades.get(id)),
    })),
    relevantCount: [...grades.values()].filter(isRelevant).length,
  };
}

function mapValues<Value, Mapped>(values: ByGroup<Value>, map: (value: Value) => Mapped): ByGroup<Mapped> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
