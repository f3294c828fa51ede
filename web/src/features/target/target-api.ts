import type { Page, TargetRecord, Targets } from "@market/shared";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../app/http.ts";

const TARGETS_PATH = "/api/statistics/targets";

export function targetsQuery(year: number) {
  return queryOptions({
    queryKey: ["targets", year],
    queryFn: ({ signal }) => request<Targets>(TARGETS_PATH, { query: { year }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function targetRecordsQuery(target: string, year: number, page: number) {
  return queryOptions({
    queryKey: ["targets", year, target, page],
    queryFn: ({ signal }) =>
      request<Page<TargetRecord>>(`${TARGETS_PATH}/${target}/records`, { query: { year, page }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function targetsFilePath(format: "csv" | "xlsx"): string {
  return `${TARGETS_PATH}.${format}`;
}
