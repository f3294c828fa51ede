import { dayOf, type ImportReport } from "@market/shared";
import { ApiError, type Language } from "../errors.ts";
import {
  type CellProblem,
  type GoodRow,
  type ImportCells,
  type ImportKind,
  type ImportTally,
  normalizeHeader,
} from "./import-kind.ts";
import { type ImportMessage, importMessages } from "./import-messages.ts";
import type { Sheet, SheetCell } from "./read-sheet.ts";

/** Rows seen to at once; between two such steps other requests get their turn, and progress is told. */
const ROWS_A_STEP = 200;
const MAX_QUOTED_LENGTH = 100;

interface ImportOptions {
  language: Language;
  /** Hears after each step how many rows have been seen to, and what became of them. */
  onProgress?: (read: number, report: ImportReport) => Promise<void>;
  /** Stops between two steps; what is in stays in. */
  signal?: AbortSignal;
}

/** A sheet whose columns are known. */
export interface PreparedSheet<Column extends string> {
  rows: Sheet;
  columns: (Column | null)[];
  unknownColumns: string[];
}

/**
 * Finds a kind's columns in a sheet.
 *
 * @throws {ApiError} 400 for a sheet without the required columns
 */
export function prepareSheet<Column extends string>(
  importColumns: ImportKind<Column, unknown>["columns"],
  [header = [], ...rows]: Sheet,
): PreparedSheet<Column> {
  const names = Object.keys(importColumns) as Column[];
  const nameByHeader = new Map(
    names.flatMap((name) => {
      const { header: own, aliases = [] } = importColumns[name];
      return [own, ...aliases].map((title) => [normalizeHeader(title), name] as const);
    }),
  );
  const columns = header.map(({ text }) => nameByHeader.get(normalizeHeader(text)) ?? null);
  const missing = names.filter((name) => importColumns[name].isRequired && !columns.includes(name));
  if (missing.length > 0) {
    throw new ApiError("request.invalid", {
      fields: missing.map((name) => ({ path: importColumns[name].header, code: "column.missing" })),
    });
  }
  const unknownColumns = header.flatMap(({ text }, index) =>
    columns[index] === null && text !== "" ? [text] : [],
  );
  return { rows, columns, unknownColumns };
}

/** Brings a sheet in: good rows are kept, bad ones are reported cell by cell. */
export async function runImport<Column extends string, Record>(
  kind: ImportKind<Column, Record>,
  { rows, columns, unknownColumns }: PreparedSheet<Column>,
  { language, onProgress, signal }: ImportOptions,
): Promise<ImportReport> {
  const report = new Reporter(kind, language);
  for (const title of unknownColumns) {
    if (!kind.isIgnored?.(title)) report.note(1, title, title, "unknownColumn");
  }
  const today = dayOf(new Date());
  for (let start = 0; start < rows.length; start += ROWS_A_STEP) {
    if (signal?.aborted) break;
    const step = rows.slice(start, start + ROWS_A_STEP);
    const good: GoodRow<Record>[] = [];
    for (const [index, cells] of step.entries()) {
      if (cells.every(({ text }) => text === "")) continue;
      report.received += 1;
      const row = start + index + 2;
      const named = nameCells(cells, columns);
      const parsed = kind.parseRow(named, today);
      if ("record" in parsed) good.push({ row, record: parsed.record });
      else report.reject(row, quote(parsed.problems, named));
    }
    await kind.bringIn(good, report);
    await onProgress?.(Math.min(start + ROWS_A_STEP, rows.length), report.summary());
  }
  return report.summary();
}

class Reporter<Column extends string> implements ImportTally<Column> {
  received = 0;
  added = 0;
  unchanged = 0;
  #rejected = 0;
  readonly #kind: Pick<ImportKind<Column, unknown>, "columns">;
  readonly #language: Language;
  readonly #errors: ImportReport["errors"] = [];

  constructor(kind: Pick<ImportKind<Column, unknown>, "columns">, language: Language) {
    this.#kind = kind;
    this.#language = language;
  }

  reject(row: number, problems: (CellProblem<Column> & { value: string })[]): void {
    this.#rejected += 1;
    for (const { column, message, value } of problems) {
      this.note(row, this.#kind.columns[column].header, value, message);
    }
  }

  note(row: number, column: string, value: string, message: ImportMessage): void {
    this.#errors.push({
      row,
      column,
      value: value.slice(0, MAX_QUOTED_LENGTH),
      message: importMessages[message][this.#language],
    });
  }

  summary(): ImportReport {
    return {
      received: this.received,
      added: this.added,
      unchanged: this.unchanged,
      rejected: this.#rejected,
      errors: this.#errors,
    };
  }
}

function nameCells<Column extends string>(
  cells: SheetCell[],
  columns: (Column | null)[],
): ImportCells<Column> {
  const named: ImportCells<Column> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index];
    if (column !== null && cell !== undefined) named[column] ??= cell;
  }
  return named;
}

function quote<Column extends string>(problems: CellProblem<Column>[], cells: ImportCells<Column>) {
  return problems.map((problem) => ({ ...problem, value: cells[problem.column]?.text ?? "" }));
}
