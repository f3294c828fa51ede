import type { CellProblem, ImportCells } from "./import-kind.ts";
import type { ImportMessage } from "./import-messages.ts";
import type { SheetCell } from "./read-sheet.ts";

export type Parsed<T> = { value: T } | ImportMessage;
export type CellParser<T> = (cell: SheetCell) => Parsed<T>;

/** Takes the cells of a row one by one and remembers what is wrong with them. */
export class RowReader<Column extends string> {
  readonly problems: CellProblem<Column>[] = [];
  readonly #cells: ImportCells<Column>;

  constructor(cells: ImportCells<Column>) {
    this.#cells = cells;
  }

  required<T>(column: Column, parse: CellParser<T>): T | null {
    const value = this.optional(column, parse);
    if (this.#isBlank(column)) this.problems.push({ column, message: "required" });
    return value;
  }

  optional<T>(column: Column, parse: CellParser<T>): T | null {
    const cell = this.#cells[column];
    if (cell === undefined || this.#isBlank(column)) return null;
    const parsed = parse(cell);
    if (typeof parsed === "object") return parsed.value;
    this.problems.push({ column, message: parsed });
    return null;
  }

  #isBlank(column: Column): boolean {
    return (this.#cells[column]?.text ?? "") === "";
  }
}
