import type { ImportKindName, ImportRun, Page, PublishedImport } from "@market/shared";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "../../app/http.ts";

const IMPORTS_PATH = "/api/imports";
/** How often an import under way is asked after. */
const FOLLOW_EVERY_MS = 1000;

export function importPath(kind: ImportKindName): string {
  return `${IMPORTS_PATH}/${kind}`;
}

export function importErrorsPath(runId: string): string {
  return `${IMPORTS_PATH}/${runId}/errors.csv`;
}

/** An import, asked after until it is over. */
export function importRunQuery(runId: string) {
  return queryOptions({
    queryKey: ["imports", "run", runId],
    queryFn: ({ signal }) => request<ImportRun>(`${IMPORTS_PATH}/${runId}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? FOLLOW_EVERY_MS : false),
  });
}

export function importRunsQuery(kind: ImportKindName) {
  return queryOptions({
    queryKey: ["imports", "list", kind],
    queryFn: ({ signal }) =>
      request<Page<ImportRun>>(IMPORTS_PATH, { query: { kind, pageSize: 10 }, signal }),
  });
}

export function useStartImport(kind: ImportKindName) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.set("file", file);
      return request<ImportRun>(importPath(kind), { method: "POST", body, respondAsync: true });
    },
    onSuccess: (run) => {
      queryClient.setQueryData(importRunQuery(run.id).queryKey, run);
      return queryClient.invalidateQueries({ queryKey: ["imports", "list"] });
    },
  });
}

export function usePublishImport() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (runId: string) =>
      request<PublishedImport>(`${IMPORTS_PATH}/${runId}/publish`, { method: "POST" }),
    onSuccess: () =>
      Promise.all(["results", "demands"].map((key) => queryClient.invalidateQueries({ queryKey: [key] }))),
  });
}
