import { type InferSchemaType, Schema } from "mongoose";

/** What a chat model was asked and said about a pairing; `_id` is the pairing's. */
export const wordedReasonsSchema = new Schema(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    /** What the words are about: revisions of both texts, weights and model. Other words stand only for their own. */
    basis: { type: String, required: true },
    /** When to ask, or to ask again; `null` once there is nothing left to ask. */
    dueAt: { type: Date, default: null },
    attempts: { type: Number, required: true, default: 0 },
    sentences: { type: [String], default: [] },
    model: { type: String, required: true },
    wordedAt: { type: Date, default: null },
    /** Why no words stand. */
    discarded: { type: String, default: null },
  },
  { timestamps: true, strict: "throw", collection: "wordedReasons" },
);
wordedReasonsSchema.index({ dueAt: 1 }, { partialFilterExpression: { dueAt: { $type: "date" } } });

export type WordedReasonsDocument = InferSchemaType<typeof wordedReasonsSchema>;

/** The one record of what the administrator allows; `_id` is {@link REASONS_SETTING_ID}. */
export const reasonsSettingSchema = new Schema(
  {
    _id: { type: String, required: true },
    outsideAllowed: { type: Boolean },
    dailyBudget: { type: Number },
    changedAt: { type: Date, required: true },
    changedBy: { type: String, required: true },
  },
  { strict: "throw", collection: "reasonsSettings" },
);

export const REASONS_SETTING_ID = "reasons";

/** Questions to the chat model by day; `_id` is the day in Asia/Shanghai, `YYYY-MM-DD`. */
export const chatUseSchema = new Schema(
  { _id: { type: String, required: true }, asked: { type: Number, required: true, default: 0 } },
  { strict: "throw", collection: "chatUses" },
);

/** What words about a pairing rest on; changes with either text, the weights and the model. */
export function reasonsBasisOf(
  pairing: { demandRevision: number; resultRevision: number; weightsVersion: string },
  model: string,
): string {
  return [pairing.demandRevision, pairing.resultRevision, pairing.weightsVersion, model].join("|");
}
