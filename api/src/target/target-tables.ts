import type { ServicePointLedger, Target, Targets } from "@market/shared";
import type { Language } from "../errors.ts";
import type { Table, TableCell } from "../spreadsheet/table.ts";

const words = {
  targets: { zh: "计划指标", en: "Targets" },
  target: { zh: "指标", en: "Target" },
  measure: { zh: "计划条目", en: "Measure" },
  due: { zh: "本年应达", en: "Due this year" },
  actual: { zh: "实际", en: "Actual" },
  share: { zh: "完成比例", en: "Reached" },
  rule: { zh: "计数规则", en: "Counting rule" },
  ledger: { zh: "服务点台账", en: "Service points" },
  name: { zh: "服务点", en: "Service point" },
  code: { zh: "代码", en: "Code" },
  count: { zh: "项数", en: "Contracts" },
  totalFen: { zh: "成交额（元）", en: "Turnover (yuan)" },
  technologyTotalFen: { zh: "技术交易额（元）", en: "Technology amount (yuan)" },
  previousCount: { zh: "上年项数", en: "Contracts, year before" },
  previousTotalFen: { zh: "上年成交额（元）", en: "Turnover, year before (yuan)" },
  growth: { zh: "同比", en: "Growth" },
  registered: { zh: "当年新登记", en: "Registered in the year" },
  corrected: { zh: "变更与注销撤销", en: "Corrections" },
  total: { zh: "合计", en: "Total" },
  definitions: { zh: "统计口径", en: "Definitions" },
  item: { zh: "项目", en: "Item" },
  text: { zh: "说明", en: "Text" },
  year: { zh: "年度", en: "Year" },
  asOf: { zh: "统计时点", en: "As of" },
  source: { zh: "计划文件", en: "Plan" },
  support: { zh: "奖补提示", en: "Support" },
} as const;
type Word = keyof typeof words;

/** The plan's counters with their rules, and where they come from. */
export function targetTables(targets: Targets, language: Language): Table[] {
  const say = (word: Word) => words[word][language];
  return [
    {
      sheet: say("targets"),
      columns: [
        { title: say("target"), width: 26 },
        { title: say("measure"), width: 10 },
        { title: say("due"), width: 22 },
        { title: say("actual"), width: 22 },
        { title: say("share"), width: 12 },
        { title: say("rule"), width: 100 },
      ],
      rows: targets.targets.map((target) => [
        target.label[language],
        target.measure,
        amountOf(target, target.due),
        amountOf(target, target.actual),
        { share: target.due === 0 ? 0 : target.actual / target.due },
        target.rule[language],
      ]),
    },
    definitionTable(
      [
        ["year", String(targets.year)],
        ["asOf", targets.asOf],
        ["source", `${targets.source} (${targets.validFrom})`],
      ],
      language,
    ),
  ];
}

/** The ledger of service points with its sum and definition. */
export function ledgerTables(ledger: ServicePointLedger, language: Language): Table[] {
  const say = (word: Word) => words[word][language];
  return [
    {
      sheet: say("ledger"),
      columns: [
        { title: say("name"), width: 34 },
        { title: say("code"), width: 8 },
        ...ledgerColumns.map((word) => ({ title: say(word), width: 20 })),
      ],
      rows: [
        ...ledger.points.map((point) => [point.name, point.code, ...figuresOf(point)]),
        [say("total"), null, ...figuresOf(ledger.total)],
      ],
    },
    definitionTable(
      [
        ["year", String(ledger.year)],
        ["asOf", ledger.asOf],
        ["definitions", ledger.definition[language]],
        ["support", ledger.support.note[language]],
        ["source", `${ledger.support.source} ${ledger.support.measure}`],
      ],
      language,
    ),
  ];
}

const ledgerColumns = [
  "count",
  "totalFen",
  "technologyTotalFen",
  "previousCount",
  "previousTotalFen",
  "growth",
  "registered",
  "corrected",
] as const satisfies Word[];

function figuresOf(figures: ServicePointLedger["total"]): TableCell[] {
  return [
    { count: figures.count },
    { fen: figures.totalFen },
    { fen: figures.technologyTotalFen },
    { count: figures.previousCount },
    { fen: figures.previousTotalFen },
    figures.growth === null ? null : { share: figures.growth },
    { count: figures.registered },
    { count: figures.corrected },
  ];
}

function amountOf({ unit }: Target, amount: number): TableCell {
  return unit === "fen" ? { fen: amount } : { count: amount };
}

function definitionTable(rows: [Word, string][], language: Language): Table {
  return {
    sheet: words.definitions[language],
    columns: [
      { title: words.item[language], width: 16 },
      { title: words.text[language], width: 100 },
    ],
    rows: rows.map(([word, text]) => [words[word][language], text]),
  };
}
