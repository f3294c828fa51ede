import { isInsideCity } from "../vocabulary/vocabulary.schema.ts";
import type { TurnoverBasis, TurnoverDate } from "./turnover.schema.ts";

/**
 * The city's plan for 技术合同成交额, from 青政字〔2024〕20号: above 1200亿元 in 2028. The start is the published figure
 * of 2024, 709.58亿元; the years between grow by one constant rate, which is a reading of ours and says so.
 */
const PLAN_START = { year: 2024, amountFen: 7_095_800_000_000 };
export const turnoverTarget = { year: 2028, amountFen: 12_000_000_000_000 };

/** The line from the start of the plan to its target, one amount (分) a year. */
export function targetLine(): { year: number; amountFen: number }[] {
  const years = turnoverTarget.year - PLAN_START.year;
  const growth = (turnoverTarget.amountFen / PLAN_START.amountFen) ** (1 / years);
  const line = Array.from({ length: years }, (_, index) => ({
    year: PLAN_START.year + index,
    amountFen: Math.round(PLAN_START.amountFen * growth ** index),
  }));
  return [...line, { ...turnoverTarget }];
}

/** One line of a turnover entry: what a registration or a correction adds to, or takes from, the sums. */
export interface TurnoverLine {
  /** 1 adds, -1 takes back what an earlier entry added. */
  sign: 1 | -1;
  sellerDistrict: string | null;
  buyerDistrict: string | null;
}

/**
 * Whether a line counts on a basis. 输出: the seller sits in the city. 吸纳: the buyer does. A contract inside the
 * city counts on either, which is why the two are never added up.
 */
export function countsOn(
  basis: TurnoverBasis,
  line: Pick<TurnoverLine, "sellerDistrict" | "buyerDistrict">,
): boolean {
  return isInsideCity(basis === "output" ? line.sellerDistrict : line.buyerDistrict);
}

/** The definition printed beside every figure. */
export function turnoverDefinition(basis: TurnoverBasis, date: TurnoverDate): { zh: string; en: string } {
  return {
    zh: `技术合同成交额：按${basis === "output" ? "输出（卖方在本市）" : "吸纳（买方在本市）"}、${
      date === "registered" ? "认定登记日期" : "合同签订日期"
    }（北京时间）统计，仅计已认定登记且截至统计时点未注销、未撤销的合同；变更与注销、撤销冲减其原计入期间。`,
    en: `Technology contract turnover on the ${
      basis === "output" ? "output basis (seller in the city)" : "absorption basis (buyer in the city)"
    }, by ${
      date === "registered" ? "registration" : "signing"
    } date (Asia/Shanghai): registered contracts not cancelled or revoked as of the stated instant; corrections count in the period they correct.`,
  };
}
