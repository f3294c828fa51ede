import { type InferSchemaType, Schema } from "mongoose";
import { LearningOutcomeSchema } from "../matching/matching.schema.ts";
import { historyEntrySchema } from "./history.model.ts";

/** How far matching every text anew has come: texts of one kind in the order of their ids, then those of the other. */
const rematchSchema = new Schema(
  {
    /** Tells this run from one that has replaced it meanwhile. */
    runId: { type: Schema.Types.ObjectId, required: true },
    requestedAt: { type: Date, required: true },
    /** Not before: by then every indexer scores with what it is for. */
    startsAt: { type: Date, required: true },
    kind: { type: String, enum: ["demand", "result"], required: true },
    /** The last text that is done; `null` before the first of its kind. */
    afterId: { type: Schema.Types.ObjectId, default: null },
    done: { type: Number, required: true, default: 0 },
    /** Of those done: texts that could not be matched. */
    failed: { type: Number, required: true, default: 0 },
    total: { type: Number, required: true, default: 0 },
    /** Time spent on texts, without the waiting for live work. */
    workedMs: { type: Number, required: true, default: 0 },
    finishedAt: { type: Date, default: null },
    /** Who is at it. Saves work and guards nothing: a text that is matched twice is matched alike. */
    leaseToken: { type: String, default: null },
    leaseUntil: { type: Date, default: null },
  },
  { _id: false },
);

const learningSchema = new Schema(
  {
    requestedAt: { type: Date, default: null },
    endedAt: { type: Date, default: null },
    outcome: { type: String, enum: [...LearningOutcomeSchema.enum, null], default: null },
    version: { type: String, default: null },
    decisions: { type: Number, required: true, default: 0 },
  },
  { _id: false },
);

export const MATCHING_ID = "matching";

/** The one record of how matching stands. */
export const matchingSchema = new Schema(
  {
    _id: { type: String, required: true },
    /** Rises with each adoption, so that a score knows whether it may overwrite another: a return to older weights is newer. */
    generation: { type: Number, required: true },
    weightsVersion: { type: String, required: true },
    /** Adopted by a person: neither a fit nor an upgrade replaces it. */
    isPinned: { type: Boolean, required: true, default: false },
    /** The latest shipped weights that have had their chance of being adopted. */
    shippedVersion: { type: String, required: true },
    /** Of the embedding model that texts were last matched with; `null` while there has been none. */
    modelIdentity: { type: String, default: null },
    rematch: { type: rematchSchema, default: null },
    learning: { type: learningSchema, required: true, default: () => ({}) },
    history: { type: [historyEntrySchema], required: true },
  },
  { strict: "throw", collection: "matching" },
);
export type MatchingDocument = InferSchemaType<typeof matchingSchema>;
