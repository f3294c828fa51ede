import { type Static, Type } from "typebox";
import { InstantSchema, MonthSchema } from "../calendar.ts";
import { TargetsSchema } from "../target/target.schema.ts";
import {
  TurnoverBasisSchema,
  TurnoverRecordSchema,
  TurnoverSchema,
  TurnoverSumsSchema,
} from "../turnover/turnover.schema.ts";

/** A month, `YYYY-MM` in Asia/Shanghai; the running one where none is asked for. */
export const MonthQuerySchema = Type.Object(
  { month: Type.Optional(MonthSchema) },
  { additionalProperties: false },
);

/** Turnover of a period; `previous` is the same period a year earlier, `inside` what lies between parties in the city. */
const PeriodSchema = Type.Object({
  ...TurnoverSumsSchema.properties,
  inside: TurnoverSumsSchema,
  previous: Type.Union([TurnoverSumsSchema, Type.Null()]),
});
export type ReportPeriod = Static<typeof PeriodSchema>;

export const reportDimensions = ["type", "field", "district", "institution", "broker"] as const;
export type ReportDimension = (typeof reportDimensions)[number];

const BreakdownSchema = Type.Object({
  dimension: Type.Enum([...reportDimensions]),
  rows: Type.Array(
    Type.Object({
      key: Type.String(),
      label: Type.String(),
      month: TurnoverSumsSchema,
      yearToDate: TurnoverSumsSchema,
    }),
  ),
  left: Type.Integer({ description: "groups beyond the largest, which are not listed" }),
});
export type ReportBreakdown = Static<typeof BreakdownSchema>;

/** What the city's office reports of a month. Turnover by registration date; breakdowns on the output basis. */
export const MonthlyReportSchema = Type.Object({
  month: MonthSchema,
  asOf: InstantSchema,
  bases: Type.Array(
    Type.Object({
      basis: TurnoverBasisSchema,
      month: PeriodSchema,
      yearToDate: PeriodSchema,
      definition: Type.String(),
    }),
  ),
  trend: Type.Array(
    Type.Object({
      month: MonthSchema,
      outputFen: Type.Integer(),
      absorptionFen: Type.Integer(),
      outputYearBeforeFen: Type.Integer(),
    }),
    { description: "the year's months up to the report's" },
  ),
  breakdowns: Type.Array(BreakdownSchema),
  corrections: Type.Array(TurnoverRecordSchema, {
    description: "amendments and voidings of the month, whatever period they correct; output basis",
  }),
  pace: TurnoverSchema.properties.plan.properties.pace,
  planDefinition: Type.String(),
  targets: TargetsSchema,
});
export type MonthlyReport = Static<typeof MonthlyReportSchema>;
