import { type InferSchemaType, Schema } from "mongoose";
import { CooperationSchema, FieldSchema } from "../vocabulary/vocabulary.schema.ts";
import { addPublicationIndexes, publicationDefinition } from "./publication.model.ts";

export const demandSchema = new Schema(
  {
    ...publicationDefinition,
    title: { type: String, required: true },
    description: { type: String, required: true },
    keywords: { type: [String], required: true },
    field: { type: String, enum: FieldSchema.enum, required: true },
    budgetFen: { type: Number, default: null },
    minTrl: { type: Number, required: true },
    cooperation: { type: [{ type: String, enum: CooperationSchema.enum, required: true }], required: true },
    /** The last day, `YYYY-MM-DD` in Asia/Shanghai; `expiresAt` is its end. */
    deadline: { type: String, required: true },
    isAnonymous: { type: Boolean, required: true, default: false },
    /** When its one extension was made. */
    extendedAt: { type: Date, default: null },
    /** When its owner was told that it is about to expire; cleared where the deadline moves. */
    expiryNoticedAt: { type: Date, default: null },
  },
  { timestamps: true, strict: "throw", collection: "demands" },
);
addPublicationIndexes(demandSchema);

export type DemandDocument = InferSchemaType<typeof demandSchema>;
