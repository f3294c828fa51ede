import { type InferSchemaType, Schema } from "mongoose";
import { learnableFactors } from "../matching/matching.rules.ts";
import { FitObstacleSchema, WeightsVersionSchema } from "../matching/matching.schema.ts";
import { type FactorName, FactorNameSchema } from "../pairing/pairing.schema.ts";
import { FieldSchema } from "../vocabulary/vocabulary.schema.ts";

const requiredNumber = { type: Number, required: true } as const;

const factorWeightsSchema = new Schema(
  Object.fromEntries(FactorNameSchema.enum.map((name) => [name, requiredNumber])) as Record<
    FactorName,
    typeof requiredNumber
  >,
  { _id: false },
);
const weightSetSchema = new Schema(
  {
    weights: { type: factorWeightsSchema, required: true },
    midpoint: requiredNumber,
    spread: requiredNumber,
  },
  { _id: false },
);
const learnedPenaltySchema = new Schema(
  {
    demandField: { type: String, enum: FieldSchema.enum, required: true },
    factor: { type: String, enum: [...learnableFactors], required: true },
    penalty: requiredNumber,
  },
  { _id: false },
);
const judgedSetSchema = new Schema(
  { name: { type: String, required: true }, needs: requiredNumber, judgements: requiredNumber },
  { _id: false },
);
const dataSchema = new Schema(
  {
    judged: { type: [judgedSetSchema], required: true },
    decisions: requiredNumber,
    declines: requiredNumber,
  },
  { _id: false },
);
const comparisonSchema = new Schema({ before: requiredNumber, after: requiredNumber }, { _id: false });
const metricsSchema = new Schema(
  {
    judgedNdcg10: { type: Number, default: null },
    judgedNdcg10Before: { type: Number, default: null },
    heldOutLogLoss: { type: comparisonSchema, default: null },
    heldOutAuc: { type: comparisonSchema, default: null },
  },
  { _id: false },
);

/** Weights that were shipped or fitted. Inserted once, never changed: pairings name them by their version. */
export const weightsVersionSchema = new Schema(
  {
    _id: { type: String, required: true },
    origin: { type: String, enum: WeightsVersionSchema.properties.origin.enum, required: true },
    passages: { type: weightSetSchema, required: true },
    keywords: { type: weightSetSchema, required: true },
    learned: { type: [learnedPenaltySchema], required: true },
    base: { type: String, default: null },
    fittedAt: { type: Date, required: true },
    data: { type: dataSchema, required: true },
    metrics: { type: metricsSchema, required: true },
    obstacles: { type: [{ type: String, enum: FitObstacleSchema.enum, required: true }], required: true },
  },
  { strict: "throw", collection: "weightsVersions" },
);
weightsVersionSchema.index({ fittedAt: -1 });

export type WeightsVersionDocument = InferSchemaType<typeof weightsVersionSchema>;
