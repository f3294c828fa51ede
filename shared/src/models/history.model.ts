import { Schema } from "mongoose";
import { ActorSchema } from "../history.ts";

const actorSchema = new Schema(
  {
    id: { type: Schema.Types.ObjectId, default: null },
    name: { type: String, required: true },
    role: { type: String, enum: ActorSchema.properties.role.enum, required: true },
  },
  { _id: false },
);

/** `before` and `after` are of whatever kind the place they are from is. */
const changeSchema = new Schema(
  {
    path: { type: String, required: true },
    before: { type: Schema.Types.Mixed, default: null },
    after: { type: Schema.Types.Mixed, default: null },
  },
  { _id: false },
);

/**
 * One act in a record's life, pushed in the same update that carries it out. Its index in the array is half of the
 * event key by which notifications and turnover entries are unique, so entries are never removed or reordered.
 */
export const historyEntrySchema = new Schema(
  {
    at: { type: Date, required: true },
    actor: { type: actorSchema, required: true },
    act: { type: String, required: true },
    note: { type: String, default: null },
    reason: { type: String },
    /** Of an act that changes what the record says. */
    changes: { type: [changeSchema], default: undefined },
    evidence: { type: String },
  },
  { _id: false },
);
