import { FenSchema } from "@market/shared";
import { Compile } from "typebox/compile";
import { parseYuan } from "../money/yuan.ts";
import type { SheetCell } from "./read-sheet.ts";
import type { CellParser, Parsed } from "./row-reader.ts";

const fen = Compile(FenSchema);
const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const LIST_SEPARATOR = /[、,，;；\n]+/;

export function parseText(maxLength: number): CellParser<string> {
  return ({ text }) => (text.length > maxLength ? "tooLong" : { value: text });
}

/** A code of a list, or its label in either language. */
export function parseCode<Code extends string>(vocabulary: {
  entries: readonly { code: Code; zh: string; en: string }[];
}): CellParser<Code> {
  return ({ text }) => {
    const entry = vocabulary.entries.find(({ code, zh, en }) => code === text || zh === text || en === text);
    return entry === undefined ? "unknownValue" : { value: entry.code };
  };
}

/** Several values in one cell, each once. */
export function parseList<T>(parse: CellParser<T>, maxItems: number): CellParser<T[]> {
  return ({ text }) => {
    const items = new Set(
      text
        .split(LIST_SEPARATOR)
        .map((item) => item.trim())
        .filter((item) => item !== ""),
    );
    if (items.size > maxItems) return "tooMany";
    const values: T[] = [];
    for (const item of items) {
      const parsed = parse({ text: item, isNumeric: false });
      if (typeof parsed === "string") return parsed;
      values.push(parsed.value);
    }
    return { value: values };
  };
}

export function parseAmount({ text }: SheetCell): Parsed<number> {
  const amountFen = parseYuan(text);
  if (amountFen === null) return "invalidAmount";
  return fen.Check(amountFen) ? { value: amountFen } : "amountTooLarge";
}

export function parseDay({ text }: SheetCell): Parsed<string> {
  const match = DAY.exec(text);
  if (match === null) return "invalidDay";
  const [, year = "", month = "", day = ""] = match;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const instant = new Date(`${iso}T00:00:00.000Z`);
  // 31 April is read as 1 May.
  const isReal = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(iso);
  return isReal ? { value: iso } : "invalidDay";
}
