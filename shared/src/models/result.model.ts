import { type InferSchemaType, Schema } from "mongoose";
import { SelectionSchema } from "../result/result.schema.ts";
import {
  CooperationSchema,
  FieldSchema,
  IpKindSchema,
  IpStatusSchema,
} from "../vocabulary/vocabulary.schema.ts";
import { addPublicationIndexes, publicationDefinition } from "./publication.model.ts";

const ipSchema = new Schema(
  {
    type: { type: String, enum: IpKindSchema.enum, required: true },
    status: { type: String, enum: IpStatusSchema.enum, required: true },
  },
  { _id: false },
);

const selectionSchema = new Schema(
  {
    state: { type: String, enum: SelectionSchema.properties.state.enum, required: true },
    batch: { type: String, default: null },
    note: { type: String, default: null },
    at: { type: Date, required: true },
  },
  { _id: false },
);

export const resultSchema = new Schema(
  {
    ...publicationDefinition,
    title: { type: String, required: true },
    summary: { type: String, required: true },
    advantages: { type: String, default: "" },
    keywords: { type: [String], required: true },
    field: { type: String, enum: FieldSchema.enum, required: true },
    trl: { type: Number, required: true },
    cityLevel: { type: Number, default: null },
    ip: { type: [ipSchema], required: true },
    cooperation: { type: [{ type: String, enum: CooperationSchema.enum, required: true }], required: true },
    priceFen: { type: Number, default: null },
    selection: { type: selectionSchema, default: null },
  },
  { timestamps: true, strict: "throw", collection: "results" },
);
addPublicationIndexes(resultSchema);
resultSchema.index({ "selection.state": 1, "selection.at": -1 });

export type ResultDocument = InferSchemaType<typeof resultSchema>;
