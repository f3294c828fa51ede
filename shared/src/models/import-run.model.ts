import { type InferSchemaType, Schema } from "mongoose";
import { ActorSchema } from "../history.ts";
import { ImportKindSchema, ImportRunStateSchema } from "../import/import.schema.ts";

const importErrorSchema = new Schema(
  {
    row: { type: Number, required: true },
    column: { type: String, default: "" },
    value: { type: String, default: "" },
    message: { type: String, required: true },
  },
  { _id: false },
);

/** One sheet being brought in, written as it goes: `updatedAt` is its sign of life. */
export const importRunSchema = new Schema(
  {
    kind: { type: String, enum: ImportKindSchema.enum, required: true },
    fileName: { type: String, required: true },
    sha256: { type: String, required: true },
    startedBy: {
      id: { type: Schema.Types.ObjectId, required: true },
      name: { type: String, required: true },
      role: { type: String, enum: ActorSchema.properties.role.enum, required: true },
    },
    state: { type: String, enum: ImportRunStateSchema.enum, required: true },
    rows: { type: Number, required: true },
    read: { type: Number, required: true, default: 0 },
    received: { type: Number, required: true, default: 0 },
    added: { type: Number, required: true, default: 0 },
    unchanged: { type: Number, required: true, default: 0 },
    rejected: { type: Number, required: true, default: 0 },
    rowErrors: { type: [importErrorSchema], required: true },
    errorsLeftOut: { type: Number, required: true, default: 0 },
    /** Code of the error that ended it. */
    problem: { type: String, default: null },
    finishedAt: { type: Date, default: null },
  },
  { timestamps: true, strict: "throw", collection: "importRuns" },
);
importRunSchema.index({ "startedBy.id": 1, kind: 1, _id: -1 });
importRunSchema.index({ kind: 1, _id: -1 });

export type ImportRunDocument = InferSchemaType<typeof importRunSchema>;
