import { type Static, Type } from "typebox";
import { DaySchema, InstantSchema, MonthSchema, NullableInstantSchema } from "../calendar.ts";
import { HistoryEntrySchema } from "../history.ts";
import { IdSchema } from "../identifier.ts";
import { NullableFenSchema } from "../money.ts";
import { PageQueryProperties } from "../page.ts";
import { ContactSchema } from "../publication/publication.schema.ts";
import { NoteSchema, NullableTextSchema } from "../text.ts";
import {
  type DeclineReason,
  DeclineReasonSchema,
  FieldSchema,
  PlaceSchema,
} from "../vocabulary/vocabulary.schema.ts";

export const PairingStatusSchema = Type.Enum([
  "proposed",
  "claimed",
  "introduced",
  "negotiating",
  "accepted",
  "contracted",
  "declined",
  "closed",
]);
export type PairingStatus = Static<typeof PairingStatusSchema>;

/** The parts of a score, in the order they are shown. */
export const FactorNameSchema = Type.Enum([
  "meaning",
  "terms",
  "identifiers",
  "field",
  "readiness",
  "money",
  "cooperation",
  "district",
]);
export type FactorName = Static<typeof FactorNameSchema>;

/**
 * One part of a score: `contribution` is `weight` × `value`, less `penalty`, the points that a gap costs since brokers
 * of the demand's field have declined for it; `evidence` says in words what the value rests on.
 */
export const FactorSchema = Type.Object({
  name: FactorNameSchema,
  weight: Type.Number(),
  value: Type.Number(),
  penalty: Type.Number({ minimum: 0 }),
  contribution: Type.Number(),
  evidence: Type.String(),
});
export type Factor = Static<typeof FactorSchema>;

/** Two passages that say alike: text of each side, and the cosine of their vectors. */
export const PassagePairSchema = Type.Object({
  demand: Type.String(),
  result: Type.String(),
  similarity: Type.Number(),
});

/** A term both texts share, and how much its rarity makes it count (0 to 1). */
export const SharedTermSchema = Type.Object({ term: Type.String(), weight: Type.Number() });

/** What speaks against a pairing, as a code with the two values that clash. */
export const ObjectionSchema = Type.Object({
  code: Type.Enum(["readiness-short", "price-above-budget", "no-common-cooperation", "other-field"]),
  demand: Type.String(),
  result: Type.String(),
});
export type Objection = Static<typeof ObjectionSchema>;

export const PairingEvidenceSchema = Type.Object({
  passages: Type.Array(PassagePairSchema),
  terms: Type.Array(SharedTermSchema),
  against: Type.Array(ObjectionSchema),
});
export type PairingEvidence = Static<typeof PairingEvidenceSchema>;

/** One text of a pairing as the other side may see it; `isHidden` where its visibility keeps it from the caller. */
const PairedTextProperties = {
  id: IdSchema,
  title: NullableTextSchema,
  isHidden: Type.Boolean(),
  organisation: Type.Union([
    Type.Object({ id: IdSchema, name: Type.String(), district: PlaceSchema, verified: Type.Boolean() }),
    Type.Null(),
  ]),
  field: Type.Optional(FieldSchema),
  contact: Type.Optional(ContactSchema),
};

/** What the broker will do next, and by which day. */
export const NextStepSchema = Type.Object({ text: Type.String(), dueOn: DaySchema, setAt: InstantSchema });
export type NextStep = Static<typeof NextStepSchema>;

export const PlanNextStepSchema = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" }), dueOn: DaySchema },
  { additionalProperties: false },
);
export type PlanNextStep = Static<typeof PlanNextStepSchema>;

export const PairingSchema = Type.Object({
  id: IdSchema,
  demand: Type.Object({
    ...PairedTextProperties,
    budgetFen: Type.Optional(NullableFenSchema),
    minTrl: Type.Optional(Type.Integer()),
  }),
  result: Type.Object({
    ...PairedTextProperties,
    priceFen: Type.Optional(NullableFenSchema),
    trl: Type.Optional(Type.Integer()),
  }),
  score: Type.Number({ minimum: 0, maximum: 1 }),
  points: Type.Number(),
  weightsVersion: Type.String(),
  factors: Type.Array(FactorSchema),
  evidence: PairingEvidenceSchema,
  status: PairingStatusSchema,
  stageSince: Type.Unsafe<string>({ ...InstantSchema, description: "when it came to its status" }),
  nextStep: Type.Union([NextStepSchema, Type.Null()]),
  closedReason: NullableTextSchema,
  broker: Type.Union([Type.Object({ id: IdSchema, name: Type.String() }), Type.Null()]),
  contract: Type.Union([Type.Object({ id: IdSchema, status: Type.String() }), Type.Null()]),
  acts: Type.Array(Type.String(), { description: "what the caller may do now" }),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
  claimedAt: NullableInstantSchema,
  history: Type.Array(HistoryEntrySchema),
});
export type Pairing = Static<typeof PairingSchema>;

export const PairingQuerySchema = Type.Object(
  {
    ...PageQueryProperties,
    demand: Type.Optional(IdSchema),
    result: Type.Optional(IdSchema),
    status: Type.Optional(PairingStatusSchema),
    minScore: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    mine: Type.Optional(Type.Boolean({ description: "brokers: claimed by the caller" })),
    field: Type.Optional(FieldSchema),
    declinedIn: Type.Optional(
      Type.Unsafe<string>({ ...MonthSchema, description: "introductions that were declined in the month" }),
    ),
    declineReason: Type.Optional(
      Type.Unsafe<DeclineReason>({
        ...DeclineReasonSchema,
        description: "introductions that were declined for it",
      }),
    ),
    sort: Type.Optional(
      Type.Enum(["score", "newest"], { description: "the best first, unless said otherwise" }),
    ),
  },
  { additionalProperties: false },
);
export type PairingQuery = Static<typeof PairingQuerySchema>;

/** A "no" owes both sides a reason: a code to count by and a sentence to learn from. */
export const DeclinePairingSchema = Type.Object(
  { reason: DeclineReasonSchema, note: NoteSchema },
  { additionalProperties: false },
);
export type DeclinePairing = Static<typeof DeclinePairingSchema>;

export const PairingActBodySchema = Type.Object(
  { note: Type.Optional(NoteSchema) },
  { additionalProperties: false },
);
