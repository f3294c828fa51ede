import { type DeclineStatistics, dayOf, declineReasons } from "@market/shared";
import type { Language } from "../errors.ts";
import type { Table } from "../spreadsheet/table.ts";

const words = {
  counts: { zh: "谢绝原因", en: "Reasons" },
  list: { zh: "谢绝明细", en: "Declined introductions" },
  definition: { zh: "统计口径", en: "Definition" },
  month: { zh: "月份", en: "Month" },
  reason: { zh: "原因", en: "Reason" },
  count: { zh: "次数", en: "Times" },
  total: { zh: "合计", en: "Total" },
  day: { zh: "谢绝日期", en: "Declined on" },
  text: { zh: "成果或需求", en: "Result or need" },
  note: { zh: "说明", en: "Words" },
} as const;

/** The figures, the sentences behind them, and what was counted. */
export function declineTables({ total, groups, definition }: DeclineStatistics, language: Language): Table[] {
  const word = (name: keyof typeof words) => words[name][language];
  const reasonOf = (reason: string) =>
    declineReasons.entries.find(({ code }) => code === reason)?.[language] ?? reason;
  return [
    {
      sheet: word("counts"),
      columns: [
        { title: word("month"), width: 12 },
        { title: word("reason"), width: 36 },
        { title: word("count"), width: 10 },
      ],
      rows: [
        ...groups.map(({ month, reason, count }) => [{ month }, reasonOf(reason), { count }]),
        [word("total"), null, { count: total }],
      ],
    },
    {
      sheet: word("list"),
      columns: [
        { title: word("day"), width: 14 },
        { title: word("reason"), width: 36 },
        { title: word("text"), width: 40 },
        { title: word("note"), width: 60 },
      ],
      rows: groups.flatMap(({ reason, declines }) =>
        declines.map(({ at, note, text }) => [
          { day: dayOf(new Date(at)) },
          reasonOf(reason),
          text.title,
          note,
        ]),
      ),
    },
    { sheet: word("definition"), columns: [{ title: word("definition"), width: 100 }], rows: [[definition]] },
  ];
}
