import { type InferSchemaType, Schema } from "mongoose";
import { PartyKindSchema, PlaceSchema } from "../vocabulary/vocabulary.schema.ts";
import { historyEntrySchema } from "./history.model.ts";

export const organisationSchema = new Schema(
  {
    name: { type: String, required: true },
    kind: { type: String, enum: PartyKindSchema.enum, required: true },
    district: { type: String, enum: PlaceSchema.enum, required: true },
    creditCode: { type: String },
    /** PP of the registration numbers given out here; service points only. */
    pointCode: { type: String },
    verifiedAt: { type: Date, default: null },
    /** Its verification, or its opening as a service point. */
    history: { type: [historyEntrySchema], default: [] },
    /** Address of the person who registered it: a registration cut off between its two writes is taken up by it. */
    founderEmail: { type: String, default: null },
    /** Who opened it, and under which key; service points only. */
    createdBy: { type: Schema.Types.ObjectId },
    idempotencyKey: { type: String },
  },
  { timestamps: true, strict: "throw", collection: "organisations" },
);
organisationSchema.index({ name: 1 }, { unique: true });
organisationSchema.index(
  { creditCode: 1 },
  { unique: true, partialFilterExpression: { creditCode: { $exists: true } } },
);
organisationSchema.index(
  { pointCode: 1 },
  { unique: true, partialFilterExpression: { pointCode: { $exists: true } } },
);
organisationSchema.index(
  { createdBy: 1, idempotencyKey: 1 },
  { unique: true, partialFilterExpression: { idempotencyKey: { $exists: true } } },
);

export type OrganisationDocument = InferSchemaType<typeof organisationSchema>;
