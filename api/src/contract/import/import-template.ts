import writeExcelFile, { type Row } from "write-excel-file/node";
import { type ImportColumnName, importColumnNames, importColumns } from "./import-columns.ts";

const DATA_SHEET = "技术合同";
const GUIDE_SHEET = "填写说明";
const COLUMN_WIDTH = 22;

const bold = (value: string) => ({ value, type: String, fontWeight: "bold" as const });

/** The workbook to fill in: a sheet with the headers and nothing else, and one that says what goes where. */
export async function importTemplate(): Promise<Buffer> {
  const headers: Row = importColumnNames.map((name) => bold(importColumns[name].header));
  const guide: Row[] = [
    ["列名", "是否必填", "填写要求", "示例"].map(bold),
    ...importColumnNames.map(guideRowOf),
  ];
  return writeExcelFile([
    {
      sheet: DATA_SHEET,
      data: [headers],
      columns: importColumnNames.map(() => ({ width: COLUMN_WIDTH })),
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

function guideRowOf(name: ImportColumnName): Row {
  const { header, isRequired, hint, example } = importColumns[name];
  return [header, isRequired ? "必填" : "选填", hint, example].map((value) => ({
    value,
    type: String,
    wrap: true,
  }));
}
