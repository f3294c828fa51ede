import { type InferSchemaType, Schema } from "mongoose";
import { ContractTypeSchema, FieldSchema } from "../vocabulary/vocabulary.schema.ts";

const turnoverLineSchema = new Schema(
  {
    /** 1 adds, -1 takes back what an earlier entry added. */
    sign: { type: Number, enum: [1, -1], required: true },
    amountFen: { type: Number, required: true },
    technologyAmountFen: { type: Number, required: true },
    /** Days in Asia/Shanghai that decide the period, `YYYY-MM-DD`: a correction keeps those of what it corrects. */
    registeredOn: { type: String, required: true },
    signedOn: { type: String, required: true },
    type: { type: String, enum: ContractTypeSchema.enum, required: true },
    field: { type: String, enum: FieldSchema.enum, required: true },
    seller: { type: String, required: true },
    sellerDistrict: { type: String, default: null },
    buyer: { type: String, required: true },
    buyerDistrict: { type: String, default: null },
    // Lines written before these were counted lack them: not stated, as `null`.
    subtype: { type: String, default: null },
    techArea: { type: String, default: null },
    techSubarea: { type: String, default: null },
    ipRight: { type: String, default: null },
    planSource: { type: String, default: null },
    objective: { type: String, default: null },
    industry: { type: String, default: null },
    isMarine: { type: Boolean, default: null },
    sellerKind: { type: String, default: null },
    buyerKind: { type: String, default: null },
    sellerType: { type: String, default: null },
    buyerType: { type: String, default: null },
    sellerId: { type: Schema.Types.ObjectId, default: null },
    buyerId: { type: Schema.Types.ObjectId, default: null },
    servicePointId: { type: Schema.Types.ObjectId, default: null },
    servicePoint: { type: String, default: null },
    brokerId: { type: Schema.Types.ObjectId, default: null },
    broker: { type: String, default: null },
  },
  { _id: false },
);

/**
 * What one registration or correction did to turnover. Append-only: sums are always derived from entries, so the
 * sum as of any instant is a filter on `at`. A registration has one line, a voiding one with sign -1, an amendment
 * both: the old terms taken back, the new ones added. Readers take all there are, by `_id` from the newest they know.
 */
export const turnoverEntrySchema = new Schema(
  {
    /** Contract id and index in its `history`. */
    eventKey: { type: String, required: true },
    contractId: { type: Schema.Types.ObjectId, required: true },
    kind: { type: String, enum: ["registration", "amendment", "void"], required: true },
    /** The instant of the act, from the contract's history. */
    at: { type: Date, required: true },
    lines: { type: [turnoverLineSchema], required: true },
  },
  { timestamps: true, strict: "throw", collection: "turnoverEntries" },
);
turnoverEntrySchema.index({ eventKey: 1 }, { unique: true });
turnoverEntrySchema.index({ contractId: 1 });
turnoverEntrySchema.index({ at: 1 });

export type TurnoverEntryDocument = InferSchemaType<typeof turnoverEntrySchema>;
