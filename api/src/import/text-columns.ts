import { cooperation, fields, visibilities } from "@market/shared";
import { parseCode, parseList, parseText } from "./cell-parsers.ts";
import type { ImportColumn } from "./import-kind.ts";
import type { SheetCell } from "./read-sheet.ts";
import type { Parsed, RowReader } from "./row-reader.ts";

const KEYWORD_MAX_LENGTH = 64;
const MAX_KEYWORDS = 20;
const CONTACT_MAX_LENGTH = 300;
export const NUMBER_MAX_LENGTH = 60;

export function labelsOf({ entries }: { entries: readonly { zh: string }[] }): string {
  return entries.map(({ zh }) => zh).join("、");
}

/** Columns that needs and results have in common. */
export const textColumns = {
  keywords: {
    header: "关键词",
    aliases: ["关键字"],
    isRequired: false,
    hint: `用顿号或逗号分开，最多 ${MAX_KEYWORDS} 个`,
    example: "低频噪声、转矩补偿",
  },
  field: {
    header: "产业领域",
    aliases: ["所属领域", "领域", "行业"],
    isRequired: true,
    hint: labelsOf(fields),
    example: "智能家电",
  },
  visibility: {
    header: "公开范围",
    isRequired: false,
    hint: `${labelsOf(visibilities)}；留空为公开`,
    example: "公开",
  },
  contact: {
    header: "联系人",
    aliases: ["联系方式"],
    isRequired: false,
    hint: "姓名与电话或邮箱；对接双方被引荐后才可见",
    example: "王工 0532-80000000",
  },
} as const satisfies Record<string, ImportColumn>;

type TextColumn = keyof typeof textColumns;

/** Reads the cells that needs and results have in common. */
export function readTextCells(reader: Pick<RowReader<TextColumn>, "optional" | "required">) {
  const contact = reader.optional("contact", parseText(CONTACT_MAX_LENGTH));
  return {
    keywords: reader.optional("keywords", parseList(parseText(KEYWORD_MAX_LENGTH), MAX_KEYWORDS)) ?? [],
    field: reader.required("field", parseCode(fields)),
    visibility: reader.optional("visibility", parseCode(visibilities)) ?? "public",
    ...(contact !== null && { contact }),
  };
}

export const parseCooperation = parseList(parseCode(cooperation), cooperation.entries.length);

/** An amount; 面议, to be agreed, is none. */
export function orNegotiable(parse: (cell: SheetCell) => Parsed<number>) {
  return (cell: SheetCell): Parsed<number | null> => (cell.text === "面议" ? { value: null } : parse(cell));
}
