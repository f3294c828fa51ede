import { type Static, Type } from "typebox";
import { InstantSchema, NullableInstantSchema } from "../calendar.ts";
import { HistoryEntrySchema } from "../history.ts";
import { FactorNameSchema } from "../pairing/pairing.schema.ts";
import { NullableTextSchema } from "../text.ts";
import { FieldSchema } from "../vocabulary/vocabulary.schema.ts";
import { learnableFactors } from "./matching.rules.ts";

const NullableNumberSchema = Type.Unsafe<number | null>({ type: ["number", "null"] });

/** Points a factor is worth in full; the score is the chance 1 / (1 + e^(-(points - midpoint) / spread)). */
export const WeightSetSchema = Type.Object({
  weights: Type.Record(FactorNameSchema, Type.Number()),
  midpoint: Type.Number(),
  spread: Type.Number(),
});

/** What brokers of one field have taught: how much a gap in a factor takes off, in log-odds of the score. */
export const LearnedPenaltySchema = Type.Object({
  demandField: FieldSchema,
  factor: Type.Enum([...learnableFactors]),
  penalty: Type.Number({ exclusiveMinimum: 0 }),
});
export type LearnedPenalty = Static<typeof LearnedPenaltySchema>;

/** A figure before and after, on the same cases. */
const ComparisonSchema = Type.Object({ before: Type.Number(), after: Type.Number() });

/** Why a fit was not adopted by itself. */
export const FitObstacleSchema = Type.Enum(["judged-worse", "decisions-not-better", "not-judged", "pinned"]);
export type FitObstacle = Static<typeof FitObstacleSchema>;

/** Weights as they were shipped or fitted, with the day, the data and the figures. Never changed, never removed. */
export const WeightsVersionSchema = Type.Object({
  version: Type.String(),
  origin: Type.Enum(["shipped", "fitted"]),
  passages: WeightSetSchema,
  keywords: WeightSetSchema,
  learned: Type.Array(LearnedPenaltySchema),
  /** What it was fitted upon; `null` for shipped weights. */
  base: NullableTextSchema,
  fittedAt: InstantSchema,
  data: Type.Object({
    judged: Type.Array(
      Type.Object({ name: Type.String(), needs: Type.Integer(), judgements: Type.Integer() }),
    ),
    decisions: Type.Integer(),
    declines: Type.Integer(),
  }),
  metrics: Type.Object({
    /** nDCG@10 on judged needs. */
    judgedNdcg10: NullableNumberSchema,
    /** The same under the weights that were in force when it was fitted. */
    judgedNdcg10Before: NullableNumberSchema,
    /** On decisions that were held out: mean log loss, and the chance that a fit ranks above a misfit. */
    heldOutLogLoss: Type.Union([ComparisonSchema, Type.Null()]),
    heldOutAuc: Type.Union([ComparisonSchema, Type.Null()]),
  }),
  obstacles: Type.Array(FitObstacleSchema),
});
export type WeightsVersion = Static<typeof WeightsVersionSchema>;

export const RematchSchema = Type.Object({
  requestedAt: InstantSchema,
  startsAt: InstantSchema,
  finishedAt: NullableInstantSchema,
  kind: Type.Enum(["demand", "result"], { description: "of the texts it is at" }),
  done: Type.Integer(),
  failed: Type.Integer({ description: "of those done; the indexer's log says why" }),
  total: Type.Integer(),
  perSecond: NullableNumberSchema,
});
export type Rematch = Static<typeof RematchSchema>;

/** `too-few`: not enough decisions to learn from; `nothing-learnt`: they agree with the weights as they are. */
export const LearningOutcomeSchema = Type.Enum(["too-few", "nothing-learnt", "kept", "adopted"]);
export type LearningOutcome = Static<typeof LearningOutcomeSchema>;

/** How the last attempt to learn from decisions ended. */
export const LearningSchema = Type.Object({
  requestedAt: NullableInstantSchema,
  endedAt: NullableInstantSchema,
  outcome: Type.Union([LearningOutcomeSchema, Type.Null()]),
  version: NullableTextSchema,
  decisions: Type.Integer({ description: "that the last fit has seen" }),
});
export type Learning = Static<typeof LearningSchema>;

export const MatchingOverviewSchema = Type.Object({
  generation: Type.Integer({
    description: "rises with every adoption; an adoption names the one it has seen",
  }),
  weightsVersion: Type.String(),
  isPinned: Type.Boolean({ description: "adopted by a person, and only replaced by one" }),
  modelIdentity: NullableTextSchema,
  rematch: Type.Union([RematchSchema, Type.Null()]),
  learning: LearningSchema,
  versions: Type.Array(WeightsVersionSchema, { description: "newest first" }),
  history: Type.Array(HistoryEntrySchema),
  asOf: InstantSchema,
});
export type MatchingOverview = Static<typeof MatchingOverviewSchema>;

export const AdoptWeightsSchema = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 100 }),
    generation: Type.Integer({ minimum: 1, description: "the one the decision was made upon" }),
    pin: Type.Boolean({ description: "keep fits and upgrades from replacing it by themselves" }),
  },
  { additionalProperties: false },
);
export type AdoptWeights = Static<typeof AdoptWeightsSchema>;
