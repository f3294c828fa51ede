import nzh from "nzh/cn";
import { yuanOf } from "../money/yuan.ts";

/** An amount of 分 in Chinese capitals (大写), as bills and certificates write it beside the figures. */
export function amountInWords(amountFen: number): string {
  return nzh.toMoney(yuanOf(amountFen), { outSymbol: false, forceZheng: true });
}
