import {
  districts,
  type Turnover,
  type TurnoverBasis,
  type TurnoverDate,
  type TurnoverDimension,
  type TurnoverGroup,
  type TurnoverQuery,
  targetLine,
  turnoverDefinition,
  turnoverTarget,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import type { PipelineStage } from "mongoose";
import { fieldError, type Language } from "../errors.ts";

/** What a figure of turnover is asked for, every choice made. */
export interface TurnoverQuestion {
  from: string | null;
  to: string | null;
  asOf: Date;
  basis: TurnoverBasis;
  date: TurnoverDate;
  by: TurnoverDimension[];
}

/** @throws {ApiError} 400 when the period ends before it starts */
export function readTurnoverQuery(query: TurnoverQuery, now: Date): TurnoverQuestion {
  const { from = null, to = null, asOf, basis = "output", date = "registered", by } = query;
  if (from !== null && to !== null && from > to) throw fieldError("to", "period.endsBeforeStart");
  return {
    from,
    to,
    asOf: asOf === undefined ? now : new Date(asOf),
    basis,
    date,
    by: by === undefined ? [] : [...new Set(by.split(",") as TurnoverDimension[])],
  };
}

/**
 * Adds turnover up from its entries, exact to the 分: amounts are whole numbers far below 2^53. Groups come in the
 * order of their keys; a group whose registrations were all taken back is left out.
 */
export async function sumTurnover(
  models: Models,
  question: TurnoverQuestion,
  language: Language,
): Promise<Turnover> {
  const sums = await models.TurnoverEntry.aggregate<Sums>(pipelineFor(question));
  const groups = sums
    .filter(
      ({ totalFen, technologyTotalFen, count }) => totalFen !== 0 || technologyTotalFen !== 0 || count !== 0,
    )
    .map(({ _id, ...sum }): TurnoverGroup => ({ key: keyOf(_id, question.by), ...sum }));
  return {
    totalFen: addUp(groups, "totalFen"),
    technologyTotalFen: addUp(groups, "technologyTotalFen"),
    count: addUp(groups, "count"),
    groups: question.by.length === 0 ? [] : groups.sort(byKey(question.by)),
    target: { ...turnoverTarget, line: targetLine() },
    definition: turnoverDefinition(question.basis, question.date)[language],
    asOf: question.asOf.toISOString(),
  };
}

interface Sums {
  _id: Partial<Record<TurnoverDimension, string | null>> | null;
  totalFen: number;
  technologyTotalFen: number;
  count: number;
}

const cityDistricts = districts.entries.map(({ code }) => code);

function pipelineFor({ from, to, asOf, basis, date, by }: TurnoverQuestion): PipelineStage[] {
  const day = `lines.${date}On`;
  const district = basis === "output" ? "lines.sellerDistrict" : "lines.buyerDistrict";
  const dimensions: Record<TurnoverDimension, unknown> = {
    month: { $substrBytes: [`$${day}`, 0, "YYYY-MM".length] },
    type: "$lines.type",
    field: "$lines.field",
    district: `$${district}`,
    seller: "$lines.seller",
    buyer: "$lines.buyer",
  };
  const inPeriod = { ...(from !== null && { $gte: from }), ...(to !== null && { $lte: to }) };
  return [
    { $match: { at: { $lte: asOf } } },
    { $unwind: "$lines" },
    {
      $match: {
        [district]: { $in: cityDistricts },
        ...(Object.keys(inPeriod).length > 0 && { [day]: inPeriod }),
      },
    },
    {
      $group: {
        _id:
          by.length === 0
            ? null
            : Object.fromEntries(by.map((dimension) => [dimension, dimensions[dimension]])),
        totalFen: { $sum: { $multiply: ["$lines.sign", "$lines.amountFen"] } },
        technologyTotalFen: { $sum: { $multiply: ["$lines.sign", "$lines.technologyAmountFen"] } },
        count: { $sum: "$lines.sign" },
      },
    },
  ];
}

function keyOf(id: Sums["_id"], by: TurnoverDimension[]): TurnoverGroup["key"] {
  return Object.fromEntries(by.map((dimension) => [dimension, id?.[dimension] ?? ""]));
}

function addUp(groups: TurnoverGroup[], amount: "totalFen" | "technologyTotalFen" | "count"): number {
  return groups.reduce((sum, group) => sum + group[amount], 0);
}

/** By the first dimension, then the next; code units, so that every export of the same figures is the same file. */
function byKey(by: TurnoverDimension[]): (a: TurnoverGroup, b: TurnoverGroup) => number {
  return (a, b) => {
    const dimension = by.find((name) => a.key[name] !== b.key[name]);
    if (dimension === undefined) return 0;
    return (a.key[dimension] ?? "") < (b.key[dimension] ?? "") ? -1 : 1;
  };
}
