import { BODY_MAX_LENGTH, cooperation, TITLE_MAX_LENGTH } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Types } from "mongoose";
import type { Caller } from "../caller.ts";
import { parseAmount, parseDay, parseText } from "../import/cell-parsers.ts";
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

/** What the description has room for besides its two appended parts' own words. */
const PART_MAX_LENGTH = Math.floor(BODY_MAX_LENGTH / 4);

/** The columns of a list of needs, by the headings that enterprises and parks use. */
const demandColumns = {
  number: {
    header: "编号",
    aliases: ["需求编号"],
    isRequired: false,
    hint: "本单位自己的需求编号；有编号的行再次导入时据此识别",
    example: "XQ-2026-007",
  },
  title: {
    header: "需求名称",
    aliases: ["名称"],
    isRequired: true,
    hint: `不超过${TITLE_MAX_LENGTH}字`,
    example: "空调外机低频噪声控制",
  },
  problem: {
    header: "拟解决的技术难题",
    aliases: ["技术难题", "需求描述", "需求简介"],
    isRequired: true,
    hint: "写明现象、工况和已经试过的办法",
    example: "后半夜低频段外机嗡嗡响，换过减振垫无效。",
  },
  indicators: {
    header: "技术指标",
    aliases: ["主要技术指标"],
    isRequired: false,
    hint: "目标值、单位与测试条件；并入需求描述",
    example: "1 m 处 A 计权声压级不高于 42 dB",
  },
  conditions: {
    header: "现有基础条件",
    aliases: ["现有基础"],
    isRequired: false,
    hint: "已有的设备、样机、数据；并入需求描述",
    example: "有半消声室和三台样机",
  },
  keywords: textColumns.keywords,
  field: textColumns.field,
  budget: {
    header: "预算（元）",
    aliases: ["研发预算（元）"],
    isRequired: false,
    hint: "单位为元，最多两位小数；面议可留空",
    example: "860000",
  },
  minTrl: {
    header: "目标成熟度",
    aliases: ["目标TRL"],
    isRequired: false,
    hint: "要求成果至少达到的技术成熟度，1 至 9；留空为不限（按 1 级）",
    example: "6",
  },
  cooperation: {
    header: "合作方式",
    isRequired: true,
    hint: `用顿号分开：${labelsOf(cooperation)}`,
    example: "技术开发、技术服务",
  },
  deadline: {
    header: "有效期",
    aliases: ["截止日期", "需求截止日期"],
    isRequired: true,
    hint: "年-月-日，不早于今天；也可为 Excel 日期",
    example: "2099-12-31",
  },
  visibility: textColumns.visibility,
  contact: textColumns.contact,
} as const satisfies Record<string, ImportColumn>;
type DemandColumn = keyof typeof demandColumns;

/** Needs from an enterprise's own sheet, as its drafts. */
export function demandImport(
  models: Models,
  caller: Caller,
  runId: Types.ObjectId,
): ImportKind<DemandColumn, ImportedText> {
  return {
    ...demandTemplate,
    parseRow: parseDemand,
    bringIn: (rows, tally) => bringInTexts(models, caller, "demand", runId, rows, tally),
  };
}

export const demandTemplate = { sheetName: "技术需求", fileName: "demands", columns: demandColumns };

function parseDemand(
  cells: ImportCells<DemandColumn>,
  today: string,
): { record: ImportedText } | { problems: CellProblem<DemandColumn>[] } {
  const reader = new RowReader<DemandColumn>(cells);
  const number = reader.optional("number", parseText(NUMBER_MAX_LENGTH));
  const text = {
    title: reader.required("title", parseText(TITLE_MAX_LENGTH)),
    description: readDescription(reader),
    ...readTextCells(reader),
    budgetFen: reader.optional("budget", orNegotiable(parseAmount)),
    minTrl: reader.optional("minTrl", parseLevel) ?? 1,
    cooperation: reader.required("cooperation", parseCooperation),
    deadline: reader.required("deadline", parseDay),
  };
  if (text.deadline !== null && text.deadline < today) {
    reader.problems.push({ column: "deadline", message: "inPast" });
  }
  return reader.problems.length > 0 ? { problems: reader.problems } : { record: { number, text } };
}

/** One text from the three columns in which a need is usually told. */
function readDescription(reader: RowReader<DemandColumn>): string {
  const problem = reader.required("problem", parseText(BODY_MAX_LENGTH / 2));
  const parts = (["indicators", "conditions"] as const).map((column) => {
    const part = reader.optional(column, parseText(PART_MAX_LENGTH - 20));
    return part === null ? null : `${demandColumns[column].header}：${part}`;
  });
  return [problem, ...parts].filter((part) => part !== null).join("\n");
}

function parseLevel({ text }: SheetCell): Parsed<number> {
  return /^[1-9]$/.test(text) ? { value: Number(text) } : "invalidStage";
}
