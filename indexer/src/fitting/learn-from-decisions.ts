import type { FitObstacle, LearningOutcome } from "@market/shared";
import { MATCHING_ID, type MatchingDocument, type Models } from "@market/shared/models";
import type { JudgedSet } from "../evaluation/judged-set.ts";
import type { TextVectors } from "../evaluation/scorable-judged-texts.ts";
import { adoptWeights } from "../matching/matching-acts.ts";
import { readWeights } from "../matching/weights-watch.ts";
import { shippedWeights, type Weights } from "../pairing/weights.ts";
import { systemActor } from "../system-actor.ts";
import { type DecidedPair, readDecidedPairs } from "./decided-pairs.ts";
import { fitPenalties } from "./fit-penalties.ts";
import { compareOnHeldOut, type HeldOutDecisions } from "./held-out-decisions.ts";
import { judgeWeights } from "./judged-needs.ts";

/** Fewer are no base to judge a fit by. */
export const MIN_DECISIONS = 20;

export interface Learned {
  outcome: LearningOutcome;
  /** Of the weights that were kept; `null` where there are none. */
  version: string | null;
  decisions: number;
}

export interface LearningSources {
  models: Models;
  /** What must not be ranked worse. */
  judgedSets: readonly JudgedSet[];
  /** `null` while the model is away: then nothing can be judged, and nothing is adopted. */
  vectors: TextVectors | null;
}

/**
 * Fits the weights to what people have decided, keeps them with what they were fitted on, and adopts them if judged
 * needs are ranked no worse, held-out decisions better, and nobody has pinned the weights in force. How it ended is
 * noted where matching stands.
 */
export async function learnFromDecisions(sources: LearningSources): Promise<Learned> {
  const { models } = sources;
  const matching = await models.Matching.findById(MATCHING_ID).lean().orFail();
  const decided = await readDecidedPairs(models);
  const learned = await fitAndAdopt(sources, matching, decided);
  await models.Matching.updateOne(
    { _id: MATCHING_ID },
    {
      $set: {
        "learning.requestedAt": null,
        "learning.endedAt": new Date(),
        "learning.outcome": learned.outcome,
        "learning.version": learned.version,
        "learning.decisions": learned.decisions,
      },
    },
  );
  return learned;
}

async function fitAndAdopt(
  sources: LearningSources,
  matching: MatchingDocument,
  decided: readonly DecidedPair[],
): Promise<Learned> {
  const { models } = sources;
  const decisions = decided.length;
  if (decisions < MIN_DECISIONS) return { outcome: "too-few", version: null, decisions };
  const fittedAt = new Date();
  const inForce = await readWeights(models, matching.weightsVersion);
  const learned = fitPenalties(decided, shippedWeights);
  if (isSame(learned, inForce.learned)) return { outcome: "nothing-learnt", version: null, decisions };

  const version = `${shippedWeights.version}+${fittedAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}`;
  const fitted: Weights = { ...shippedWeights, version, learned };
  const heldOut = compareOnHeldOut(decided, shippedWeights, inForce, await readSeenUntil(models, inForce));
  const [before, after] = await judge(sources, [inForce, fitted]);
  const obstacles = obstaclesTo({ heldOut, before: before!, after: after!, isPinned: matching.isPinned });
  await models.WeightsVersion.create({
    _id: version,
    origin: "fitted",
    passages: shippedWeights.passages,
    keywords: shippedWeights.keywords,
    learned,
    base: shippedWeights.version,
    fittedAt,
    data: {
      judged: sources.judgedSets.map(describeSet),
      decisions,
      declines: decided.filter(({ decision }) => !decision.isFit).length,
    },
    metrics: {
      judgedNdcg10: after,
      judgedNdcg10Before: before,
      heldOutLogLoss: heldOut?.logLoss ?? null,
      heldOutAuc: heldOut?.auc ?? null,
    },
    obstacles,
  });
  const isAdopted =
    obstacles.length === 0 &&
    (await adoptWeights(
      models,
      { version, generation: matching.generation, isPinned: false, actor: systemActor },
      new Date(),
    )) !== null;
  return { outcome: isAdopted ? "adopted" : "kept", version, decisions };
}

async function judge(
  { judgedSets, vectors }: LearningSources,
  weights: readonly Weights[],
): Promise<(number | null)[]> {
  return vectors === null ? weights.map(() => null) : judgeWeights(judgedSets, vectors, weights);
}

function obstaclesTo(gate: {
  heldOut: HeldOutDecisions | null;
  before: number | null;
  after: number | null;
  isPinned: boolean;
}): FitObstacle[] {
  const { heldOut, before, after, isPinned } = gate;
  const isJudged = before !== null && after !== null;
  return [
    ...(isJudged ? [] : ["not-judged" as const]),
    ...(isJudged && after < before ? ["judged-worse" as const] : []),
    ...(heldOut?.isBetter ? [] : ["decisions-not-better" as const]),
    ...(isPinned ? ["pinned" as const] : []),
  ];
}

/** Until when the weights in force have seen decisions; `null` where they have learnt from none. */
async function readSeenUntil(models: Models, { version, learned }: Weights): Promise<Date | null> {
  if (learned.length === 0) return null;
  const { fittedAt } = await models.WeightsVersion.findById(version, { fittedAt: 1 }).lean().orFail();
  return fittedAt;
}

function isSame(one: Weights["learned"], other: Weights["learned"]): boolean {
  const keysOf = (learned: Weights["learned"]) =>
    learned.map(({ demandField, factor, penalty }) => `${demandField} ${factor} ${penalty}`).toSorted();
  return keysOf(one).join("\n") === keysOf(other).join("\n");
}

function describeSet({ name, demands, ofDemand }: JudgedSet) {
  const judgements = [...ofDemand.values()].reduce((sum, grades) => sum + grades.size, 0);
  return { name, needs: demands.length, judgements };
}
