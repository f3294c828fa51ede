import { type Static, Type } from "typebox";
import { InstantSchema } from "../calendar.ts";
import { IdSchema } from "../identifier.ts";
import { NullableTextSchema } from "../text.ts";
import { PairingSchema } from "./pairing.schema.ts";

/** The stages of a broker's work on a pairing, in order. */
export const PipelineStageNameSchema = Type.Enum([
  "claimed",
  "introduced",
  "negotiating",
  "accepted",
  "contracted",
]);
export type PipelineStageName = Static<typeof PipelineStageNameSchema>;

/** What a deal's value was taken from: the contract's amount where there is one, else what the need may cost. */
export const DealValueSourceSchema = Type.Enum(["contract", "budget"]);

const PipelineTextSchema = Type.Object({ id: IdSchema, title: NullableTextSchema });

/** A deal on the board. `daysInStage` are days of the city's calendar; `isOverdue` is that of its next step. */
export const PipelineDealSchema = Type.Object({
  id: IdSchema,
  demand: PipelineTextSchema,
  result: PipelineTextSchema,
  score: Type.Number(),
  status: PairingSchema.properties.status,
  value: Type.Union([Type.Object({ amountFen: Type.Integer(), source: DealValueSourceSchema }), Type.Null()]),
  stageSince: InstantSchema,
  daysInStage: Type.Integer({ minimum: 0 }),
  nextStep: PairingSchema.properties.nextStep,
  isOverdue: Type.Boolean(),
  acts: PairingSchema.properties.acts,
});
export type PipelineDeal = Static<typeof PipelineDealSchema>;

/** One column: how many deals there are, what they add up to, how many of them have no value known, and the first of them. */
export const PipelineStageSchema = Type.Object({
  stage: PipelineStageNameSchema,
  count: Type.Integer({ minimum: 0 }),
  valueFen: Type.Integer(),
  unvalued: Type.Integer({ minimum: 0 }),
  deals: Type.Array(PipelineDealSchema),
});
export type PipelineStage = Static<typeof PipelineStageSchema>;

export const PipelineSchema = Type.Object({
  stages: Type.Array(PipelineStageSchema),
  overdue: Type.Integer({ minimum: 0 }),
  asOf: InstantSchema,
});
export type Pipeline = Static<typeof PipelineSchema>;
