import { type Static, type TOptional, type TString, Type } from "typebox";
import { DaySchema, InstantSchema } from "../calendar.ts";
import { IdSchema } from "../identifier.ts";
import { PageQueryProperties, pageOf } from "../page.ts";
import { NullableTextSchema } from "../text.ts";
import { type TurnoverDimension, turnoverDimensions } from "./turnover-dimension.ts";

export const TurnoverBasisSchema = Type.Enum(["output", "absorption"]);
export type TurnoverBasis = Static<typeof TurnoverBasisSchema>;

export const TurnoverDateSchema = Type.Enum(["registered", "signed"]);
export type TurnoverDate = Static<typeof TurnoverDateSchema>;

const DIMENSION_PATTERN = `(${turnoverDimensions.join("|")})`;

/** `key.<dimension>`: only lines with this key in the dimension, empty for what is not stated. */
export type TurnoverKeyName = `key.${TurnoverDimension}`;

export function keyNameOf(dimension: TurnoverDimension): TurnoverKeyName {
  return `key.${dimension}`;
}

const KeyProperties = Object.fromEntries(
  turnoverDimensions.map((dimension) => [
    keyNameOf(dimension),
    Type.Optional(Type.String({ maxLength: 200 })),
  ]),
) as Record<TurnoverKeyName, TOptional<TString>>;

const TurnoverQueryProperties = {
  from: Type.Optional(DaySchema),
  to: Type.Optional(DaySchema),
  asOf: Type.Optional(InstantSchema),
  basis: Type.Optional(TurnoverBasisSchema),
  date: Type.Optional(TurnoverDateSchema),
  by: Type.Optional(Type.String({ pattern: `^${DIMENSION_PATTERN}(,${DIMENSION_PATTERN})*$` })),
  ...KeyProperties,
};

export const TurnoverQuerySchema = Type.Object(TurnoverQueryProperties, { additionalProperties: false });
export type TurnoverQuery = Static<typeof TurnoverQuerySchema>;

const RecordsQueryProperties = {
  ...TurnoverQueryProperties,
  corrections: Type.Optional(Type.Boolean({ description: "only what amendments and voidings did" })),
};

/** What a table of lines to take away is asked for: all pages of it. */
export const TurnoverRecordsFileQuerySchema = Type.Object(RecordsQueryProperties, {
  additionalProperties: false,
});
export type TurnoverRecordsFileQuery = Static<typeof TurnoverRecordsFileQuerySchema>;

export const TurnoverRecordsQuerySchema = Type.Object(
  { ...RecordsQueryProperties, ...PageQueryProperties },
  { additionalProperties: false },
);
export type TurnoverRecordsQuery = Static<typeof TurnoverRecordsQuerySchema>;

const SumsProperties = {
  totalFen: Type.Integer(),
  technologyTotalFen: Type.Integer(),
  count: Type.Integer(),
};

export const TurnoverSumsSchema = Type.Object(SumsProperties);
export type TurnoverSums = Static<typeof TurnoverSumsSchema>;

const NullableNumberSchema = Type.Unsafe<number | null>({ type: ["number", "null"] });

/** By dimension: a group's key, or its words in the reader's language. */
const ByDimensionSchema = Type.Record(Type.String(), Type.String());

export const TurnoverGroupSchema = Type.Object({
  key: ByDimensionSchema,
  ...SumsProperties,
  label: ByDimensionSchema,
  share: Type.Unsafe<number | null>({ ...NullableNumberSchema, description: "of `totalFen`, 0 to 1" }),
  rank: Type.Integer({ description: "by `totalFen`, from 1; equal amounts share a rank" }),
  previous: Type.Union([TurnoverSumsSchema, Type.Null()], {
    description: "the group's sums in the comparison's period",
  }),
  corrections: TurnoverSumsSchema,
});
export type TurnoverGroup = Static<typeof TurnoverGroupSchema>;

const PlanPaceSchema = Type.Object({
  year: Type.Integer(),
  lineFen: Type.Integer({ description: "what the plan's line asks of the year" }),
  actualFen: Type.Integer({ description: "the year up to `asOf`, on the basis and date asked for" }),
  gapFen: Type.Integer({ description: "what is missing; zero once the line is reached" }),
  monthsLeft: Type.Integer({ description: "the running one included" }),
  neededMonthlyFen: Type.Integer({ description: "what each month left must bring" }),
  averageMonthlyFen: Type.Integer({
    description: "what each month so far has brought, the running one included",
  }),
});
export type PlanPace = Static<typeof PlanPaceSchema>;

export const TurnoverSchema = Type.Object({
  ...SumsProperties,
  groups: Type.Array(TurnoverGroupSchema),
  target: Type.Object({
    year: Type.Integer(),
    amountFen: Type.Integer(),
    line: Type.Array(Type.Object({ year: Type.Integer(), amountFen: Type.Integer() })),
  }),
  definition: Type.String(),
  asOf: InstantSchema,
  inside: Type.Object(SumsProperties, {
    description: "of these, between two parties in the city: they count on the other basis as well",
  }),
  corrections: Type.Object(SumsProperties, {
    description: "what amendments and voidings changed within the sums; the rest came by registration",
  }),
  comparison: Type.Union(
    [
      Type.Object({
        from: DaySchema,
        to: DaySchema,
        asOf: InstantSchema,
        ...SumsProperties,
        others: Type.Object(SumsProperties, {
          description: "its sums in groups that have nothing in the period asked for",
        }),
      }),
      Type.Null(),
    ],
    { description: "the same period a year earlier, as it stood a year earlier; null without `from`" },
  ),
  plan: Type.Object({
    version: Type.String(),
    figures: Type.Array(
      Type.Object({
        year: Type.Integer(),
        amountFen: Type.Integer(),
        kind: Type.Enum(["published", "derived", "target"]),
        source: Type.String(),
      }),
    ),
    pace: Type.Union([PlanPaceSchema, Type.Null()]),
    definition: Type.String(),
  }),
  narrowedTo: Type.Array(
    Type.Object({ dimension: Type.Enum([...turnoverDimensions]), key: Type.String(), label: Type.String() }),
    { description: "the keys asked for, in words" },
  ),
  contractsUnderWay: Type.Integer({
    description: "contracts with an act that has not reached the sums yet; they follow within seconds",
  }),
});
export type Turnover = Static<typeof TurnoverSchema>;

/** One line behind a figure. Amounts carry its sign: what the line added to the sums, or took from them. */
export const TurnoverRecordSchema = Type.Object({
  contract: Type.Object({ id: IdSchema, number: NullableTextSchema, title: Type.String() }),
  pairing: Type.Union([Type.Object({ id: IdSchema }), Type.Null()]),
  kind: Type.Enum(["registration", "amendment", "void"]),
  sign: Type.Integer({ description: "1 adds, -1 takes back" }),
  at: Type.Unsafe<string>({ ...InstantSchema, description: "the instant of the act" }),
  registeredOn: DaySchema,
  signedOn: DaySchema,
  amountFen: Type.Integer(),
  technologyAmountFen: Type.Integer(),
  key: ByDimensionSchema,
  label: ByDimensionSchema,
});
export type TurnoverRecord = Static<typeof TurnoverRecordSchema>;

export const TurnoverRecordsSchema = Type.Object({
  ...pageOf(TurnoverRecordSchema).properties,
  ...SumsProperties,
  corrections: TurnoverSumsSchema,
  narrowedTo: TurnoverSchema.properties.narrowedTo,
  definition: Type.String(),
  asOf: InstantSchema,
});
export type TurnoverRecords = Static<typeof TurnoverRecordsSchema>;

/** What anybody may know of the market, counted from its records at `asOf`. */
export const PublicStatisticsSchema = Type.Object({
  demands: Type.Integer(),
  results: Type.Integer(),
  selectedResults: Type.Integer(),
  pairings: Type.Integer({ description: "introduced or further" }),
  contracts: Type.Integer({ description: "counted in `totalFen`" }),
  totalFen: Type.Integer({
    description: "turnover on the output basis: contracts of sellers in the city, registered and in force",
  }),
  organisations: Type.Integer(),
  brokers: Type.Integer({ description: "verified" }),
  asOf: InstantSchema,
});
export type PublicStatistics = Static<typeof PublicStatisticsSchema>;
