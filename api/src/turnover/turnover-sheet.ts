import type { Turnover, TurnoverDimension, TurnoverRecord, TurnoverSums } from "@market/shared";
import type { Language } from "../errors.ts";
import type { Table, TableCell } from "../spreadsheet/table.ts";
import { headingOf } from "./turnover-labels.ts";
import type { TurnoverQuestion } from "./turnover-question.ts";

const words = {
  count: { zh: "项数", en: "Contracts" },
  totalFen: { zh: "成交额（元）", en: "Turnover (yuan)" },
  technologyTotalFen: { zh: "技术交易额（元）", en: "Technology amount (yuan)" },
  share: { zh: "占比", en: "Share" },
  rank: { zh: "位次", en: "Rank" },
  previousCount: { zh: "上年同期项数", en: "Contracts a year earlier" },
  previousFen: { zh: "上年同期成交额（元）", en: "Turnover a year earlier (yuan)" },
  previousTechnologyFen: { zh: "上年同期技术交易额（元）", en: "Technology amount a year earlier (yuan)" },
  growth: { zh: "成交额同比", en: "Turnover, year on year" },
  corrections: { zh: "其中更正（元）", en: "Of which corrections (yuan)" },
  total: { zh: "合计", en: "Total" },
  inside: { zh: "其中买卖双方均在本市", en: "Of which between parties in the city" },
  turnover: { zh: "成交额", en: "Turnover" },
  records: { zh: "成交明细", en: "Records" },
  definition: { zh: "统计口径", en: "Definition" },
  item: { zh: "项目", en: "Item" },
  meaning: { zh: "说明", en: "Meaning" },
  period: { zh: "统计期间", en: "Period" },
  comparedPeriod: { zh: "同比期间", en: "Compared with" },
  asOf: { zh: "统计时点（北京时间）", en: "As of (Asia/Shanghai)" },
  comparedAsOf: { zh: "同比统计时点（北京时间）", en: "Compared as of (Asia/Shanghai)" },
  plan: { zh: "计划线", en: "Plan's line" },
  number: { zh: "登记编号", en: "Registration number" },
  title: { zh: "合同名称", en: "Title" },
  kind: { zh: "记录类别", en: "Kind" },
  at: { zh: "记录时间（北京时间）", en: "At (Asia/Shanghai)" },
  registeredOn: { zh: "登记日期", en: "Registered on" },
  signedOn: { zh: "签订日期", en: "Signed on" },
} as const;
type Word = keyof typeof words;

const kindWords: Record<TurnoverRecord["kind"], (sign: number) => Record<Language, string>> = {
  registration: () => ({ zh: "登记", en: "Registration" }),
  amendment: (sign) =>
    sign === 1
      ? { zh: "变更：计入新数", en: "Amendment: new terms" }
      : { zh: "变更：冲减原数", en: "Amendment: old terms taken back" },
  void: () => ({ zh: "注销或撤销：冲减", en: "Cancellation or revocation" }),
};

/** A table of turnover, and a sheet that says what was counted, when and how. */
export function turnoverTables(turnover: Turnover, question: TurnoverQuestion, language: Language): Table[] {
  const { by } = question;
  const word = (name: Word) => words[name][language];
  const isCompared = turnover.comparison !== null;
  const column = (name: Word, width: number) => ({ title: word(name), width });
  const amounts = (sums: TurnoverSums): TableCell[] => [
    { count: sums.count },
    { fen: sums.totalFen },
    { fen: sums.technologyTotalFen },
  ];
  const earlier = (sums: TurnoverSums, previous: TurnoverSums | null): TableCell[] =>
    previous === null ? [] : [...amounts(previous), growthCell(sums, previous)];
  const labels = (...cells: TableCell[]) => by.map((_, index) => cells[index] ?? null);
  return [
    {
      sheet: word("turnover"),
      columns: [
        ...by.map((dimension) => ({ title: headingOf(dimension, language), width: 24 })),
        column("count", 10),
        column("totalFen", 22),
        column("technologyTotalFen", 22),
        column("share", 10),
        column("rank", 8),
        column("corrections", 20),
        ...(isCompared
          ? [
              column("previousCount", 14),
              column("previousFen", 22),
              column("previousTechnologyFen", 24),
              column("growth", 14),
            ]
          : []),
      ],
      rows: [
        ...turnover.groups.map((group) => [
          ...by.map((dimension) =>
            keyCell(dimension, group.key[dimension] ?? "", group.label[dimension] ?? ""),
          ),
          ...amounts(group),
          group.share === null ? null : { share: group.share },
          { count: group.rank },
          { fen: group.corrections.totalFen },
          ...earlier(group, group.previous),
        ]),
        [
          ...labels(word("total")),
          ...amounts(turnover),
          null,
          null,
          { fen: turnover.corrections.totalFen },
          ...earlier(turnover, turnover.comparison),
        ],
        ...(by.length === 0 ? [] : [[...labels(word("inside")), ...amounts(turnover.inside)]]),
      ],
    },
    definitionTable(turnover, question, language),
  ];
}

/** The lines behind a figure, signs and all, and the definition. */
export function turnoverRecordsTables(
  records: readonly TurnoverRecord[],
  answer: Pick<Turnover, "definition" | "asOf" | "narrowedTo">,
  question: TurnoverQuestion,
  language: Language,
): Table[] {
  const word = (name: Word) => words[name][language];
  const described = ["type", "field", "seller", "buyer", "district", "flow"] as const;
  return [
    {
      sheet: word("records"),
      columns: [
        { title: word("number"), width: 20 },
        { title: word("title"), width: 40 },
        { title: word("kind"), width: 24 },
        { title: word("at"), width: 22 },
        { title: word("registeredOn"), width: 14 },
        { title: word("signedOn"), width: 14 },
        ...described.map((dimension) => ({ title: headingOf(dimension, language), width: 20 })),
        { title: word("totalFen"), width: 22 },
        { title: word("technologyTotalFen"), width: 22 },
      ],
      rows: records.map((record) => [
        record.contract.number ?? "",
        record.contract.title,
        kindWords[record.kind](record.sign)[language],
        { instant: new Date(record.at) },
        { day: record.registeredOn },
        { day: record.signedOn },
        ...described.map((dimension) => record.label[dimension] ?? ""),
        { fen: record.amountFen },
        { fen: record.technologyAmountFen },
      ]),
    },
    definitionTable({ ...answer, comparison: null, plan: null }, question, language),
  ];
}

type Defined = Pick<Turnover, "definition" | "asOf" | "narrowedTo" | "comparison"> & {
  plan: Turnover["plan"] | null;
};

function definitionTable(answer: Defined, question: TurnoverQuestion, language: Language): Table {
  const word = (name: Word) => words[name][language];
  const { comparison, plan } = answer;
  return {
    sheet: word("definition"),
    columns: [
      { title: word("item"), width: 28 },
      { title: word("meaning"), width: 100 },
    ],
    rows: [
      [word("definition"), answer.definition],
      [word("period"), `${question.from ?? "…"} – ${question.to ?? "…"}`],
      [word("asOf"), { instant: new Date(answer.asOf) }],
      ...answer.narrowedTo.map(({ dimension, label }): TableCell[] => [
        headingOf(dimension, language),
        label,
      ]),
      ...(comparison === null
        ? []
        : [
            [word("comparedPeriod"), `${comparison.from} – ${comparison.to}`],
            [word("comparedAsOf"), { instant: new Date(comparison.asOf) }],
          ]),
      ...(plan === null ? [] : [[word("plan"), plan.definition]]),
    ],
  };
}

/** Months are real dates, so that a sheet can sort and draw them. */
function keyCell(dimension: TurnoverDimension, key: string, label: string): TableCell {
  return dimension === "month" && key !== "" ? { month: key } : label;
}

function growthCell({ totalFen }: TurnoverSums, previous: TurnoverSums): TableCell {
  return previous.totalFen <= 0 ? null : { share: totalFen / previous.totalFen - 1 };
}
