import { type Static, Type } from "typebox";
import { DaySchema, MonthSchema, NullableDaySchema } from "../calendar.ts";
import { PageQueryProperties } from "../page.ts";
import { TurnoverBasisSchema, TurnoverRecordsSchema, TurnoverSumsSchema } from "./turnover.schema.ts";

export const BrokerTurnoverQuerySchema = Type.Object(
  {
    from: Type.Optional(DaySchema),
    to: Type.Optional(DaySchema),
    basis: Type.Optional(TurnoverBasisSchema),
    ...PageQueryProperties,
  },
  { additionalProperties: false },
);
export type BrokerTurnoverQuery = Static<typeof BrokerTurnoverQuerySchema>;

/**
 * What a broker's contracts brought in a period of registration days: the sums, by month (the latest first), and the
 * lines behind them. `attribution` says in words when a contract counts as the broker's.
 */
export const BrokerTurnoverSchema = Type.Object({
  ...TurnoverRecordsSchema.properties,
  from: NullableDaySchema,
  to: NullableDaySchema,
  basis: TurnoverBasisSchema,
  months: Type.Array(Type.Object({ month: MonthSchema, ...TurnoverSumsSchema.properties })),
  attribution: Type.String(),
});
export type BrokerTurnover = Static<typeof BrokerTurnoverSchema>;
