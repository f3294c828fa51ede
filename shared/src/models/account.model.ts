import { type InferSchemaType, Schema } from "mongoose";
import { MuteKindSchema } from "../broker/broker.schema.ts";
import { NotificationKindSchema } from "../notification/notification.schema.ts";
import { BrokerLevelSchema, FieldSchema, RoleSchema } from "../vocabulary/vocabulary.schema.ts";
import { historyEntrySchema } from "./history.model.ts";

/** `key` is the id of a need or party, or a field. */
const muteSchema = new Schema(
  {
    kind: { type: String, enum: MuteKindSchema.enum, required: true },
    key: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { _id: false },
);

const brokerSchema = new Schema(
  {
    verifiedAt: { type: Date, default: null },
    fields: { type: [{ type: String, enum: FieldSchema.enum, required: true }], required: true },
    minScore: { type: Number, required: true },
    dailyLimit: { type: Number, required: true },
    /** Claimed pairings they can carry at once; `null` where they have not said. */
    capacity: { type: Number, default: null },
    dailyDigest: { type: Boolean, default: true },
    /** As the official who verified them knows it. */
    level: { type: String, enum: BrokerLevelSchema.enum },
    mutes: { type: [muteSchema], default: [] },
    /** The last day, `YYYY-MM-DD` in Asia/Shanghai, whose digest is out. Saves work: a digest is unique by its day. */
    digestedThrough: { type: String, default: null },
  },
  { _id: false },
);

export const userSchema = new Schema(
  {
    /** In lower case: one person, one account, however the address is typed. */
    email: { type: String, required: true },
    passwordHash: { type: String, required: true },
    name: { type: String, required: true },
    role: { type: String, enum: RoleSchema.enum, required: true },
    organisationId: { type: Schema.Types.ObjectId, default: null },
    organisationAdmin: { type: Boolean, required: true, default: false },
    /** Wishes and standing of a broker; brokers only. */
    broker: { type: brokerSchema, default: null },
    /** Kinds of notification that are listed as read and not told of as they happen. */
    quietKinds: { type: [{ type: String, enum: NotificationKindSchema.enum, required: true }], default: [] },
    /** When the account was ended; what identified its person is gone from it. */
    deletedAt: { type: Date, default: null },
    invitationId: { type: Schema.Types.ObjectId },
    /** Appointments and verification: what others decided about this person. */
    history: { type: [historyEntrySchema], default: [] },
    idempotencyKey: { type: String },
  },
  { timestamps: true, strict: "throw", collection: "users" },
);
userSchema.index({ email: 1 }, { unique: true });
userSchema.index({ role: 1, _id: 1 });
userSchema.index({ organisationId: 1 });
// One invitation makes one member, however often it is sent.
userSchema.index(
  { invitationId: 1 },
  { unique: true, partialFilterExpression: { invitationId: { $exists: true } } },
);

export type UserDocument = InferSchemaType<typeof userSchema>;

/** A signed-in browser. Only the hash of the cookie's token is kept. */
export const sessionSchema = new Schema(
  {
    tokenHash: { type: String, required: true },
    userId: { type: Schema.Types.ObjectId, required: true },
    expiresAt: { type: Date, required: true },
  },
  { timestamps: true, strict: "throw", collection: "sessions" },
);
sessionSchema.index({ tokenHash: 1 }, { unique: true });
sessionSchema.index({ userId: 1 });
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export type SessionDocument = InferSchemaType<typeof sessionSchema>;

export const invitationSchema = new Schema(
  {
    organisationId: { type: Schema.Types.ObjectId, required: true },
    email: { type: String, required: true },
    tokenHash: { type: String, required: true },
    createdBy: { type: Schema.Types.ObjectId, required: true },
    idempotencyKey: { type: String },
    expiresAt: { type: Date, required: true },
  },
  { timestamps: true, strict: "throw", collection: "invitations" },
);
invitationSchema.index({ tokenHash: 1 }, { unique: true });
invitationSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
invitationSchema.index(
  { createdBy: 1, idempotencyKey: 1 },
  { unique: true, partialFilterExpression: { idempotencyKey: { $exists: true } } },
);

export type InvitationDocument = InferSchemaType<typeof invitationSchema>;

/** A link by which a person sets a new password; used up by the update that sets `usedAt`. */
export const passwordResetSchema = new Schema(
  {
    userId: { type: Schema.Types.ObjectId, required: true },
    tokenHash: { type: String, required: true },
    createdBy: { type: Schema.Types.ObjectId, required: true },
    usedAt: { type: Date, default: null },
    expiresAt: { type: Date, required: true },
  },
  { timestamps: true, strict: "throw", collection: "passwordResets" },
);
passwordResetSchema.index({ tokenHash: 1 }, { unique: true });
passwordResetSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
