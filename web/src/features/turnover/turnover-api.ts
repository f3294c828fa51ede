import type {
  BrokerTurnover,
  BrokerTurnoverQuery,
  Turnover,
  TurnoverQuery,
  TurnoverRecords,
  TurnoverRecordsQuery,
} from "@market/shared";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../app/http.ts";
import type { Language } from "../../i18n/language.ts";

const TURNOVER_PATH = "/api/statistics/turnover";

/** The definition comes in the reader's language, which is why it is part of the key. */
export function turnoverQuery(query: TurnoverQuery, language: Language) {
  return queryOptions({
    queryKey: ["turnover", query, language],
    queryFn: ({ signal }) => request<Turnover>(pathWith(TURNOVER_PATH, query), { signal }),
    placeholderData: keepPreviousData,
  });
}

/** A page of the records behind a figure. */
export function turnoverRecordsQuery(query: TurnoverRecordsQuery, language: Language) {
  return queryOptions({
    queryKey: ["turnover-records", query, language],
    queryFn: ({ signal }) =>
      request<TurnoverRecords>(pathWith(`${TURNOVER_PATH}/records`, query), { signal }),
    placeholderData: keepPreviousData,
  });
}

/** The signed-in broker's own turnover. */
export function ownTurnoverQuery(query: BrokerTurnoverQuery, language: Language) {
  return queryOptions({
    queryKey: ["turnover", "own", query, language],
    queryFn: ({ signal }) => request<BrokerTurnover>("/api/brokers/me/turnover", { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function turnoverFilePath(format: "csv" | "xlsx", query: TurnoverQuery): string {
  return pathWith(`${TURNOVER_PATH}.${format}`, query);
}

export function recordsFilePath(format: "csv" | "xlsx", query: TurnoverRecordsQuery): string {
  return pathWith(`${TURNOVER_PATH}/records.${format}`, query);
}

/** Written out here: an empty key means “not stated”, where other queries leave empty values out. */
function pathWith(path: string, query: TurnoverRecordsQuery): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return `${path}?${search}`;
}
