import { type Static, Type } from "typebox";
import { DaySchema, InstantSchema, MonthSchema, NullableDaySchema } from "../calendar.ts";
import { ActorSchema } from "../history.ts";
import { IdSchema } from "../identifier.ts";
import { NullableTextSchema } from "../text.ts";
import { DeclineReasonSchema } from "../vocabulary/vocabulary.schema.ts";

export const DeclineStatisticsQuerySchema = Type.Object(
  {
    from: Type.Optional(DaySchema),
    to: Type.Optional(DaySchema),
    organisation: Type.Optional(
      Type.Unsafe<string>({ ...IdSchema, description: "officials: of one organisation, all without it" }),
    ),
  },
  { additionalProperties: false },
);
export type DeclineStatisticsQuery = Static<typeof DeclineStatisticsQuerySchema>;

/** One "no" to an introduction: who said it, in which words, and about which text. */
export const IntroductionDeclineSchema = Type.Object({
  pairing: Type.Object({ id: IdSchema }),
  at: InstantSchema,
  by: ActorSchema.properties.role,
  note: NullableTextSchema,
  text: Type.Object(
    { kind: Type.Enum(["demand", "result"]), id: IdSchema, title: NullableTextSchema },
    { description: "the organisation's own text; the result where no organisation is asked for" },
  ),
});
export type IntroductionDecline = Static<typeof IntroductionDeclineSchema>;

export const DeclineGroupSchema = Type.Object({
  month: MonthSchema,
  reason: DeclineReasonSchema,
  count: Type.Integer({ minimum: 1 }),
  declines: Type.Array(IntroductionDeclineSchema, { description: "what the count counts, the latest first" }),
});
export type DeclineGroup = Static<typeof DeclineGroupSchema>;

/** Why introductions were declined, by month (the latest first) and reason (the most frequent of a month first). */
export const DeclineStatisticsSchema = Type.Object({
  from: NullableDaySchema,
  to: NullableDaySchema,
  total: Type.Integer({ minimum: 0 }),
  groups: Type.Array(DeclineGroupSchema),
  definition: Type.String(),
  asOf: InstantSchema,
});
export type DeclineStatistics = Static<typeof DeclineStatisticsSchema>;
