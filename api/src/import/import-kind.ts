import type { ImportMessage } from "./import-messages.ts";
import type { SheetCell } from "./read-sheet.ts";

/** A column of a sheet. Headers are what an import is read by; other systems' names for the same may stand instead. */
export interface ImportColumn {
  header: string;
  aliases?: readonly string[];
  isRequired: boolean;
  /** What a cell may hold, in the words of the template. */
  hint: string;
  example: string;
}

/** The cells of a row by the column they stand under. */
export type ImportCells<Column extends string> = Partial<Record<Column, SheetCell>>;

/** What is wrong with one cell of a row. */
export interface CellProblem<Column extends string> {
  column: Column;
  message: ImportMessage;
}

/** A row that can go in; rows are counted from 1, the header being row 1. */
export interface GoodRow<Record> {
  row: number;
  record: Record;
}

/** What becomes of the rows that are handed over to be brought in. */
export interface ImportTally<Column extends string> {
  added: number;
  /** Rows that an earlier import brought in. */
  unchanged: number;
  reject(row: number, problems: (CellProblem<Column> & { value: string })[]): void;
}

/** One kind of records that come in by sheet: its columns, how a row is read, and how rows are kept. */
export interface ImportKind<Column extends string, Record> {
  /** Of the sheet in the template, and of the template's file. */
  sheetName: string;
  fileName: string;
  columns: { readonly [Name in Column]: ImportColumn };
  /** Headers that are left unread and need no mention. */
  isIgnored?(header: string): boolean;
  /** `today` in Asia/Shanghai. */
  parseRow(
    cells: ImportCells<Column>,
    today: string,
  ): { record: Record } | { problems: CellProblem<Column>[] };
  /** Keeps what is new. Must come to the same however often it is repeated. */
  bringIn(rows: GoodRow<Record>[], tally: ImportTally<Column>): Promise<void>;
}

/** Headers are compared without spaces and case, and with full-width brackets as half-width ones: people type any. */
export function normalizeHeader(header: string): string {
  return header.normalize("NFKC").replaceAll(/[\s*]/g, "").toLowerCase();
}
