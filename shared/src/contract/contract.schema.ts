import { type Static, Type } from "typebox";
import { DaySchema, InstantSchema, NullableInstantSchema } from "../calendar.ts";
import { HistoryEntrySchema } from "../history.ts";
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

export const ContractStatusSchema = Type.Enum([
  "draft",
  "submitted",
  "accepted",
  "returned",
  "refused",
  "registered",
  "cancelled",
  "revoked",
]);
export type ContractStatus = Static<typeof ContractStatusSchema>;

/** A party as it is written down: an organisation of the market by id, or one outside by its particulars. */
export const PartyInputSchema = Type.Object(
  {
    id: Type.Optional(IdSchema),
    name: Type.Optional(NameSchema),
    creditCode: Type.Optional(CreditCodeSchema),
    district: Type.Optional(PlaceSchema),
    kind: Type.Optional(PartyKindSchema),
  },
  {
    additionalProperties: false,
    // Either by id alone, or by name and kind: a party must not be both.
    oneOf: [
      { required: ["id"], maxProperties: 1 },
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

/** A technology contract (技术合同) as drafted: `amountFen` is 成交额, `technologyAmountFen` 技术交易额 within it. */
export const CreateContractSchema = Type.Object(
  {
    ...ContractTermsProperties,
    techArea: Type.Optional(TechnologyAreaSchema),
    pairing: Type.Optional(IdSchema),
    servicePoint: Type.Optional(IdSchema),
  },
  { additionalProperties: false },
);
export type CreateContract = Static<typeof CreateContractSchema>;

const ContractChangesProperties = Type.Partial(
  Type.Object({ ...ContractTermsProperties, techArea: TechnologyAreaSchema }),
).properties;

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
  { ...ContractChangesProperties, reason: NoteSchema },
  { additionalProperties: false },
);
export type AmendContract = Static<typeof AmendContractSchema>;

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
});
export type ContractTerms = Static<typeof ContractTermsSchema>;

export const ContractReviewSchema = Type.Object({
  opinion: Type.Enum(["approve", "reject"]),
  note: Type.String(),
  at: InstantSchema,
  reviewer: Type.Object({ id: IdSchema, name: Type.String() }),
});

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
  needsReview: Type.Boolean({ description: "a second official's opinion is required before registration" }),
  review: Type.Union([ContractReviewSchema, Type.Null()]),
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
      Type.Boolean({ description: "handed in, large, and without a second official's opinion" }),
    ),
    sort: Type.Optional(
      Type.Enum(["changed", "submitted"], {
        description: "the last changed first, unless said otherwise; or the longest handed in first",
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
});
export type RegistrationCheck = Static<typeof RegistrationCheckSchema>;

/** What became of each row of an imported sheet; rows are counted from 1, the header being row 1. */
export const ImportReportSchema = Type.Object({
  received: Type.Integer(),
  added: Type.Integer(),
  unchanged: Type.Integer({ description: "rows that an earlier import already brought in" }),
  rejected: Type.Integer(),
  errors: Type.Array(
    Type.Object({ row: Type.Integer(), column: Type.String(), value: Type.String(), message: Type.String() }),
  ),
});
export type ImportReport = Static<typeof ImportReportSchema>;
