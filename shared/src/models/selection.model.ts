import { type InferSchemaType, Schema, type Types } from "mongoose";
import { CallStatusSchema, SelectionOutcomeSchema } from "../selection/selection.schema.ts";
import { FieldSchema, OrganisationKindSchema, RoleSchema } from "../vocabulary/vocabulary.schema.ts";
import { historyEntrySchema } from "./history.model.ts";

const id = { type: Schema.Types.ObjectId, required: true } as const;
const text = { type: String, required: true } as const;

/** A nominated result as it stood: what is decided on, and announced, is what was nominated. */
const nominatedResult = {
  resultId: id,
  organisationId: id,
  organisationName: text,
  title: text,
  field: { type: String, enum: FieldSchema.enum, required: true },
  trl: { type: Number, required: true },
  statement: text,
} as const;

/** An act with whom or what it was about; `personId` is of an appointment. */
const selectionHistoryEntrySchema = historyEntrySchema.clone().add({
  subject: { type: String, default: null },
  personId: { type: Schema.Types.ObjectId },
});

const criterionSchema = new Schema(
  { name: text, weight: { type: Number, required: true }, hint: { type: String } },
  { _id: false },
);

const reviewerSchema = new Schema(
  {
    userId: id,
    name: text,
    role: { type: String, enum: RoleSchema.enum, required: true },
    organisationId: { type: Schema.Types.ObjectId, default: null },
    organisationName: { type: String, default: null },
  },
  { _id: false },
);

/** A decision carries what is announced of the result, so that an announcement says what was decided on. */
const decisionSchema = new Schema(
  {
    nominationId: id,
    ...nominatedResult,
    outcome: { type: String, enum: SelectionOutcomeSchema.enum, required: true },
    reason: text,
    at: { type: Date, required: true },
  },
  { _id: false },
);

const objectionSchema = new Schema({
  at: { type: Date, required: true },
  name: text,
  contact: text,
  text,
  answer: {
    type: new Schema({ text, at: { type: Date, required: true }, by: text }, { _id: false }),
    default: null,
  },
});

/**
 * A call and the batch that comes of it in one document: decisions and objections lie in it, so that announcing and
 * releasing are each one atomic write that nothing can slip past.
 */
export const selectionCallSchema = new Schema(
  {
    title: text,
    description: { type: String, default: "" },
    criteria: { type: [criterionSchema], required: true },
    scoreMax: { type: Number, required: true },
    nominators: {
      type: [{ type: String, enum: OrganisationKindSchema.enum, required: true }],
      required: true,
    },
    /** Days in Asia/Shanghai, both ends of nominating inclusive. */
    nominationsOpenOn: text,
    nominationsCloseOn: text,
    reviewUntil: text,
    commentDays: { type: Number, required: true },
    plannedReleaseOn: text,
    status: { type: String, enum: CallStatusSchema.enum, required: true, default: "draft" },
    reviewers: { type: [reviewerSchema], required: true },
    decisions: { type: [decisionSchema], required: true },
    objections: { type: [objectionSchema], required: true },
    /** Year and running number of the batch, written with the announcement. */
    batchYear: { type: Number },
    batchSequence: { type: Number },
    batch: { type: String, default: null },
    comments: {
      type: new Schema({ startsOn: text, endsOn: text }, { _id: false }),
      default: null,
    },
    announcedAt: { type: Date, default: null },
    releasedAt: { type: Date, default: null },
    createdBy: id,
    idempotencyKey: { type: String },
    revision: { type: Number, required: true, default: 1 },
    history: { type: [selectionHistoryEntrySchema], required: true },
    announce: { type: Boolean, required: true, default: false },
    announced: { type: Number, required: true, default: 0 },
  },
  { timestamps: true, strict: "throw", collection: "selectionCalls" },
);
selectionCallSchema.index({ status: 1, createdAt: -1 });
selectionCallSchema.index({ "reviewers.userId": 1, status: 1 });
// Decides which of several announcements at once gets a number; the others take the next.
selectionCallSchema.index(
  { batchYear: 1, batchSequence: 1 },
  { unique: true, partialFilterExpression: { batchSequence: { $exists: true } } },
);
selectionCallSchema.index({ batch: 1 });
selectionCallSchema.index({ announce: 1 }, { partialFilterExpression: { announce: true } });
selectionCallSchema.index(
  { createdBy: 1, idempotencyKey: 1 },
  { unique: true, partialFilterExpression: { idempotencyKey: { $exists: true } } },
);
type InferredCall = InferSchemaType<typeof selectionCallSchema>;
// What a clone adds to a schema its inferred type does not tell.
export type SelectionCallDocument = Omit<InferredCall, "history"> & {
  history: (InferredCall["history"][number] & { subject?: string | null; personId?: Types.ObjectId })[];
};

/** A result put forward in a call, as it stood then; what is announced is what was nominated. */
export const selectionNominationSchema = new Schema(
  {
    callId: id,
    ...nominatedResult,
    status: { type: String, enum: ["submitted", "withdrawn"], required: true, default: "submitted" },
    submittedAt: { type: Date, required: true },
    history: { type: [selectionHistoryEntrySchema], required: true },
  },
  { timestamps: true, strict: "throw", collection: "selectionNominations" },
);
// One a call and result: withdrawn and nominated again it is the same one.
selectionNominationSchema.index({ callId: 1, resultId: 1 }, { unique: true });
selectionNominationSchema.index({ organisationId: 1, submittedAt: -1 });
export type SelectionNominationDocument = InferSchemaType<typeof selectionNominationSchema>;

/** One reviewer's scores of one nomination; what a later version replaced stays in `versions`. */
export const selectionReviewSchema = new Schema(
  {
    callId: id,
    nominationId: id,
    reviewerId: id,
    reviewerName: text,
    scores: { type: [Number], required: true },
    comment: text,
    total: { type: Number, required: true },
    at: { type: Date, required: true },
    versions: {
      type: [
        new Schema(
          { scores: { type: [Number], required: true }, comment: text, at: { type: Date, required: true } },
          { _id: false },
        ),
      ],
      required: true,
    },
  },
  { timestamps: true, strict: "throw", collection: "selectionReviews" },
);
selectionReviewSchema.index({ nominationId: 1, reviewerId: 1 }, { unique: true });
selectionReviewSchema.index({ reviewerId: 1, callId: 1 });
export type SelectionReviewDocument = InferSchemaType<typeof selectionReviewSchema>;
