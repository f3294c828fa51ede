import type { ServicePointLedger } from "@market/shared";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../app/http.ts";

const LEDGER_PATH = "/api/statistics/service-points";

export function ledgerQuery(year: number) {
  return queryOptions({
    queryKey: ["service-point-ledger", year],
    queryFn: ({ signal }) => request<ServicePointLedger>(LEDGER_PATH, { query: { year }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function ledgerFilePath(format: "csv" | "xlsx"): string {
  return `${LEDGER_PATH}.${format}`;
}
