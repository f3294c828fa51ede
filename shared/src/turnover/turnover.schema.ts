import { type Static, Type } from "typebox";
import { DaySchema, InstantSchema } from "../calendar.ts";

export const TurnoverBasisSchema = Type.Enum(["output", "absorption"]);
export type TurnoverBasis = Static<typeof TurnoverBasisSchema>;

export const TurnoverDateSchema = Type.Enum(["registered", "signed"]);
export type TurnoverDate = Static<typeof TurnoverDateSchema>;

export const turnoverDimensions = ["month", "type", "field", "district", "seller", "buyer"] as const;
export type TurnoverDimension = (typeof turnoverDimensions)[number];

const DIMENSION_PATTERN = `(${turnoverDimensions.join("|")})`;

export const TurnoverQuerySchema = Type.Object(
  {
    from: Type.Optional(DaySchema),
    to: Type.Optional(DaySchema),
    asOf: Type.Optional(InstantSchema),
    basis: Type.Optional(TurnoverBasisSchema),
    date: Type.Optional(TurnoverDateSchema),
    by: Type.Optional(Type.String({ pattern: `^${DIMENSION_PATTERN}(,${DIMENSION_PATTERN})*$` })),
  },
  { additionalProperties: false },
);
export type TurnoverQuery = Static<typeof TurnoverQuerySchema>;

const SumsProperties = {
  totalFen: Type.Integer(),
  technologyTotalFen: Type.Integer(),
  count: Type.Integer(),
};

export const TurnoverGroupSchema = Type.Object({
  key: Type.Record(Type.String(), Type.String()),
  ...SumsProperties,
});
export type TurnoverGroup = Static<typeof TurnoverGroupSchema>;

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
});
export type Turnover = Static<typeof TurnoverSchema>;

/** What anybody may know of the market, counted from its records at `asOf`. */
export const PublicStatisticsSchema = Type.Object({
  demands: Type.Integer(),
  results: Type.Integer(),
  selectedResults: Type.Integer(),
  pairings: Type.Integer({ description: "introduced or further" }),
  contracts: Type.Integer({ description: "registered and in force" }),
  totalFen: Type.Integer(),
  organisations: Type.Integer(),
  brokers: Type.Integer({ description: "verified" }),
  asOf: InstantSchema,
});
export type PublicStatistics = Static<typeof PublicStatisticsSchema>;
