import { type InferSchemaType, Schema } from "mongoose";
import { NotificationKindSchema } from "../notification/notification.schema.ts";

const titledSchema = new Schema(
  { id: { type: Schema.Types.ObjectId, required: true }, title: { type: String, required: true } },
  { _id: false },
);

const notifiedPairingSchema = new Schema(
  {
    id: { type: Schema.Types.ObjectId, required: true },
    score: { type: Number, required: true },
    demand: { type: titledSchema, required: true },
    result: { type: titledSchema, required: true },
  },
  { _id: false },
);

const digestSchema = new Schema(
  {
    from: { type: String, required: true },
    day: { type: String, required: true },
    count: { type: Number, required: true },
    pairings: { type: [notifiedPairingSchema], required: true },
  },
  { _id: false },
);

export const notificationSchema = new Schema(
  {
    recipientId: { type: Schema.Types.ObjectId, required: true },
    /** The recipient's highest plus one. ObjectIds of several processes do not sort by time; this does. */
    seq: { type: Number, required: true },
    /** Subject kind, subject id and index in its `history`: what makes a notice unique for a recipient. */
    eventKey: { type: String, required: true },
    kind: { type: String, enum: NotificationKindSchema.enum, required: true },
    at: { type: Date, required: true },
    readAt: { type: Date, default: null },
    note: { type: String, default: null },
    pairing: { type: notifiedPairingSchema, default: null },
    /** Of a new pairing: what it was worth to the recipient, by which later ones are measured. */
    worth: { type: Number },
    digest: { type: digestSchema, default: null },
    contract: { type: titledSchema, default: null },
    result: { type: titledSchema, default: null },
    demand: { type: titledSchema, default: null },
    selection: { type: titledSchema, default: null },
  },
  { timestamps: true, strict: "throw", collection: "notifications" },
);
notificationSchema.index({ recipientId: 1, seq: 1 }, { unique: true });
notificationSchema.index({ recipientId: 1, eventKey: 1 }, { unique: true });
notificationSchema.index({ recipientId: 1, readAt: 1, seq: 1 });
// By the time of writing: what was proposed yesterday and rings today counts today.
notificationSchema.index({ recipientId: 1, kind: 1, createdAt: 1 });
notificationSchema.index({ recipientId: 1, "pairing.demand.id": 1 });

export type NotificationDocument = InferSchemaType<typeof notificationSchema>;
