import {
  BODY_MAX_LENGTH,
  cooperation,
  ipKinds,
  ipStatuses,
  readinessByStage,
  TITLE_MAX_LENGTH,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Types } from "mongoose";
import type { Caller } from "../caller.ts";
import { parseAmount, parseList, parseText } from "../import/cell-parsers.ts";
import type { CellProblem, ImportCells, ImportColumn, ImportKind } from "../import/import-kind.ts";
import type { SheetCell } from "../import/read-sheet.ts";
import { type Parsed, RowReader } from "../import/row-reader.ts";
import {
  labelsOf,
  NUMBER_MAX_LENGTH,
  orNegotiable,
  parseCooperation,
  readTextCells,
  textColumns,
} from "../import/text-columns.ts";
import { bringInTexts, type ImportedText } from "../import/text-import.ts";

const MAX_IP_RIGHTS = 50;
const IP = /^(.+?)[（(](.+?)[）)]$/;

/** The columns of a portfolio of results, by the headings that institutions use. */
const resultColumns = {
  number: {
    header: "编号",
    aliases: ["成果编号"],
    isRequired: false,
    hint: "本单位自己的成果编号；有编号的行再次导入时据此识别",
    example: "KJ-2026-018",
  },
  title: {
    header: "成果名称",
    aliases: ["名称"],
    isRequired: true,
    hint: `不超过${TITLE_MAX_LENGTH}字`,
    example: "空调压缩机转矩补偿控制方法",
  },
  summary: {
    header: "简介",
    aliases: ["成果简介", "公开摘要", "摘要"],
    isRequired: true,
    hint: "写明解决什么问题、怎样解决、达到什么指标",
    example: "按转角补偿压缩机转矩脉动，外机低频噪声降低 4 dB(A)。",
  },
  advantages: {
    header: "优势与创新",
    aliases: ["创新点", "技术优势", "主要创新点"],
    isRequired: false,
    hint: "与现有技术相比的优势",
    example: "无需改动压缩机结构",
  },
  keywords: textColumns.keywords,
  field: textColumns.field,
  stage: {
    header: "所处阶段",
    aliases: ["成熟度", "技术成熟度", "TRL"],
    isRequired: true,
    hint: `${Object.entries(readinessByStage)
      .map(([stage, level]) => `${stage}（按 ${level} 级）`)
      .join("、")}；或 1 至 9 的技术成熟度（GB/T 22900）`,
    example: "通过中试",
  },
  ip: {
    header: "知识产权",
    aliases: ["知识产权情况"],
    isRequired: false,
    hint: `种类后括注状态，用顿号分开。种类：${labelsOf(ipKinds)}；状态：${labelsOf(ipStatuses)}`,
    example: "发明专利（授权）、软件著作权（登记）",
  },
  cooperation: {
    header: "拟转化方式",
    aliases: ["转化方式", "合作方式"],
    isRequired: true,
    hint: `用顿号分开：${labelsOf(cooperation)}`,
    example: "技术许可、技术开发",
  },
  price: {
    header: "价格（元）",
    aliases: ["转让价格（元）", "意向价格（元）"],
    isRequired: false,
    hint: "单位为元，最多两位小数；面议可留空",
    example: "850000",
  },
  visibility: textColumns.visibility,
  contact: textColumns.contact,
} as const satisfies Record<string, ImportColumn>;
type ResultColumn = keyof typeof resultColumns;

/** Results from an institution's own sheet, as its drafts. */
export function resultImport(
  models: Models,
  caller: Caller,
  runId: Types.ObjectId,
): ImportKind<ResultColumn, ImportedText> {
  return {
    ...resultTemplate,
    parseRow: parseResult,
    bringIn: (rows, tally) => bringInTexts(models, caller, "result", runId, rows, tally),
  };
}

export const resultTemplate = { sheetName: "科技成果", fileName: "results", columns: resultColumns };

function parseResult(
  cells: ImportCells<ResultColumn>,
): { record: ImportedText } | { problems: CellProblem<ResultColumn>[] } {
  const reader = new RowReader<ResultColumn>(cells);
  const number = reader.optional("number", parseText(NUMBER_MAX_LENGTH));
  const text = {
    title: reader.required("title", parseText(TITLE_MAX_LENGTH)),
    summary: reader.required("summary", parseText(BODY_MAX_LENGTH)),
    advantages: reader.optional("advantages", parseText(BODY_MAX_LENGTH)) ?? "",
    ...readTextCells(reader),
    trl: reader.required("stage", parseStage),
    ip: reader.optional("ip", parseList(parseIp, MAX_IP_RIGHTS)) ?? [],
    cooperation: reader.required("cooperation", parseCooperation),
    priceFen: reader.optional("price", orNegotiable(parseAmount)),
  };
  return reader.problems.length > 0 ? { problems: reader.problems } : { record: { number, text } };
}

function parseStage({ text }: SheetCell): Parsed<number> {
  const level =
    readinessByStage[text] ?? (/^(TRL)?\s*[1-9]级?$/i.test(text) ? Number(text.match(/[1-9]/)?.[0]) : null);
  return level === null ? "invalidStage" : { value: level };
}

function parseIp({ text }: SheetCell): Parsed<{ type: string; status: string }> {
  const [, kind, status] = IP.exec(text) ?? [];
  const type = ipKinds.entries.find(({ zh }) => zh === kind);
  const known = ipStatuses.entries.find(({ zh, code }) => zh === status || code === status);
  if (type === undefined || known === undefined) return "invalidIp";
  return { value: { type: type.code, status: known.code } };
}
