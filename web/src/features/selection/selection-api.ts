import type { Result, Select } from "@market/shared";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "../../app/http.ts";

/** An official's decision on a nominated result. */
export function useSelectResult(resultId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Select) =>
      request<Result>(`/api/results/${resultId}/select`, { method: "POST", body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["results"] }),
  });
}
