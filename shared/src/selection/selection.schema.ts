import { type Static, Type } from "typebox";
import { DaySchema, InstantSchema, NullableInstantSchema } from "../calendar.ts";
import { HistoryEntrySchema } from "../history.ts";
import { IdSchema } from "../identifier.ts";
import { PageQueryProperties, pageOf } from "../page.ts";
import { NameSchema, NoteSchema, NullableTextSchema, TitleSchema } from "../text.ts";
import { FieldSchema, OrganisationKindSchema, RoleSchema } from "../vocabulary/vocabulary.schema.ts";

/** 征集 → 评审 → 公示 → 发布. */
export const CallStatusSchema = Type.Enum([
  "draft",
  "open",
  "reviewing",
  "announced",
  "released",
  "cancelled",
]);
export type CallStatus = Static<typeof CallStatusSchema>;

const CriterionSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" }),
    weight: Type.Integer({ minimum: 1, maximum: 100, description: "of 100 that all add up to" }),
    hint: Type.Optional(Type.String({ maxLength: 300, description: "what a reviewer looks at" })),
  },
  { additionalProperties: false },
);
export type Criterion = Static<typeof CriterionSchema>;

const CallProperties = {
  title: TitleSchema,
  description: Type.String({ maxLength: 5_000 }),
  criteria: Type.Array(CriterionSchema, { minItems: 1, maxItems: 12 }),
  scoreMax: Type.Integer({ minimum: 1, maximum: 100, description: "each criterion is scored from 0 to it" }),
  nominators: Type.Array(OrganisationKindSchema, { minItems: 1, uniqueItems: true }),
  nominationsOpenOn: DaySchema,
  nominationsCloseOn: DaySchema,
  reviewUntil: DaySchema,
  commentDays: Type.Integer({ minimum: 1, maximum: 60, description: "calendar days after the announcement" }),
  plannedReleaseOn: DaySchema,
};

/** A call for 青岛好成果 as an official writes it; weights add up to 100. */
export const CreateSelectionCallSchema = Type.Object(CallProperties, { additionalProperties: false });
export type CreateSelectionCall = Static<typeof CreateSelectionCallSchema>;

export const UpdateSelectionCallSchema = Type.Object(
  { revision: Type.Integer({ minimum: 1 }), ...Type.Partial(Type.Object(CallProperties)).properties },
  { additionalProperties: false },
);
export type UpdateSelectionCall = Static<typeof UpdateSelectionCallSchema>;

const NamedSchema = Type.Object({ id: IdSchema, name: Type.String() });

const ReviewerSchema = Type.Object({
  ...NamedSchema.properties,
  role: RoleSchema,
  organisation: Type.Union([NamedSchema, Type.Null()]),
});

export const SelectionScoreSchema = Type.Object({
  mean: Type.Union([Type.Number(), Type.Null()]),
  spread: Type.Union([Type.Number(), Type.Null()]),
  reviews: Type.Integer({ minimum: 0 }),
});

export const SelectionOutcomeSchema = Type.Enum(["selected", "declined"]);
export type SelectionOutcome = Static<typeof SelectionOutcomeSchema>;

const DecisionSchema = Type.Object({
  outcome: SelectionOutcomeSchema,
  reason: Type.String(),
  at: InstantSchema,
});

/** What is announced of a selected result: as it was nominated, and without scores. */
const SelectedEntrySchema = Type.Object({
  result: IdSchema,
  title: Type.String(),
  field: FieldSchema,
  trl: Type.Integer(),
  organisation: NamedSchema,
  statement: Type.String(),
});
export type SelectedEntry = Static<typeof SelectedEntrySchema>;

const ObjectionSchema = Type.Object({
  id: IdSchema,
  at: InstantSchema,
  name: Type.String(),
  contact: Type.String(),
  text: Type.String(),
  answer: Type.Union([
    Type.Object({ text: Type.String(), at: InstantSchema, by: Type.String() }),
    Type.Null(),
  ]),
});
export type SelectionObjection = Static<typeof ObjectionSchema>;

/** One step of the trail, with whom or what it was about. */
const SelectionHistoryEntrySchema = Type.Object({
  ...HistoryEntrySchema.properties,
  subject: NullableTextSchema,
});
export type SelectionHistoryEntry = Static<typeof SelectionHistoryEntrySchema>;

/** A call, as far as the caller may see it: reviewers, objections and trail are for officials and admins. */
export const SelectionCallSchema = Type.Object({
  id: IdSchema,
  ...CallProperties,
  status: CallStatusSchema,
  revision: Type.Integer({ minimum: 1 }),
  batch: NullableTextSchema,
  comments: Type.Union([Type.Object({ startsOn: DaySchema, endsOn: DaySchema }), Type.Null()]),
  announcedAt: NullableInstantSchema,
  releasedAt: NullableInstantSchema,
  createdAt: InstantSchema,
  selected: Type.Array(SelectedEntrySchema, { description: "empty before the announcement" }),
  isReviewer: Type.Boolean(),
  reviewers: Type.Optional(Type.Array(ReviewerSchema)),
  objections: Type.Optional(Type.Array(ObjectionSchema)),
  history: Type.Optional(Type.Array(SelectionHistoryEntrySchema)),
});
export type SelectionCall = Static<typeof SelectionCallSchema>;

export const SelectionCallPageSchema = pageOf(SelectionCallSchema);
export type SelectionCallPage = Static<typeof SelectionCallPageSchema>;

export const SelectionCallQuerySchema = Type.Object(
  {
    ...PageQueryProperties,
    status: Type.Optional(CallStatusSchema),
    year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 9999, description: "of the batch" })),
  },
  { additionalProperties: false },
);
export type SelectionCallQuery = Static<typeof SelectionCallQuerySchema>;

/** A reason for ending nominations before their last day. */
export const StartReviewSchema = Type.Object(
  { reason: Type.Optional(NoteSchema) },
  { additionalProperties: false },
);

export const CancelCallSchema = Type.Object({ reason: NoteSchema }, { additionalProperties: false });

export const AppointReviewerSchema = Type.Object({ user: IdSchema }, { additionalProperties: false });

export const STATEMENT_MAX_LENGTH = 500;

/** An institution puts a published result of its own forward. */
export const CreateNominationSchema = Type.Object(
  {
    result: IdSchema,
    statement: Type.String({ minLength: 1, maxLength: STATEMENT_MAX_LENGTH, pattern: "\\S" }),
  },
  { additionalProperties: false },
);
export type CreateNomination = Static<typeof CreateNominationSchema>;

const OwnReviewSchema = Type.Object({
  scores: Type.Array(Type.Integer()),
  comment: Type.String(),
  total: Type.Number(),
  at: InstantSchema,
});

/** A nomination, as far as the caller may see it: scores are for officials, a reviewer sees their own. */
export const NominationSchema = Type.Object({
  id: IdSchema,
  call: Type.Object({
    id: IdSchema,
    title: Type.String(),
    status: CallStatusSchema,
    batch: NullableTextSchema,
    reviewUntil: DaySchema,
    scoreMax: Type.Integer(),
    criteria: Type.Array(CriterionSchema),
  }),
  result: Type.Object({ id: IdSchema, title: Type.String(), field: FieldSchema, trl: Type.Integer() }),
  organisation: NamedSchema,
  statement: Type.String(),
  status: Type.Enum(["submitted", "withdrawn"]),
  submittedAt: InstantSchema,
  decision: Type.Union([DecisionSchema, Type.Null()]),
  score: Type.Optional(SelectionScoreSchema),
  reviews: Type.Optional(Type.Array(Type.Object({ reviewer: NamedSchema, ...OwnReviewSchema.properties }))),
  conflicted: Type.Optional(
    Type.Array(NamedSchema, { description: "reviewers who may not score it: their own organisation's" }),
  ),
  isConflicted: Type.Optional(Type.Boolean()),
  myReview: Type.Optional(Type.Union([OwnReviewSchema, Type.Null()])),
});
export type Nomination = Static<typeof NominationSchema>;

export const NominationPageSchema = pageOf(NominationSchema);
export type NominationPage = Static<typeof NominationPageSchema>;

export const NominationQuerySchema = Type.Object(
  {
    ...PageQueryProperties,
    call: Type.Optional(IdSchema),
    result: Type.Optional(IdSchema),
    toReview: Type.Optional(
      Type.Boolean({ description: "in calls under review to which the caller is appointed" }),
    ),
  },
  { additionalProperties: false },
);
export type NominationQuery = Static<typeof NominationQuerySchema>;

/** A reviewer's scores, one a criterion in the call's order, and the words that go with them. */
export const ReviewNominationSchema = Type.Object(
  { scores: Type.Array(Type.Integer({ minimum: 0, maximum: 100 }), { maxItems: 12 }), comment: NoteSchema },
  { additionalProperties: false },
);
export type ReviewNomination = Static<typeof ReviewNominationSchema>;

export const DecideNominationSchema = Type.Object(
  { outcome: SelectionOutcomeSchema, reason: NoteSchema },
  { additionalProperties: false },
);
export type DecideNomination = Static<typeof DecideNominationSchema>;

/** What anybody has against an announced batch, with an address for the answer. */
export const CreateObjectionSchema = Type.Object(
  {
    name: NameSchema,
    contact: Type.String({ minLength: 3, maxLength: 200, pattern: "\\S" }),
    text: NoteSchema,
  },
  { additionalProperties: false },
);
export type CreateObjection = Static<typeof CreateObjectionSchema>;

/** What the objector is told: that it was received, and under which number. */
export const ReceivedObjectionSchema = Type.Object({ id: IdSchema, at: InstantSchema });
export type ReceivedObjection = Static<typeof ReceivedObjectionSchema>;

export const AnswerObjectionSchema = Type.Object({ answer: NoteSchema }, { additionalProperties: false });

/** A batch of 青岛好成果 as the gallery lists it. */
export const SelectionBatchSchema = Type.Object({
  batch: Type.String(),
  year: Type.Integer(),
  selectedAt: InstantSchema,
  count: Type.Integer({ minimum: 0 }),
});
export type SelectionBatch = Static<typeof SelectionBatchSchema>;

export const SelectionBatchListSchema = Type.Object({ items: Type.Array(SelectionBatchSchema) });
export type SelectionBatchList = Static<typeof SelectionBatchListSchema>;

/** A batch in full: the call it came from, where there was one. */
export const SelectionBatchDetailSchema = Type.Object({
  ...SelectionBatchSchema.properties,
  call: Type.Union([SelectionCallSchema, Type.Null()]),
});
export type SelectionBatchDetail = Static<typeof SelectionBatchDetailSchema>;
