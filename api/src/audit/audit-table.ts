import { type AuditEntry, roles } from "@market/shared";
import type { Language } from "../errors.ts";
import type { Table } from "../spreadsheet/table.ts";

const headings: Record<Language, readonly (readonly [title: string, width: number])[]> = {
  zh: [
    ["时间（UTC）", 26],
    ["操作人", 18],
    ["角色", 14],
    ["操作", 18],
    ["对象类型", 12],
    ["对象", 40],
    ["对象标识", 26],
    ["理由", 18],
    ["说明", 40],
    ["变更前后", 60],
  ],
  en: [
    ["Time (UTC)", 26],
    ["Who", 18],
    ["Role", 14],
    ["Act", 18],
    ["Kind", 12],
    ["Record", 40],
    ["Record id", 26],
    ["Reason", 18],
    ["Note", 40],
    ["Before and after", 60],
  ],
};

/** Acts as a sheet to take away. */
export function auditTable(entries: AuditEntry[], language: Language): Table {
  return {
    sheet: language === "zh" ? "操作记录" : "Audit",
    columns: headings[language].map(([title, width]) => ({ title, width })),
    rows: entries.map(({ at, actor, act, subject, reason, note, changes = [] }) => [
      at,
      actor.name,
      roles.entries.find(({ code }) => code === actor.role)?.[language] ?? actor.role,
      act,
      subject.kind,
      subject.title,
      subject.id,
      reason ?? null,
      note,
      changes.map(({ path, before, after }) => `${path}: ${wordOf(before)} → ${wordOf(after)}`).join("; "),
    ]),
  };
}

function wordOf(value: NonNullable<AuditEntry["changes"]>[number]["before"]): string {
  if (value === null) return "—";
  return Array.isArray(value) ? value.join(", ") : String(value);
}
