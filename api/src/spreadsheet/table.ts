import { dayOf, startOfDay } from "@market/shared";
import { stringify } from "csv-stringify/sync";
import type { FastifyReply } from "fastify";
import writeExcelFile, { type SheetData } from "write-excel-file/node";
import { yuanOf } from "../money/yuan.ts";

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * A cell: text, money in 分, a count, a share (0.125 is 12.5%), a day (`YYYY-MM-DD`), a month (`YYYY-MM`), an instant
 * by the city's clock, or nothing.
 */
export type TableCell =
  | string
  | { fen: number }
  | { count: number }
  | { share: number }
  | { day: string }
  | { month: string }
  | { instant: Date }
  | null;

/** One sheet: a heading row that stays in sight, the rows, and how wide the columns are in characters. */
export interface Table {
  sheet: string;
  columns: { title: string; width: number }[];
  rows: TableCell[][];
}

/** BOM: without it Excel takes UTF-8 for the system's own code page. */
const BYTE_ORDER_MARK = "\ufeff";

/** Tables one below the other as CSV, amounts in yuan and exact to the 分. */
function csvOf(tables: Table[]): string {
  const rows = tables.flatMap(({ columns, rows: body }, index) => [
    ...(index === 0 ? [] : [[]]),
    columns.map(({ title }) => title),
    ...body.map((row) => row.map(textOf)),
  ]);
  return BYTE_ORDER_MARK + stringify(rows, { record_delimiter: "windows", escape_formulas: true });
}

/** Tables as the sheets of one workbook; amounts, counts and shares are numbers. */
async function xlsxOf(tables: Table[]): Promise<Buffer> {
  return writeExcelFile(
    tables.map(({ sheet, columns, rows }) => ({
      sheet,
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
      data: [
        columns.map(({ title }) => ({ type: String, value: title, fontWeight: "bold" as const })),
        ...rows.map((row) => row.map(sheetCellOf)),
      ] satisfies SheetData,
    })),
  ).toBuffer();
}

/** Answers with tables as a file of the format asked for. */
export async function sendTables(
  reply: FastifyReply,
  tables: Table[],
  { name, format }: { name: string; format: "csv" | "xlsx" },
): Promise<string | Buffer> {
  reply
    .type(format === "csv" ? "text/csv; charset=utf-8" : XLSX)
    .header("content-disposition", `attachment; filename="${name}.${format}"`);
  return format === "csv" ? csvOf(tables) : xlsxOf(tables);
}

function textOf(cell: TableCell): string {
  if (cell === null) return "";
  if (typeof cell === "string") return cell;
  if ("fen" in cell) return yuanOf(cell.fen);
  if ("count" in cell) return String(cell.count);
  if ("share" in cell) return cell.share.toFixed(4);
  if ("day" in cell) return cell.day;
  if ("month" in cell) return cell.month;
  return clockTime(cell.instant).toISOString().replace("T", " ").slice(0, "YYYY-MM-DD HH:mm:ss".length);
}

function sheetCellOf(cell: TableCell) {
  if (cell === null) return null;
  if (typeof cell === "string") return { type: String, value: cell, wrap: cell.length > 60 };
  // A double holds every 分 of the amounts a market can have, so Excel shows what was counted.
  if ("fen" in cell) return { type: Number, value: cell.fen / 100, format: "#,##0.00" };
  if ("count" in cell) return { type: Number, value: cell.count, format: "#,##0" };
  if ("share" in cell) return { type: Number, value: cell.share, format: "0.0%" };
  // A sheet's dates know no time zone: what is written as UTC is what stands there.
  if ("day" in cell) return { type: Date, value: new Date(`${cell.day}T00:00:00Z`), format: "yyyy-mm-dd" };
  if ("month" in cell)
    return { type: Date, value: new Date(`${cell.month}-01T00:00:00Z`), format: "yyyy-mm" };
  return { type: Date, value: clockTime(cell.instant), format: "yyyy-mm-dd hh:mm:ss" };
}

/** An instant whose UTC reads as the city's clock did. */
function clockTime(instant: Date): Date {
  const startOfItsDay = dayOf(instant);
  return new Date(
    Date.parse(`${startOfItsDay}T00:00:00Z`) + instant.getTime() - startOfDay(startOfItsDay).getTime(),
  );
}
