import { type InferSchemaType, Schema } from "mongoose";
import { ActorSchema } from "../history.ts";
import { MessageKindSchema } from "../message/message.schema.ts";

/** What was said in a deal. Append-only: nothing but the mark of the outbox ever changes. */
export const messageSchema = new Schema(
  {
    pairingId: { type: Schema.Types.ObjectId, required: true },
    kind: { type: String, enum: MessageKindSchema.enum, required: true },
    text: { type: String, required: true },
    at: { type: Date, required: true },
    createdBy: { type: Schema.Types.ObjectId, required: true },
    authorName: { type: String, required: true },
    authorRole: { type: String, enum: ActorSchema.properties.role.enum, required: true },
    idempotencyKey: { type: String },
    /** Until its notices stand; a note has none. */
    announce: { type: Boolean, required: true, default: false },
  },
  { timestamps: true, strict: "throw", collection: "messages" },
);
messageSchema.index({ pairingId: 1, _id: -1 });
messageSchema.index({ announce: 1 }, { partialFilterExpression: { announce: true } });
messageSchema.index(
  { createdBy: 1, idempotencyKey: 1 },
  { unique: true, partialFilterExpression: { idempotencyKey: { $exists: true } } },
);

export type MessageDocument = InferSchemaType<typeof messageSchema>;
