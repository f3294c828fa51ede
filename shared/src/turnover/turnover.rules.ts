import { dayOf, yearOf } from "../calendar.ts";
import type { PlanPace, TurnoverBasis, TurnoverDate } from "./turnover.schema.ts";
import { turnoverPlan } from "./turnover-plan.data.ts";

const MONTHS = 12;

/** The city's plan for 技术合同成交额. */
export const turnoverTarget = lastFigureOf("target");

function lastFigureOf(kind: (typeof turnoverPlan.figures)[number]["kind"]): {
  year: number;
  amountFen: number;
} {
  const figure = turnoverPlan.figures.filter((known) => known.kind === kind).at(-1);
  if (figure === undefined) throw new Error(`the plan of turnover names no ${kind} figure`);
  return { year: figure.year, amountFen: figure.amountFen };
}

/**
 * The line from the last published figure to the target, one amount (分) a year. The years between grow by one
 * constant rate, which is a reading of ours and says so.
 */
export function targetLine(): { year: number; amountFen: number }[] {
  const start = lastFigureOf("published");
  const years = turnoverTarget.year - start.year;
  const growth = (turnoverTarget.amountFen / start.amountFen) ** (1 / years);
  const line = Array.from({ length: years }, (_, index) => ({
    year: start.year + index,
    amountFen: Math.round(start.amountFen * growth ** index),
  }));
  return [...line, { ...turnoverTarget }];
}

/**
 * How a year that has brought `actualFen` (分) by an instant stands to the plan's line, and what each month left, the
 * running one included, would have to bring. `null` for a year the line says nothing of.
 */
export function planPaceOf(asOf: Date, actualFen: number): PlanPace | null {
  const year = yearOf(asOf);
  const point = targetLine().find((known) => known.year === year);
  if (point === undefined) return null;
  const month = Number(dayOf(asOf).slice(5, 7));
  const monthsLeft = MONTHS - month + 1;
  const gapFen = Math.max(0, point.amountFen - actualFen);
  return {
    year,
    lineFen: point.amountFen,
    actualFen,
    gapFen,
    monthsLeft,
    neededMonthlyFen: Math.ceil(gapFen / monthsLeft),
    averageMonthlyFen: Math.round(actualFen / month),
  };
}

/** The same day a year earlier; of 29 February the 28th. */
export function yearBefore(day: string): string {
  return shiftYear(day, -1);
}

/** The last day of the same period a year earlier: a period that ends with February ends with February then too. */
export function lastDayYearBefore(day: string): string {
  const earlier = yearBefore(day);
  return earlier.endsWith("-02-28") && isLeapYear(Number(earlier.slice(0, 4)))
    ? earlier.replace(/28$/, "29")
    : earlier;
}

function isLeapYear(year: number): boolean {
  return new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
}

/** A day, month, quarter or year (`YYYY…`) a year later, as the label under which an earlier one is compared. */
export function yearAfter(period: string): string {
  return shiftYear(period, 1);
}

function shiftYear(period: string, years: number): string {
  const shifted = `${Number(period.slice(0, 4)) + years}${period.slice(4)}`;
  return shifted.endsWith("-02-29") ? shifted.replace(/29$/, "28") : shifted;
}

/** The same instant of the city's clock a year earlier. */
export function instantYearBefore(instant: Date): Date {
  const day = dayOf(instant);
  return new Date(
    instant.getTime() - (Date.parse(`${day}T00:00:00.000Z`) - Date.parse(`${yearBefore(day)}T00:00:00.000Z`)),
  );
}

/** The definition printed beside every figure. */
export function turnoverDefinition(basis: TurnoverBasis, date: TurnoverDate): { zh: string; en: string } {
  return {
    zh: `技术合同成交额：按${basis === "output" ? "输出（卖方在本市）" : "吸纳（买方在本市）"}、${
      date === "registered" ? "认定登记日期" : "合同签订日期"
    }（北京时间）统计，仅计已认定登记且截至统计时点未注销、未撤销的合同；变更与注销、撤销冲减其原计入期间。买卖双方均在本市的合同在输出、吸纳两种口径下各计一次，两者不得相加。`,
    en: `Technology contract turnover on the ${
      basis === "output" ? "output basis (seller in the city)" : "absorption basis (buyer in the city)"
    }, by ${
      date === "registered" ? "registration" : "signing"
    } date (Asia/Shanghai): registered contracts not cancelled or revoked as of the stated instant; corrections count in the period they correct. A contract between two parties in the city counts once on either basis, so the two must not be added up.`,
  };
}

/** How a comparison with the year before is drawn, printed after the definition wherever there is one. */
export const comparisonDefinition = {
  zh: "同比：与上年同一期间相比，上年数按统计时点前推一年时的记录计算，两个期间的记录截止时间相同，可比。",
  en: "Year on year: against the same period a year earlier, counted from the records as they stood exactly one year before the stated instant, so that both periods have had the same time for corrections.",
};

/** How the plan's line is drawn and what stands against it. */
export const planDefinition = {
  zh: "计划线：自 2024 年公布数 709.58 亿元至 2028 年目标 1200 亿元，按固定增速推算各年；所需月均为计划线与本年累计之差除以余下月数（含当月）。",
  en: "Plan's line: from the published 709.58亿元 of 2024 to the target of 1200亿元 in 2028 at one constant rate; the pace needed is what the year still lacks, divided by the months left, the running one included.",
};
