import { type Static, Type } from "typebox";
import { AttachmentSchema } from "../attachment/attachment.schema.ts";
import { DaySchema, InstantSchema, NullableInstantSchema } from "../calendar.ts";
import { ChangeSchema, HistoryEntrySchema } from "../history.ts";
import { IdSchema } from "../identifier.ts";
import { FenSchema } from "../money.ts";
import { CreditCodeSchema } from "../organisation/organisation.schema.ts";
import { PageQueryProperties } from "../page.ts";
import { NameSchema, NoteSchema, NullableTextSchema, TitleSchema } from "../text.ts";
import {
  ContractTypeSchema,
  FieldSchema,
  PartyKindSchema,
  PlaceSchema,
  RegistrationGroundSchema,
  TechnologyAreaSchema,
} from "../vocabulary/vocabulary.schema.ts";
import { ContractStatusSchema } from "./contract-status.schema.ts";
import {
  CommitmentSchema,
  PartyParticularsInputProperties,
  PartyParticularsSchema,
  RecordTermsInputProperties,
  RecordTermsSchema,
} from "./registration-record.schema.ts";

/**
 * A party as it is written down: an organisation of the market by id, or one outside by name and kind. `creditCode`
 * beside an id counts only for an organisation that has told none.
 */
export const PartyInputSchema = Type.Object(
  {
    id: Type.Optional(IdSchema),
    name: Type.Optional(NameSchema),
    creditCode: Type.Optional(CreditCodeSchema),
    district: Type.Optional(PlaceSchema),
    kind: Type.Optional(PartyKindSchema),
    ...PartyParticularsInputProperties,
  },
  {
    additionalProperties: false,
    // Either by id, or by name and kind: a party must not be both.
    oneOf: [
      {
        required: ["id"],
        not: { anyOf: [{ required: ["name"] }, { required: ["kind"] }, { required: ["district"] }] },
      },
      { required: ["name", "kind"], not: { required: ["id"] } },
    ],
  },
);
export type PartyInput = Static<typeof PartyInputSchema>;

/** A party as the contract keeps it: its particulars on the day it was written, whatever becomes of the organisation. */
export const PartySchema = Type.Object({
  id: Type.Unsafe<string | null>({ type: ["string", "null"] }),
  name: Type.String(),
  kind: PartyKindSchema,
  district: Type.Unsafe<string | null>({ type: ["string", "null"] }),
  creditCode: Type.Unsafe<string | null>({ type: ["string", "null"] }),
  ...PartyParticularsSchema.properties,
});
export type Party = Static<typeof PartySchema>;

const ContractTermsProperties = {
  title: TitleSchema,
  type: ContractTypeSchema,
  seller: PartyInputSchema,
  buyer: PartyInputSchema,
  amountFen: FenSchema,
  technologyAmountFen: FenSchema,
  signedOn: DaySchema,
  field: FieldSchema,
};

const OptionalTermsProperties = {
  techArea: Type.Optional(Type.Union([TechnologyAreaSchema, Type.Null()])),
  ...RecordTermsInputProperties,
};

/** A technology contract (技术合同) as drafted: `amountFen` is 成交额, `technologyAmountFen` 技术交易额 within it. */
export const CreateContractSchema = Type.Object(
  {
    ...ContractTermsProperties,
    ...OptionalTermsProperties,
    pairing: Type.Optional(IdSchema),
    servicePoint: Type.Optional(IdSchema),
  },
  { additionalProperties: false },
);
export type CreateContract = Static<typeof CreateContractSchema>;

const ContractChangesProperties = {
  ...Type.Partial(Type.Object(ContractTermsProperties)).properties,
  ...OptionalTermsProperties,
};

export const UpdateContractSchema = Type.Object(
  {
    revision: Type.Integer({ minimum: 1 }),
    ...ContractChangesProperties,
    servicePoint: Type.Optional(IdSchema),
  },
  { additionalProperties: false },
);
export type UpdateContract = Static<typeof UpdateContractSchema>;

export const AmendContractSchema = Type.Object(
  {
    ...ContractChangesProperties,
    reason: NoteSchema,
    /** An attachment of the contract that shows why. */
    evidence: Type.Optional(IdSchema),
  },
  { additionalProperties: false },
);
export type AmendContract = Static<typeof AmendContractSchema>;

/** `commitment` says that who hands the contract in gives the written promise (承诺书) for its truth. */
export const SubmitContractSchema = Type.Object(
  { commitment: Type.Optional(Type.Literal(true)) },
  { additionalProperties: false },
);
export type SubmitContract = Static<typeof SubmitContractSchema>;

export const GroundedDecisionSchema = Type.Object(
  { reason: RegistrationGroundSchema, note: NoteSchema },
  { additionalProperties: false },
);
export type GroundedDecision = Static<typeof GroundedDecisionSchema>;

export const ReviewContractSchema = Type.Object(
  { opinion: Type.Enum(["approve", "reject"]), note: NoteSchema },
  { additionalProperties: false },
);
export type ReviewContract = Static<typeof ReviewContractSchema>;

export const DisputeContractSchema = Type.Object({ note: NoteSchema }, { additionalProperties: false });
export type DisputeContract = Static<typeof DisputeContractSchema>;

export const VoidContractSchema = Type.Object(
  { kind: Type.Enum(["cancelled", "revoked"]), reason: NoteSchema },
  { additionalProperties: false },
);
export type VoidContract = Static<typeof VoidContractSchema>;

/** What a contract says: what a version keeps when it is amended. */
export const ContractTermsSchema = Type.Object({
  title: Type.String(),
  type: ContractTypeSchema,
  seller: PartySchema,
  buyer: PartySchema,
  amountFen: FenSchema,
  technologyAmountFen: FenSchema,
  signedOn: DaySchema,
  field: FieldSchema,
  techArea: Type.Union([TechnologyAreaSchema, Type.Null()]),
  ...RecordTermsSchema.properties,
});
export type ContractTerms = Static<typeof ContractTermsSchema>;

export const ContractReviewSchema = Type.Object({
  opinion: Type.Enum(["approve", "reject"]),
  note: Type.String(),
  at: InstantSchema,
  reviewer: Type.Object({ id: IdSchema, name: Type.String() }),
});

const PersonSchema = Type.Object({ id: IdSchema, name: Type.String() });

/** That an official called a contract disputed, so that experts and a second official are heard. */
export const ContractDisputeSchema = Type.Object({
  at: InstantSchema,
  note: Type.String(),
  by: PersonSchema,
});

/** The office's time for a contract, counted in working days from acceptance or from the supplement after it. */
export const ContractClockSchema = Type.Object({
  kind: Type.Enum(["examination", "expert-review"]),
  state: Type.Enum(["running", "paused", "ended"]),
  startedOn: DaySchema,
  dueOn: DaySchema,
  workingDays: Type.Integer({ description: "the limit" }),
  leftWorkingDays: Type.Integer({
    description:
      "until the due day; below zero, how many too late; counted from the day it stopped, if it did",
  }),
  isOverdue: Type.Boolean(),
  isProvisional: Type.Boolean({
    description: "the due day lies beyond the announced holidays: Mondays to Fridays are counted there",
  }),
});
export type ContractClock = Static<typeof ContractClockSchema>;

/** An amendment that waits for another official's approval before it takes effect. */
export const ContractAmendmentSchema = Type.Object({
  at: InstantSchema,
  by: PersonSchema,
  reason: Type.String(),
  evidence: NullableTextSchema,
  changes: Type.Array(ChangeSchema),
});
export type ContractAmendment = Static<typeof ContractAmendmentSchema>;

export const ContractSchema = Type.Object({
  id: IdSchema,
  ...ContractTermsSchema.properties,
  status: ContractStatusSchema,
  revision: Type.Integer({ minimum: 1 }),
  version: Type.Integer({ minimum: 1, description: "1, and one more with each amendment" }),
  versions: Type.Array(
    Type.Object({ ...ContractTermsSchema.properties, until: InstantSchema, reason: Type.String() }),
  ),
  pairing: Type.Union([Type.Object({ id: IdSchema }), Type.Null()]),
  broker: Type.Union([Type.Object({ id: IdSchema, name: Type.String() }), Type.Null()]),
  servicePoint: Type.Union([Type.Object({ id: IdSchema, name: Type.String() }), Type.Null()]),
  commitment: Type.Union([CommitmentSchema, Type.Null()]),
  needsReview: Type.Boolean({ description: "a second official's opinion is required before registration" }),
  review: Type.Union([ContractReviewSchema, Type.Null()]),
  dispute: Type.Union([ContractDisputeSchema, Type.Null()]),
  clock: Type.Union([ContractClockSchema, Type.Null()]),
  amendment: Type.Union([ContractAmendmentSchema, Type.Null()]),
  attachments: Type.Array(AttachmentSchema),
  mayAttach: Type.Boolean({ description: "whether the caller may add a file now" }),
  registrationNumber: NullableTextSchema,
  registeredAt: NullableInstantSchema,
  submittedAt: NullableInstantSchema,
  acts: Type.Array(Type.String(), { description: "what the caller may do now" }),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
  history: Type.Array(HistoryEntrySchema),
});
export type Contract = Static<typeof ContractSchema>;

export const ContractQuerySchema = Type.Object(
  {
    ...PageQueryProperties,
    status: Type.Optional(ContractStatusSchema),
    type: Type.Optional(ContractTypeSchema),
    field: Type.Optional(FieldSchema),
    pairing: Type.Optional(IdSchema),
    number: Type.Optional(Type.String({ pattern: "^\\d{16}$" })),
    registeredFrom: Type.Optional(DaySchema),
    registeredTo: Type.Optional(DaySchema),
    awaitsReview: Type.Optional(
      Type.Boolean({
        description:
          "handed in, large or disputed, and without a second official's opinion; or with an amendment that waits for one",
      }),
    ),
    overdue: Type.Optional(Type.Boolean({ description: "the office's time has run out" })),
    sort: Type.Optional(
      Type.Enum(["changed", "submitted", "due"], {
        description:
          "the last changed first, unless said otherwise; the longest handed in first; or those whose clock runs, the first due first",
      }),
    ),
    text: Type.Optional(
      Type.String({ minLength: 1, maxLength: 120, description: "part of the title or a party's name" }),
    ),
  },
  { additionalProperties: false },
);
export type ContractQuery = Static<typeof ContractQuerySchema>;

/** What anybody may learn of a registration by its number. */
export const RegistrationCheckSchema = Type.Object({
  number: Type.String(),
  status: Type.Enum(["registered", "cancelled", "revoked"]),
  title: Type.String(),
  type: ContractTypeSchema,
  seller: Type.Object({ name: Type.String() }),
  buyer: Type.Object({ name: Type.String() }),
  amountFen: FenSchema,
  technologyAmountFen: FenSchema,
  registeredAt: InstantSchema,
  isAmended: Type.Boolean(),
  version: Type.Integer({ minimum: 1 }),
  amendedAt: Type.Unsafe<string | null>({ ...NullableInstantSchema, description: "the last time" }),
  voidedAt: Type.Unsafe<string | null>({
    ...NullableInstantSchema,
    description: "when it was cancelled or revoked",
  }),
  signatureValid: Type.Unsafe<boolean | null>({
    type: ["boolean", "null"],
    description: "whether the signature asked about is that of these very terms; null: none was asked about",
  }),
  signedVersion: Type.Unsafe<number | null>({
    type: ["integer", "null"],
    description: "the version whose terms that signature certifies; null: it certifies none",
  }),
});
export type RegistrationCheck = Static<typeof RegistrationCheckSchema>;
