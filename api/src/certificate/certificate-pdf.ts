import { createRequire } from "node:module";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type Certificate, contractTypes, spacedNumber } from "@market/shared";
import PDFDocument from "pdfkit";
import { create as createQrCode } from "qrcode";
import { yuanOf } from "../money/yuan.ts";

/** The whole fonts: the PDF gets only those of their glyphs that it shows. */
const require = createRequire(import.meta.url);
const fontFolder = join(require.resolve("@embedpdf/fonts-sc"), "../../fonts");
const fonts = {
  regular: join(fontFolder, "NotoSansHans-Regular.otf"),
  bold: join(fontFolder, "NotoSansHans-Bold.otf"),
};

const INK = "#14262d";
const MUTED = "#51656d";
const LINE = "#0b6b7d";

// In points; A4 is 595 × 842.
const PAGE = { left: 64, width: 467, frame: 32 };
const LABEL_WIDTH = 108;
/** Sizes of text and space around it, the usual ones first: the longest names need the last. */
const ROW_SIZES = [
  { fontSize: 11.5, padding: 10 },
  { fontSize: 10, padding: 7 },
  { fontSize: 8.5, padding: 5 },
];
const QR_SIZE = 112;

/** A certificate as a page of A4 in PDF, with its Chinese font embedded. */
export function drawCertificate(certificate: Certificate): Readable {
  const document = new PDFDocument({
    size: "A4",
    margin: 0,
    lang: "zh-CN",
    displayTitle: true,
    info: { Title: `技术合同认定登记证明 ${certificate.number}`, Author: certificate.office },
  });
  document.registerFont("regular", fonts.regular).registerFont("bold", fonts.bold);
  drawFrame(document);
  drawHeading(document, certificate);
  drawRows(document, rowsOf(certificate));
  drawFoot(document, certificate);
  document.end();
  return document;
}

function drawFrame(document: PDFKit.PDFDocument): void {
  const { width, height } = document.page;
  const { frame } = PAGE;
  document
    .rect(frame, frame, width - 2 * frame, height - 2 * frame)
    .lineWidth(1.6)
    .stroke(LINE);
  const inner = frame + 5;
  document
    .rect(inner, inner, width - 2 * inner, height - 2 * inner)
    .lineWidth(0.5)
    .stroke(LINE);
}

function drawHeading(document: PDFKit.PDFDocument, { number }: Certificate): void {
  const centred = { width: PAGE.width, align: "center" } as const;
  document.font("bold").fontSize(25).fillColor(INK);
  document.text("技术合同认定登记证明", PAGE.left, 84, { ...centred, characterSpacing: 2 });
  document.font("regular").fontSize(10).fillColor(MUTED);
  document.text("Certificate of registration of a technology contract", PAGE.left, 124, centred);
  document.font("bold").fontSize(14).fillColor(LINE);
  document.text(`登记编号  ${spacedNumber(number)}`, PAGE.left, 152, centred);
  document.y = 190;
}

function rowsOf(certificate: Certificate): [label: string, ...lines: string[]][] {
  const { seller, buyer, version, amendedOn } = certificate;
  const typeName =
    contractTypes.entries.find(({ code }) => code === certificate.type)?.zh ?? certificate.type;
  return [
    ["合同名称", certificate.title],
    ["合同类型", typeName],
    ["卖方（技术提供方）", ...partyLines(seller)],
    ["买方（技术受让方）", ...partyLines(buyer)],
    ["合同成交额", figuresOf(certificate.amountFen), `（大写）${certificate.amountInWords}`],
    [
      "技术交易额",
      figuresOf(certificate.technologyAmountFen),
      `（大写）${certificate.technologyAmountInWords}`,
    ],
    ["签订日期", dayInWords(certificate.signedOn)],
    ["登记日期", dayInWords(certificate.registeredOn)],
    [
      "版本",
      amendedOn === null ? "第 1 版" : `第 ${version} 版，于 ${dayInWords(amendedOn)} 变更，载明变更后的内容`,
    ],
  ];
}

function partyLines({ name, creditCode }: Certificate["seller"]): string[] {
  return creditCode === null ? [name] : [name, `统一社会信用代码 ${creditCode}`];
}

function figuresOf(amountFen: number): string {
  const [yuan = "", fen = ""] = yuanOf(amountFen).split(".");
  return `人民币 ${yuan.replace(/\B(?=(\d{3})+$)/g, ",")}.${fen} 元`;
}

function dayInWords(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year} 年 ${month} 月 ${date} 日`;
}

function drawRows(document: PDFKit.PDFDocument, rows: ReturnType<typeof rowsOf>): void {
  const valueLeft = PAGE.left + LABEL_WIDTH + 12;
  const options = { width: PAGE.left + PAGE.width - valueLeft, lineGap: 3 };
  const { fontSize, padding, heights } = fitRows(document, rows, options);
  let top = document.y;
  const rule = () => {
    document
      .moveTo(PAGE.left, top)
      .lineTo(PAGE.left + PAGE.width, top)
      .lineWidth(0.5)
      .stroke("#b9cace");
  };
  rule();
  for (const [index, [label, ...lines]] of rows.entries()) {
    document.fontSize(fontSize);
    document.fillColor(MUTED).text(label, PAGE.left, top + padding, { width: LABEL_WIDTH });
    document.fillColor(INK).text(lines.join("\n"), valueLeft, top + padding, options);
    top += (heights[index] ?? 0) + 2 * padding;
    rule();
  }
}

/** The largest size at which all rows stand above the foot. */
function fitRows(
  document: PDFKit.PDFDocument,
  rows: ReturnType<typeof rowsOf>,
  options: PDFKit.Mixins.TextOptions,
) {
  const room = footTopOf(document) - document.y - 12;
  document.font("regular");
  const sizes = ROW_SIZES.map(({ fontSize, padding }) => {
    document.fontSize(fontSize);
    const heights = rows.map(([, ...lines]) => document.heightOfString(lines.join("\n"), options));
    return { fontSize, padding, heights };
  });
  const fitting = sizes.find(({ padding, heights }) => {
    return heights.reduce((sum, height) => sum + height + 2 * padding, 0) <= room;
  });
  return fitting ?? (sizes.at(-1) as (typeof sizes)[number]);
}

function footTopOf({ page }: PDFKit.PDFDocument): number {
  return page.height - PAGE.frame - QR_SIZE - 40;
}

function drawFoot(document: PDFKit.PDFDocument, certificate: Certificate): void {
  const top = footTopOf(document);
  drawQrCode(document, certificate.verifyUrl, PAGE.left, top);
  const textLeft = PAGE.left + QR_SIZE + 20;
  const width = PAGE.width - QR_SIZE - 20;
  document.font("bold").fontSize(12).fillColor(INK);
  document.text(certificate.office, textLeft, top + 4, { width, align: "right" });
  document.font("regular").fontSize(11).text(dayInWords(certificate.registeredOn), { width, align: "right" });
  document.fontSize(9).fillColor(MUTED);
  document.text(
    "扫描二维码，或在登记核验页面输入登记编号，可核对本证明是否真实、现行有效。登记变更、注销或撤销后，本证明不再有效，以核验结果为准。",
    textLeft,
    top + QR_SIZE - 44,
    { width, lineGap: 2, link: certificate.verifyUrl },
  );
}

function drawQrCode(document: PDFKit.PDFDocument, text: string, left: number, top: number): void {
  const { modules } = createQrCode(text);
  const side = QR_SIZE / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) document.rect(left + column * side, top + row * side, side, side);
    }
  }
  document.fill(INK);
}
