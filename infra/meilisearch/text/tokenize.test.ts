import { expect, test } from "vitest";
import { tokenize } from "./tokenize.ts";

const words = (text: string): string[] =>
  tokenize(text)
    .filter(({ kind }) => kind === "word")
    .map(({ lemma }) => lemma);

test.each([
  ["traditional characters as simplified ones", "鈦合金", ["钛合金"]],
  ["full width as half width", "ＴＣ４", ["tc4"]],
  ["accents and case folded", "Café", ["cafe"]],
  ["a grade whole beside Chinese text", "316L不锈钢", ["316l", "不锈", "钢"]],
  ["the parts of a standard number", "GB/T 35544", ["gb", "t", "35544"]],
  ["a number with the script before it", "厚度 5mm", ["厚度", "5", "mm"]],
  ["a degree sign with the Latin letters", "80℃", ["80°c"]],
  ["a sign that separates nothing with its word", "pH<7", ["ph<7"]],
  ["a long word in dictionary words", "故障诊断系统", ["故障", "诊断", "系统"]],
])("tokenize gives %s", (_what, text, expected) => {
  expect(words(text)).toEqual(expected);
});

test("tokenize keeps the offsets of the original text", () => {
  const text = "鈦合金，ＴＣ４！";
  expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    "鈦合金",
    "，",
    "ＴＣ４",
    "！",
  ]);
});

test("tokenize tells the end of a sentence from a comma", () => {
  const separators = tokenize("膜，水。油").filter(({ kind }) => kind !== "word");
  expect(separators.map(({ lemma, kind }) => [lemma, kind])).toEqual([
    ["，", "soft"],
    ["。", "hard"],
  ]);
});
