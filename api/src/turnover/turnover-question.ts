import {
  keyNameOf,
  type TurnoverBasis,
  type TurnoverDate,
  type TurnoverDimension,
  type TurnoverQuery,
  turnoverDimensions,
} from "@market/shared";
import { fieldError } from "../errors.ts";

/** What a figure of turnover is asked for, every choice made. */
export interface TurnoverQuestion {
  /** Days, both inclusive; `null` leaves the period open. */
  from: string | null;
  to: string | null;
  asOf: Date;
  basis: TurnoverBasis;
  date: TurnoverDate;
  by: TurnoverDimension[];
  /** Only lines with these keys; none where it is left out. */
  keys?: TurnoverKey[];
  /** Only lines of this broker's contracts, by account: two brokers may bear one name. */
  brokerId?: string;
}

interface TurnoverKey {
  dimension: TurnoverDimension;
  key: string;
}

/** @throws {ApiError} 400 when the period ends before it starts, or a dimension is named twice */
export function readTurnoverQuery(query: TurnoverQuery, now: Date): TurnoverQuestion {
  const { from = null, to = null, asOf, basis = "output", date = "registered", by } = query;
  if (from !== null && to !== null && from > to) throw fieldError("to", "period.endsBeforeStart");
  const dimensions = by === undefined ? [] : (by.split(",") as TurnoverDimension[]);
  if (new Set(dimensions).size < dimensions.length) throw fieldError("by", "dimension.repeated");
  return {
    from,
    to,
    asOf: asOf === undefined ? now : new Date(asOf),
    basis,
    date,
    by: dimensions,
    keys: turnoverDimensions.flatMap((dimension) => {
      const key = query[keyNameOf(dimension)];
      return key === undefined ? [] : [{ dimension, key }];
    }),
  };
}
