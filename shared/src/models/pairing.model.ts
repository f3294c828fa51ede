import { type InferSchemaType, Schema } from "mongoose";
import { FactorNameSchema, ObjectionSchema, PairingStatusSchema } from "../pairing/pairing.schema.ts";
import { FieldSchema } from "../vocabulary/vocabulary.schema.ts";
import { historyEntrySchema } from "./history.model.ts";

const factorSchema = new Schema(
  {
    name: { type: String, enum: FactorNameSchema.enum, required: true },
    weight: { type: Number, required: true },
    value: { type: Number, required: true },
    contribution: { type: Number, required: true },
    /** How far the factor falls short, 0 where nobody knows; what learning from decisions goes by. */
    gap: { type: Number, default: null },
    penalty: { type: Number, default: 0 },
    evidence: { type: String, default: "" },
  },
  { _id: false },
);

const evidenceSchema = new Schema(
  {
    passages: {
      type: [
        new Schema(
          {
            demand: { type: String, required: true },
            result: { type: String, required: true },
            similarity: { type: Number, required: true },
          },
          { _id: false },
        ),
      ],
      required: true,
    },
    terms: {
      type: [
        new Schema(
          { term: { type: String, required: true }, weight: { type: Number, required: true } },
          { _id: false },
        ),
      ],
      required: true,
    },
    against: {
      type: [
        new Schema(
          {
            code: { type: String, enum: ObjectionSchema.properties.code.enum, required: true },
            demand: { type: String, default: "" },
            result: { type: String, default: "" },
          },
          { _id: false },
        ),
      ],
      required: true,
    },
  },
  { _id: false },
);

const nextStepSchema = new Schema(
  {
    text: { type: String, required: true },
    /** `YYYY-MM-DD` in Asia/Shanghai. */
    dueOn: { type: String, required: true },
    setAt: { type: Date, required: true },
  },
  { _id: false },
);

export const pairingSchema = new Schema(
  {
    demandId: { type: Schema.Types.ObjectId, required: true },
    resultId: { type: Schema.Types.ObjectId, required: true },
    /** Owners of the two texts, kept here so that "mine" is one indexed read. */
    demandOrganisationId: { type: Schema.Types.ObjectId, required: true },
    resultOrganisationId: { type: Schema.Types.ObjectId, required: true },
    demandField: { type: String, enum: FieldSchema.enum, required: true },
    resultField: { type: String, enum: FieldSchema.enum, required: true },
    /** What the score was computed from: an update wins only if none of the three numbers is lower. */
    demandRevision: { type: Number, required: true },
    resultRevision: { type: Number, required: true },
    weightsRank: { type: Number, required: true, default: 0 },
    /** The weights of that rank, for people. */
    weightsVersion: { type: String, required: true },
    scoredAt: { type: Date, required: true },
    score: { type: Number, required: true },
    points: { type: Number, required: true },
    factors: { type: [factorSchema], required: true },
    evidence: { type: evidenceSchema, required: true },
    status: { type: String, enum: PairingStatusSchema.enum, required: true },
    closedReason: { type: String, default: null },
    brokerId: { type: Schema.Types.ObjectId, default: null },
    brokerName: { type: String, default: null },
    claimedAt: { type: Date, default: null },
    nextStep: { type: nextStepSchema, default: null },
    /** Contract registered from it, while that registration stands. */
    contractId: { type: Schema.Types.ObjectId, default: null },
    history: { type: [historyEntrySchema], required: true },
    announce: { type: Boolean, required: true, default: false },
    /** Entries of `history` whose notices stand. Saves work and guards nothing: notices are unique by themselves. */
    announced: { type: Number, required: true, default: 0 },
  },
  { timestamps: true, strict: "throw", collection: "pairings" },
);
pairingSchema.index({ demandId: 1, resultId: 1 }, { unique: true });
pairingSchema.index({ status: 1, score: -1, _id: -1 });
pairingSchema.index({ status: 1, createdAt: -1, _id: -1 });
pairingSchema.index({ resultId: 1, score: -1 });
pairingSchema.index({ demandId: 1, score: -1 });
pairingSchema.index({ brokerId: 1, status: 1 });
pairingSchema.index({ demandOrganisationId: 1, score: -1 });
pairingSchema.index({ resultOrganisationId: 1, score: -1 });
pairingSchema.index({ announce: 1 }, { partialFilterExpression: { announce: true } });

export type PairingDocument = InferSchemaType<typeof pairingSchema>;
