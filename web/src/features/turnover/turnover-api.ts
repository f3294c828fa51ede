import type { Turnover, TurnoverQuery } from "@market/shared";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../app/http.ts";
import type { Language } from "../../i18n/language.ts";

const TURNOVER_PATH = "/api/statistics/turnover";

/** The definition comes in the reader's language, which is why it is part of the key. */
export function turnoverQuery(query: TurnoverQuery, language: Language) {
  return queryOptions({
    queryKey: ["turnover", query, language],
    queryFn: ({ signal }) => request<Turnover>(TURNOVER_PATH, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function turnoverFilePath(format: "csv" | "xlsx"): string {
  return `${TURNOVER_PATH}.${format}`;
}
