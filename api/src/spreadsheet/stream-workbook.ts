import { strToU8, Zip, ZipDeflate } from "fflate";

/** A cell of a workbook that is written as it goes. A day is `YYYY-MM-DD`, money is 分. */
export type StreamedCell = string | { fen: number } | { day: string } | null;

/** One sheet: its heading stays in sight, its rows are fetched batch by batch. */
interface StreamedSheet {
  name: string;
  columns: { title: string; width: number }[];
  batches: AsyncIterable<StreamedCell[][]> | Iterable<StreamedCell[][]>;
}

const STYLE = { plain: 0, heading: 1, money: 2, day: 3 } as const;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
const CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const DAY_MS = 24 * 60 * 60 * 1000;
/** Excel counts days from here, and believes that 1900 was a leap year. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

/**
 * Writes an Excel workbook (ECMA-376) piece by piece, so that as many rows as a sheet can have never stand in memory
 * together. Texts stand in their cells: a table of shared ones would have to be known before the first row.
 */
export async function* streamWorkbook(sheets: StreamedSheet[]): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const add = (name: string) => {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    return file;
  };
  for (const [name, content] of fixedParts(sheets)) add(name).push(strToU8(content), true);
  for (const [index, sheet] of sheets.entries()) {
    const file = add(`xl/worksheets/sheet${index + 1}.xml`);
    file.push(strToU8(sheetHead(sheet)));
    let row = 1;
    for await (const batch of sheet.batches) {
      const text = batch.map((cells) => rowXml(cells, ++row)).join("");
      file.push(strToU8(text));
      yield* ready.splice(0);
    }
    file.push(strToU8("</sheetData></worksheet>"), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready;
}

function sheetHead({ columns }: StreamedSheet): string {
  const widths = columns
    .map(
      ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
    )
    .join("");
  const headings = columns
    .map(({ title }, index) => textCell(title, STYLE.heading, addressOf(index, 1)))
    .join("");
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData><row r="1">${headings}</row>`;
}

function rowXml(cells: StreamedCell[], row: number): string {
  return `<row r="${row}">${cells.map((cell, index) => cellXml(cell, addressOf(index, row))).join("")}</row>`;
}

function cellXml(cell: StreamedCell, address: string): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "string") return textCell(cell, STYLE.plain, address);
  if ("fen" in cell) return `<c r="${address}" s="${STYLE.money}"><v>${cell.fen / 100}</v></c>`;
  const days = (Date.parse(`${cell.day}T00:00:00Z`) - EXCEL_EPOCH) / DAY_MS;
  return `<c r="${address}" s="${STYLE.day}"><v>${days}</v></c>`;
}

function textCell(text: string, style: number, address: string): string {
  return `<c r="${address}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

/** A cell's address, such as `AB12`: columns count A to Z, then AA. */
function addressOf(column: number, row: number): string {
  let letters = "";
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters + row;
}

function escapeXml(text: string): string {
  return (
    text
      // XML 1.0 has no way to write these at all.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not come through
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
  );
}

function fixedParts(sheets: StreamedSheet[]): [name: string, content: string][] {
  const each = (write: (sheet: StreamedSheet, number: number) => string) =>
    sheets.map((sheet, index) => write(sheet, index + 1)).join("");
  const stylesId = sheets.length + 1;
  return [
    [
      "[Content_Types].xml",
      `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/>${each(
        (_, number) =>
          `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${CONTENT}.worksheet+xml"/>`,
      )}</Types>`,
    ],
    [
      "_rels/.rels",
      `${XML}<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${each(
        ({ name }, number) => `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="rId${number}"/>`,
      )}</sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${XML}<Relationships xmlns="${PACKAGE}">${each(
        (_, number) =>
          `<Relationship Id="rId${number}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
      )}<Relationship Id="rId${stylesId}" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      "xl/styles.xml",
      `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.00"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
  ];
}
