import type { MonthlyReport } from "@market/shared";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../app/http.ts";
import type { Language } from "../../i18n/language.ts";

const REPORT_PATH = "/api/reports/monthly";

/** The definitions come in the reader's language, which is why it is part of the key. */
export function monthlyReportQuery(month: string, language: Language) {
  return queryOptions({
    queryKey: ["turnover", "monthly-report", month, language],
    queryFn: ({ signal }) => request<MonthlyReport>(REPORT_PATH, { query: { month }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function monthlyReportFilePath(format: "csv" | "xlsx"): string {
  return `${REPORT_PATH}.${format}`;
}
