import { type InferSchemaType, Schema } from "mongoose";
import { ContractClockSchema, ContractReviewSchema } from "../contract/contract.schema.ts";
import { ContractStatusSchema } from "../contract/contract-status.schema.ts";
import {
  ContractIpSchema,
  ContractSubtypeSchema,
  IndustrySchema,
  ObjectiveSchema,
  PaymentKindSchema,
  PlanSourceSchema,
  TechnologySubareaSchema,
} from "../vocabulary/registration.schema.ts";
import {
  ContractTypeSchema,
  FieldSchema,
  PartyKindSchema,
  TechnologyAreaSchema,
} from "../vocabulary/vocabulary.schema.ts";
import { attachmentSchema } from "./attachment.model.ts";
import { historyEntrySchema } from "./history.model.ts";
import { particularsDefinition } from "./particulars.definition.ts";

const partySchema = new Schema(
  {
    id: { type: Schema.Types.ObjectId, default: null },
    name: { type: String, required: true },
    kind: { type: String, enum: PartyKindSchema.enum, required: true },
    district: { type: String, default: null },
    creditCode: { type: String, default: null },
    ...particularsDefinition,
  },
  { _id: false },
);

const termsDefinition = {
  title: { type: String, required: true },
  type: { type: String, enum: ContractTypeSchema.enum, required: true },
  seller: { type: partySchema, required: true },
  buyer: { type: partySchema, required: true },
  amountFen: { type: Number, required: true },
  technologyAmountFen: { type: Number, required: true },
  signedOn: { type: String, required: true },
  field: { type: String, enum: FieldSchema.enum, required: true },
  techArea: { type: String, enum: [...TechnologyAreaSchema.enum, null], default: null },
  subtype: { type: String, enum: [...ContractSubtypeSchema.enum, null], default: null },
  paymentKind: { type: String, enum: [...PaymentKindSchema.enum, null], default: null },
  startsOn: { type: String, default: null },
  endsOn: { type: String, default: null },
  isRelatedParty: { type: Boolean, default: null },
  planSource: { type: String, enum: [...PlanSourceSchema.enum, null], default: null },
  ipRight: { type: String, enum: [...ContractIpSchema.enum, null], default: null },
  techSubarea: { type: String, enum: [...TechnologySubareaSchema.enum, null], default: null },
  objective: { type: String, enum: [...ObjectiveSchema.enum, null], default: null },
  industry: { type: String, enum: [...IndustrySchema.enum, null], default: null },
  isMarine: { type: Boolean, default: null },
  nonTechnicalCosts: { type: String, default: null },
  subject: { type: String, default: null },
} as const;

/** Terms that an amendment replaced, and until when they held. Turnover as of an earlier day is read from them. */
const contractVersionSchema = new Schema(
  { ...termsDefinition, until: { type: Date, required: true }, reason: { type: String, required: true } },
  { _id: false },
);

const reviewSchema = new Schema(
  {
    opinion: { type: String, enum: ContractReviewSchema.properties.opinion.enum, required: true },
    note: { type: String, required: true },
    at: { type: Date, required: true },
    reviewerId: { type: Schema.Types.ObjectId, required: true },
    reviewerName: { type: String, required: true },
  },
  { _id: false },
);

const commitmentSchema = new Schema(
  {
    at: { type: Date, required: true },
    byId: { type: Schema.Types.ObjectId, required: true },
    byName: { type: String, required: true },
    version: { type: String, required: true },
  },
  { _id: false },
);

const disputeSchema = new Schema(
  {
    at: { type: Date, required: true },
    note: { type: String, required: true },
    byId: { type: Schema.Types.ObjectId, required: true },
    byName: { type: String, required: true },
  },
  { _id: false },
);

/** See `RegistrationClock`: all days are days in Asia/Shanghai. */
const clockSchema = new Schema(
  {
    kind: { type: String, enum: ContractClockSchema.properties.kind.enum, required: true },
    state: { type: String, enum: ContractClockSchema.properties.state.enum, required: true },
    startedOn: { type: String, required: true },
    dueOn: { type: String, required: true },
    workingDays: { type: Number, required: true },
    isProvisional: { type: Boolean, required: true },
    stoppedOn: { type: String, default: null },
  },
  { _id: false },
);

/** The terms a registered contract shall have once another official approves. */
const amendmentSchema = new Schema(
  {
    ...termsDefinition,
    at: { type: Date, required: true },
    byId: { type: Schema.Types.ObjectId, required: true },
    byName: { type: String, required: true },
    reason: { type: String, required: true },
    evidence: { type: String },
  },
  { _id: false },
);

export const contractSchema = new Schema(
  {
    ...termsDefinition,
    status: { type: String, enum: ContractStatusSchema.enum, required: true },
    revision: { type: Number, required: true, default: 1 },
    createdBy: { type: Schema.Types.ObjectId, required: true },
    idempotencyKey: { type: String },
    pairingId: { type: Schema.Types.ObjectId, default: null },
    /** The pairing while this contract is live; unset by refusal and voiding, unique, so that a pairing has one at most. */
    livePairingId: { type: Schema.Types.ObjectId },
    brokerId: { type: Schema.Types.ObjectId, default: null },
    brokerName: { type: String, default: null },
    servicePointId: { type: Schema.Types.ObjectId, default: null },
    servicePointName: { type: String, default: null },
    pointCode: { type: String, required: true },
    submittedAt: { type: Date, default: null },
    /** The promise given with the last submission. */
    commitment: { type: commitmentSchema, default: null },
    acceptedById: { type: Schema.Types.ObjectId, default: null },
    review: { type: reviewSchema, default: null },
    dispute: { type: disputeSchema, default: null },
    clock: { type: clockSchema, default: null },
    /** The clock's due day while it runs, and not there while it does not: what the queue is sorted by. */
    dueOn: { type: String },
    /** There while an amendment waits for approval. */
    amendment: { type: amendmentSchema },
    registrationNumber: { type: String },
    registrationYear: { type: Number },
    /** NNNNNN of the number, gapless within year and point. */
    registrationSequence: { type: Number },
    registeredAt: { type: Date, default: null },
    voidedAt: { type: Date, default: null },
    versions: { type: [contractVersionSchema], required: true },
    attachments: { type: [attachmentSchema], required: true },
    /** Imported history: the row's own key, so that the same sheet twice adds nothing. */
    importKey: { type: String },
    history: { type: [historyEntrySchema], required: true },
    announce: { type: Boolean, required: true, default: false },
    /** Entries of `history` whose notices stand. Saves work and guards nothing: notices are unique by themselves. */
    announced: { type: Number, required: true, default: 0 },
  },
  { timestamps: true, strict: "throw", collection: "contracts" },
);
// `$exists`, not `$type`: MongoDB serves an equality from a partial index only if it sees that the one implies the
// other, which it does not for types.
contractSchema.index(
  { registrationNumber: 1 },
  { unique: true, partialFilterExpression: { registrationNumber: { $exists: true } } },
);
contractSchema.index(
  { registrationYear: 1, pointCode: 1, registrationSequence: -1 },
  { partialFilterExpression: { registrationSequence: { $exists: true } } },
);
contractSchema.index(
  { livePairingId: 1 },
  { unique: true, partialFilterExpression: { livePairingId: { $exists: true } } },
);
contractSchema.index(
  { createdBy: 1, idempotencyKey: 1 },
  { unique: true, partialFilterExpression: { idempotencyKey: { $exists: true } } },
);
contractSchema.index(
  { importKey: 1 },
  { unique: true, partialFilterExpression: { importKey: { $exists: true } } },
);
contractSchema.index({ status: 1, updatedAt: -1, _id: -1 });
contractSchema.index({ "seller.id": 1, updatedAt: -1 });
contractSchema.index({ "buyer.id": 1, updatedAt: -1 });
contractSchema.index({ "seller.id": 1, submittedAt: -1 });
contractSchema.index({ "buyer.id": 1, submittedAt: -1 });
contractSchema.index({ brokerId: 1, updatedAt: -1 });
contractSchema.index({ pairingId: 1 });
contractSchema.index({ registeredAt: -1 });
/** Where the pre-check looks for the same contract: of one amount there are few. */
contractSchema.index({ amountFen: 1 });
contractSchema.index({ dueOn: 1, _id: 1 }, { partialFilterExpression: { dueOn: { $exists: true } } });
contractSchema.index(
  { "amendment.at": 1 },
  { partialFilterExpression: { "amendment.at": { $exists: true } } },
);
contractSchema.index(
  { "attachments.id": 1 },
  { partialFilterExpression: { "attachments.id": { $exists: true } } },
);
contractSchema.index({ announce: 1 }, { partialFilterExpression: { announce: true } });

export type ContractDocument = InferSchemaType<typeof contractSchema>;
