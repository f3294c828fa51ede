import type { AuditEntry, Page } from "@market/shared";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type QueryValues, request } from "../../app/http.ts";

const AUDIT_PATH = "/api/admin/audit";

export function auditQuery(query: QueryValues) {
  return queryOptions({
    queryKey: ["audit", query],
    queryFn: ({ signal }) => request<Page<AuditEntry>>(AUDIT_PATH, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function auditFilePath(format: "csv" | "xlsx"): string {
  return `${AUDIT_PATH}.${format}`;
}
