import { parse } from "csv-parse";
import { unzip } from "fflate";
import { readSheet as readExcelSheet } from "read-excel-file/node";
import { ApiError } from "../errors.ts";

/** A cell as text; `isNumeric` where the sheet held a number, which may have lost digits. */
export interface SheetCell {
  text: string;
  isNumeric: boolean;
}

/** Rows from the header on; the first is row 1, blank ones keep their place. */
export type Sheet = SheetCell[][];

const MAX_SHEET_ROWS = 50_000;
/** A small archive can unpack to any size: what it says it holds is asked before it is unpacked. */
const MAX_UNPACKED_BYTES = 300 * 1024 * 1024;
const ZIP_SIGNATURE = Buffer.from("PK\u0003\u0004");
const CSV_TYPES = new Set(["text/csv", "text/plain", "application/csv", "application/vnd.ms-excel"]);

/**
 * Reads the first sheet of an Excel workbook, or a CSV in UTF-8 or GBK.
 *
 * @throws {ApiError} 415 for any other kind of file, 413 for too many rows, 400 for one that cannot be read
 */
export async function readSheet(file: { name: string; type: string; content: Buffer }): Promise<Sheet> {
  const name = file.name.toLowerCase();
  if (file.content.subarray(0, ZIP_SIGNATURE.length).equals(ZIP_SIGNATURE)) {
    if (!name.endsWith(".xlsx")) throw new ApiError("import.unsupportedFile");
    return checkSize(await readWorkbook(file.content));
  }
  const isText = !file.content.includes(0);
  if (isText && (name.endsWith(".csv") || (CSV_TYPES.has(file.type) && !name.endsWith(".xlsx")))) {
    return checkSize(await readCsv(file.content));
  }
  throw new ApiError("import.unsupportedFile");
}

function checkSize(sheet: Sheet): Sheet {
  if (sheet.length > MAX_SHEET_ROWS) throw new ApiError("import.tooManyRows");
  return sheet;
}

async function readWorkbook(content: Buffer): Promise<Sheet> {
  if ((await unpackedBytes(content)) > MAX_UNPACKED_BYTES) throw new ApiError("request.tooLarge");
  const rows = await readExcelSheet(content).catch((cause: unknown) => {
    throw new ApiError("import.unreadable", { cause });
  });
  return rows.map((row) =>
    row.map((value): SheetCell => {
      if (value === null) return { text: "", isNumeric: false };
      if (value instanceof Date) return { text: value.toISOString().slice(0, 10), isNumeric: false };
      // The shortest text of a double is the amount that was typed: Excel writes 4.1 as 4.0999999999999996.
      return { text: String(value).trim(), isNumeric: typeof value === "number" };
    }),
  );
}

async function unpackedBytes(content: Buffer): Promise<number> {
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    const addUp = ({ originalSize }: { originalSize: number }) => {
      bytes += originalSize;
      return false;
    };
    unzip(content, { filter: addUp }, (error) => (error === null ? resolve() : reject(error)));
  }).catch((cause: unknown) => {
    throw new ApiError("import.unreadable", { cause });
  });
  return bytes;
}

async function readCsv(content: Buffer): Promise<Sheet> {
  const records = parse(decode(content), {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: false,
    to: MAX_SHEET_ROWS + 1,
  });
  const sheet: Sheet = [];
  try {
    for await (const record of records as AsyncIterable<string[]>) {
      sheet.push(record.map((text) => ({ text: text.trim(), isNumeric: false })));
    }
  } catch (cause) {
    throw new ApiError("import.unreadable", { cause });
  }
  return sheet;
}

/** Excel on a Chinese Windows saves CSV in GBK; what is no valid UTF-8 is taken for that. */
function decode(content: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return new TextDecoder("gb18030").decode(content);
  }
}
