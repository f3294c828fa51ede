import { contractTypes, type Turnover, type TurnoverDimension } from "@market/shared";
import { stringify } from "csv-stringify/sync";
import writeExcelFile, { type SheetData } from "write-excel-file/node";
import type { Language } from "../errors.ts";
import { yuanOf } from "../money/yuan.ts";
import type { TurnoverQuestion } from "./turnover.service.ts";

const headings = {
  month: { zh: "月份", en: "Month" },
  type: { zh: "合同类型", en: "Type" },
  field: { zh: "所属领域", en: "Field" },
  district: { zh: "区市", en: "District" },
  seller: { zh: "卖方", en: "Seller" },
  buyer: { zh: "买方", en: "Buyer" },
  count: { zh: "项数", en: "Contracts" },
  totalFen: { zh: "成交额（元）", en: "Turnover (yuan)" },
  technologyTotalFen: { zh: "技术交易额（元）", en: "Technology amount (yuan)" },
  total: { zh: "合计", en: "Total" },
  definition: { zh: "统计口径", en: "Definition" },
  period: { zh: "统计期间", en: "Period" },
  asOf: { zh: "统计时点", en: "As of" },
  sheet: { zh: "成交额", en: "Turnover" },
} as const;

type Cell = string | { fen: number } | { count: number };

/** BOM: without it Excel takes UTF-8 for the system's own code page. */
const BYTE_ORDER_MARK = "\ufeff";

/** A table of turnover as CSV: amounts in yuan, exact to the 分; below it what was counted, when and how. */
export function turnoverCsv(turnover: Turnover, question: TurnoverQuestion, language: Language): string {
  const rows = tableOf(turnover, question, language).map((row) => row.map(textOf));
  return BYTE_ORDER_MARK + stringify(rows, { record_delimiter: "windows", escape_formulas: true });
}

/** The same table as an Excel workbook; amounts are numbers. */
export async function turnoverXlsx(
  turnover: Turnover,
  question: TurnoverQuestion,
  language: Language,
): Promise<Buffer> {
  const data: SheetData = tableOf(turnover, question, language).map((row, index) =>
    row.map((cell) => {
      if (typeof cell === "string") {
        return { type: String, value: cell, ...(index === 0 && { fontWeight: "bold" as const }) };
      }
      // A double holds every 分 of the amounts a market can have, so Excel shows what was counted.
      if ("fen" in cell) return { type: Number, value: cell.fen / 100, format: "#,##0.00" };
      return { type: Number, value: cell.count, format: "#,##0" };
    }),
  );
  const columns = [...question.by.map(() => ({ width: 24 })), { width: 10 }, { width: 22 }, { width: 22 }];
  return writeExcelFile(data, { sheet: headings.sheet[language], columns, stickyRowsCount: 1 }).toBuffer();
}

function tableOf(turnover: Turnover, question: TurnoverQuestion, language: Language): Cell[][] {
  const { by } = question;
  const heading = (name: keyof typeof headings) => headings[name][language];
  const amounts = (sums: Pick<Turnover, "totalFen" | "technologyTotalFen" | "count">): Cell[] => [
    { count: sums.count },
    { fen: sums.totalFen },
    { fen: sums.technologyTotalFen },
  ];
  const total = by.map((_, index) => (index === 0 ? heading("total") : ""));
  return [
    [...by.map(heading), heading("count"), heading("totalFen"), heading("technologyTotalFen")],
    ...turnover.groups.map((group) => [
      ...by.map((dimension) => labelOf(dimension, group.key[dimension] ?? "", language)),
      ...amounts(group),
    ]),
    [...total, ...amounts(turnover)],
    [],
    [heading("definition"), turnover.definition],
    [heading("period"), `${question.from ?? "…"} – ${question.to ?? "…"}`],
    [heading("asOf"), turnover.asOf],
  ];
}

function labelOf(dimension: TurnoverDimension, key: string, language: Language): string {
  if (dimension !== "type") return key;
  return contractTypes.entries.find(({ code }) => code === key)?.[language] ?? key;
}

function textOf(cell: Cell): string {
  if (typeof cell === "string") return cell;
  return "fen" in cell ? yuanOf(cell.fen) : String(cell.count);
}
