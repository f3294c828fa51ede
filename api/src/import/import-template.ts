import writeExcelFile, { type Row } from "write-excel-file/node";
import type { ImportColumn, ImportKind } from "./import-kind.ts";

const GUIDE_SHEET = "填写说明";
const COLUMN_WIDTH = 22;

const bold = (value: string) => ({ value, type: String, fontWeight: "bold" as const });

/** The workbook to fill in: a sheet with the headers and nothing else, and one that says what goes where. */
export async function importTemplate({
  sheetName,
  columns: columnsByName,
}: Pick<ImportKind<string, unknown>, "sheetName" | "columns">): Promise<Buffer> {
  const columns = Object.values<ImportColumn>(columnsByName);
  const headers: Row = columns.map(({ header }) => bold(header));
  const guide: Row[] = [["列名", "是否必填", "填写要求", "示例"].map(bold), ...columns.map(guideRowOf)];
  return writeExcelFile([
    {
      sheet: sheetName,
      data: [headers],
      columns: columns.map(() => ({ width: COLUMN_WIDTH })),
      stickyRowsCount: 1,
    },
    {
      sheet: GUIDE_SHEET,
      data: guide,
      columns: [{ width: COLUMN_WIDTH }, { width: 10 }, { width: 100 }, { width: 34 }],
      stickyRowsCount: 1,
    },
  ]).toBuffer();
}

function guideRowOf({ header, isRequired, hint, example }: ImportColumn): Row {
  return [header, isRequired ? "必填" : "选填", hint, example].map((value) => ({
    value,
    type: String,
    wrap: true,
  }));
}
