import { type Static, Type } from "typebox";
import { InstantSchema } from "../calendar.ts";
import { IdSchema } from "../identifier.ts";
import { PageQueryProperties } from "../page.ts";
import { NullableTextSchema } from "../text.ts";
import { cityPlan } from "./target.data.ts";

export const TargetNameSchema = Type.Enum(
  cityPlan.targets.map(({ name }) => name),
  { type: "string" },
);
export type TargetName = Static<typeof TargetNameSchema>;

/** A calendar year in Asia/Shanghai. */
const YearSchema = Type.Integer({ minimum: 2000, maximum: 2100 });

export const YearQuerySchema = Type.Object(
  { year: Type.Optional(YearSchema) },
  { additionalProperties: false },
);
export type YearQuery = Static<typeof YearQuerySchema>;

const BilingualSchema = Type.Object({ zh: Type.String(), en: Type.String() });

/** One promise of the plan and how far the records bear it out. Amounts of unit `fen` are 分. */
export const TargetSchema = Type.Object({
  name: TargetNameSchema,
  measure: Type.String({ description: "the plan's measure that makes the promise" }),
  unit: Type.Enum(["fen", "count"]),
  dueYear: Type.Union([Type.Integer(), Type.Null()], {
    description: "when the target is to be reached; null for a number due each year",
  }),
  target: Type.Integer(),
  isExceeded: Type.Boolean({ description: "the plan asks for more than the number, not for the number" }),
  due: Type.Integer({
    description: "what this year should bring: the plan's line where it has one, else the target",
  }),
  actual: Type.Integer(),
  label: BilingualSchema,
  rule: BilingualSchema,
});
export type Target = Static<typeof TargetSchema>;

export const TargetsSchema = Type.Object({
  year: YearSchema,
  source: Type.String(),
  validFrom: Type.String(),
  asOf: InstantSchema,
  targets: Type.Array(TargetSchema),
});
export type Targets = Static<typeof TargetsSchema>;

export const TargetRecordsQuerySchema = Type.Object(
  { ...PageQueryProperties, year: Type.Optional(YearSchema) },
  { additionalProperties: false },
);
export type TargetRecordsQuery = Static<typeof TargetRecordsQuerySchema>;

/** One record that a counter counts: `at` is why it counts in that year, `note` a number or batch it is known by. */
export const TargetRecordSchema = Type.Object({
  id: IdSchema,
  kind: Type.Enum(["user", "result", "contract", "demand"]),
  title: Type.String(),
  organisation: NullableTextSchema,
  note: NullableTextSchema,
  at: InstantSchema,
});
export type TargetRecord = Static<typeof TargetRecordSchema>;

/** What one service point registered in a year. Amounts in 分, net of corrections. */
export const ServicePointYearSchema = Type.Object({
  id: Type.String({ description: "the service point, or the code of the city's own registry" }),
  name: Type.String(),
  code: Type.String({ description: "PP of a registration number" }),
  count: Type.Integer(),
  totalFen: Type.Integer(),
  technologyTotalFen: Type.Integer(),
  previousCount: Type.Integer(),
  previousTotalFen: Type.Integer(),
  growth: Type.Union([Type.Number(), Type.Null()], {
    description: "turnover against the year before; null where there was none",
  }),
  registered: Type.Integer({ description: "contracts registered in the year, whatever became of them" }),
  corrected: Type.Integer({ description: "amendments and voidings of contracts registered in the year" }),
});
export type ServicePointYear = Static<typeof ServicePointYearSchema>;

export const ServicePointLedgerSchema = Type.Object({
  year: YearSchema,
  points: Type.Array(ServicePointYearSchema),
  total: Type.Omit(ServicePointYearSchema, ["id", "name", "code"]),
  support: Type.Object({
    measure: Type.String(),
    source: Type.String(),
    maxFen: Type.Integer(),
    note: BilingualSchema,
  }),
  definition: BilingualSchema,
  asOf: InstantSchema,
});
export type ServicePointLedger = Static<typeof ServicePointLedgerSchema>;
