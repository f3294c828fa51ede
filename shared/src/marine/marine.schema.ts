import { type Static, Type } from "typebox";
import { InstantSchema } from "../calendar.ts";
import type { Field } from "../vocabulary/vocabulary.schema.ts";

/** The fields of the city's plan that belong to the sea. */
export const marineFields = [
  "深海极地装备",
  "船舶与海工装备",
  "海洋药物与生物制品",
  "海洋物联网",
] as const satisfies readonly Field[];

const CountSchema = Type.Integer({ minimum: 0 });

/** How marine technology stands on the market: texts open to anybody or to members, contracts registered and in force. */
export const MarineStatisticsSchema = Type.Object({
  demands: CountSchema,
  results: CountSchema,
  selectedResults: CountSchema,
  contracts: CountSchema,
  totalFen: Type.Integer({ minimum: 0 }),
  asOf: InstantSchema,
});
export type MarineStatistics = Static<typeof MarineStatisticsSchema>;
