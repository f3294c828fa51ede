import type { MonthlyReport, ReportDimension, TurnoverSums } from "@market/shared";
import type { Language } from "../errors.ts";
import type { Table, TableCell } from "../spreadsheet/table.ts";
import { targetTables } from "../target/target-tables.ts";

const words = {
  summary: { zh: "成交额", en: "Turnover" },
  basis: { zh: "口径", en: "Basis" },
  period: { zh: "期间", en: "Period" },
  month: { zh: "本月", en: "Month" },
  yearToDate: { zh: "本年累计", en: "Year to date" },
  output: { zh: "输出（卖方在本市）", en: "Output (seller in the city)" },
  absorption: { zh: "吸纳（买方在本市）", en: "Absorption (buyer in the city)" },
  count: { zh: "项数", en: "Contracts" },
  totalFen: { zh: "成交额（元）", en: "Turnover (yuan)" },
  technologyTotalFen: { zh: "技术交易额（元）", en: "Technology amount (yuan)" },
  inside: { zh: "其中市内成交额（元）", en: "Of it inside the city (yuan)" },
  previous: { zh: "上年同期成交额（元）", en: "Same period a year before (yuan)" },
  growth: { zh: "同比", en: "Growth" },
  group: { zh: "名称", en: "Name" },
  corrections: { zh: "本月更正", en: "Corrections" },
  number: { zh: "登记编号", en: "Number" },
  title: { zh: "合同名称", en: "Title" },
  at: { zh: "更正时间（UTC）", en: "Corrected at (UTC)" },
  kind: { zh: "类型", en: "Kind" },
  counted: { zh: "原登记日期", en: "Registered on" },
  definition: { zh: "统计口径", en: "Definitions" },
  asOf: { zh: "统计时点", en: "As of" },
  item: { zh: "项目", en: "Item" },
  text: { zh: "说明", en: "Text" },
  type: { zh: "合同类型", en: "Type" },
  field: { zh: "产业领域", en: "Field" },
  district: { zh: "区市", en: "District" },
  institution: { zh: "机构", en: "Institution" },
  broker: { zh: "技术经纪人", en: "Broker" },
  amendment: { zh: "变更", en: "Amendment" },
  void: { zh: "注销或撤销", en: "Voiding" },
  registration: { zh: "登记", en: "Registration" },
} as const satisfies Record<string, Record<Language, string>> &
  Record<ReportDimension, Record<Language, string>>;

/** The report as sheets: turnover, breakdowns, corrections, targets, definitions. */
export function monthlyReportTables(report: MonthlyReport, language: Language): Table[] {
  const say = (word: keyof typeof words) => words[word][language];
  const heading = (...list: (keyof typeof words)[]) =>
    list.map((word) => ({ title: say(word), width: word === "title" || word === "group" ? 36 : 20 }));
  return [
    {
      sheet: say("summary"),
      columns: heading(
        "basis",
        "period",
        "count",
        "totalFen",
        "technologyTotalFen",
        "inside",
        "previous",
        "growth",
      ),
      rows: report.bases.flatMap(({ basis, ...periods }) =>
        (["month", "yearToDate"] as const).map((name): TableCell[] => {
          const { inside, previous, ...sums } = periods[name];
          const before = previous?.totalFen ?? 0;
          return [
            say(basis),
            say(name),
            ...cellsOf(sums),
            { fen: inside.totalFen },
            previous === null ? null : { fen: before },
            before > 0 ? { share: sums.totalFen / before - 1 } : null,
          ];
        }),
      ),
    },
    ...report.breakdowns.map(
      ({ dimension, rows }): Table => ({
        sheet: say(dimension),
        columns: [
          { title: say("group"), width: 36 },
          ...(["month", "yearToDate"] as const).flatMap((period) =>
            (["count", "totalFen", "technologyTotalFen"] as const).map((amount) => ({
              title: `${say(period)} ${say(amount)}`,
              width: 24,
            })),
          ),
        ],
        rows: rows.map(({ label, month, yearToDate }) => [label, ...cellsOf(month), ...cellsOf(yearToDate)]),
      }),
    ),
    {
      sheet: say("corrections"),
      columns: heading("number", "title", "kind", "at", "counted", "totalFen", "technologyTotalFen"),
      rows: report.corrections.map(({ contract, kind, at, registeredOn, amountFen, technologyAmountFen }) => [
        contract.number,
        contract.title,
        say(kind),
        at,
        registeredOn,
        { fen: amountFen },
        { fen: technologyAmountFen },
      ]),
    },
    ...targetTables(report.targets, language).slice(0, 1),
    {
      sheet: say("definition"),
      columns: [
        { title: say("item"), width: 30 },
        { title: say("text"), width: 100 },
      ],
      rows: [
        [say("month"), report.month],
        [say("asOf"), report.asOf],
        ...report.bases.map(({ basis, definition }) => [say(basis), definition]),
        [say("definition"), report.planDefinition],
      ],
    },
  ];
}

function cellsOf({ count, totalFen, technologyTotalFen }: TurnoverSums): TableCell[] {
  return [{ count }, { fen: totalFen }, { fen: technologyTotalFen }];
}
