import {
  type MonthlyReport,
  monthOf,
  type ReportBreakdown,
  type ReportDimension,
  type ReportPeriod,
  reportDimensions,
  type Turnover,
  type TurnoverBasis,
  type TurnoverQuery,
  type TurnoverSums,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Language } from "../errors.ts";
import { countTargets } from "../target/target.service.ts";
import { yearPeriodOf } from "../target/year-period.ts";
import { sumTurnover } from "../turnover/turnover.service.ts";
import { readTurnoverQuery } from "../turnover/turnover-question.ts";
import { allTurnoverRecords } from "../turnover/turnover-records.service.ts";

/** As many groups of a breakdown as fit a page that is read. */
const SHOWN_GROUPS = 10;
const bases = ["output", "absorption"] as const satisfies readonly TurnoverBasis[];

/** Counts everything that the report of a month says, all of it as of one instant. */
export async function readMonthlyReport(
  models: Models,
  month: string,
  asOf: Date,
  language: Language,
): Promise<MonthlyReport> {
  const year = Number(month.slice(0, 4));
  const monthDays = { from: `${month}-01`, to: lastDayOf(month) };
  const yearDays = { from: `${year}-01-01`, to: monthDays.to };
  const ask = (query: TurnoverQuery) =>
    sumTurnover(models, readTurnoverQuery({ asOf: asOf.toISOString(), ...query }, asOf), language);
  const ofBasis = async (basis: TurnoverBasis) => {
    const [ofMonth, ofYear] = await Promise.all([
      ask({ ...monthDays, basis }),
      ask({ ...yearDays, basis, by: "month" }),
    ]);
    return { basis, ofMonth, ofYear };
  };
  const [[output, absorption], breakdowns, corrections, targets] = await Promise.all([
    Promise.all([ofBasis(bases[0]), ofBasis(bases[1])]),
    Promise.all(
      reportDimensions.map(async (dimension) => {
        const [ofMonth, ofYear] = await Promise.all([
          ask({ ...monthDays, by: dimension }),
          ask({ ...yearDays, by: dimension }),
        ]);
        return breakdownOf(dimension, ofMonth, ofYear);
      }),
    ),
    correctionsOf(models, month, asOf, language),
    countTargets(models, yearPeriodOf(year, asOf), asOf),
  ]);
  return {
    month,
    asOf: asOf.toISOString(),
    bases: [output, absorption].map(({ basis, ofMonth, ofYear }) => ({
      basis,
      month: periodOf(ofMonth),
      yearToDate: periodOf(ofYear),
      definition: ofMonth.definition,
    })),
    trend: monthsUpTo(month).map((each) => ({
      month: each,
      outputFen: groupOf(output.ofYear, each)?.totalFen ?? 0,
      absorptionFen: groupOf(absorption.ofYear, each)?.totalFen ?? 0,
      outputYearBeforeFen: groupOf(output.ofYear, each)?.previous?.totalFen ?? 0,
    })),
    breakdowns,
    corrections,
    pace: output.ofMonth.plan.pace?.year === year ? output.ofMonth.plan.pace : null,
    planDefinition: output.ofMonth.plan.definition,
    targets,
  };
}

function periodOf({ inside, comparison, ...turnover }: Turnover): ReportPeriod {
  return { ...sumsOf(turnover), inside, previous: comparison === null ? null : sumsOf(comparison) };
}

function sumsOf({ totalFen, technologyTotalFen, count }: TurnoverSums): TurnoverSums {
  return { totalFen, technologyTotalFen, count };
}

/** The largest groups of the year so far, each with what the month brought to it. */
function breakdownOf(dimension: ReportDimension, ofMonth: Turnover, ofYear: Turnover): ReportBreakdown {
  const monthByKey = new Map(ofMonth.groups.map((group) => [group.key[dimension], group]));
  const ranked = ofYear.groups
    .filter(({ key }) => key[dimension] !== "" || dimension === "type" || dimension === "field")
    .sort((a, b) => b.totalFen - a.totalFen);
  return {
    dimension,
    rows: ranked.slice(0, SHOWN_GROUPS).map((group) => {
      const key = group.key[dimension] ?? "";
      return {
        key,
        label: group.label[dimension] ?? key,
        month: sumsOf(monthByKey.get(key) ?? { totalFen: 0, technologyTotalFen: 0, count: 0 }),
        yearToDate: sumsOf(group),
      };
    }),
    left: Math.max(0, ranked.length - SHOWN_GROUPS),
  };
}

/** What was corrected in the month, by the instant of the act: the periods it corrects may be long past. */
async function correctionsOf(models: Models, month: string, asOf: Date, language: Language) {
  const question = { ...readTurnoverQuery({}, asOf), onlyCorrections: true };
  const records = await allTurnoverRecords(models, question, language);
  return records.filter(({ at }) => monthOf(new Date(at)) === month);
}

function groupOf({ groups }: Turnover, month: string) {
  return groups.find(({ key }) => key.month === month);
}

function monthsUpTo(month: string): string[] {
  const [year = "", last = ""] = month.split("-");
  return Array.from({ length: Number(last) }, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`);
}

function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
