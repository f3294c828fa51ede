import type { ReasonsSetting, UpdateReasonsSetting } from "@market/shared";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "../../app/http.ts";

export const reasonsSettingQuery = queryOptions({
  queryKey: ["reasons-setting"],
  queryFn: ({ signal }) => request<ReasonsSetting>("/api/admin/reasons", { signal }),
});

export function useUpdateReasonsSetting() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateReasonsSetting) =>
      request<ReasonsSetting>("/api/admin/reasons", { method: "PATCH", body }),
    onSuccess: (setting) => queryClient.setQueryData(reasonsSettingQuery.queryKey, setting),
  });
}
