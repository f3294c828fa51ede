import type { Contract, CreateContract, Findings } from "@market/shared";
import { keepPreviousData, queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { request } from "../../app/http.ts";
import { i18n } from "../../i18n/i18n.ts";

/** What the examination of a contract will stumble over; anew with each change, and in the reader's language. */
export function findingsQuery({ id, revision }: Pick<Contract, "id" | "revision">) {
  return queryOptions({
    queryKey: ["contracts", "findings", id, revision, i18n.language],
    queryFn: ({ signal }) => request<Findings>(`/api/contracts/${id}/findings`, { signal }),
  });
}

/** The findings of a contract that is still examined; after an act the last ones stay until the new ones are there. */
export function useContractFindings(contract: Contract | undefined) {
  const isExamined = contract !== undefined && examinedStatuses.includes(contract.status);
  return useQuery({
    ...findingsQuery(contract ?? { id: "", revision: 0 }),
    enabled: isExamined,
    placeholderData: keepPreviousData,
  });
}

/** The same for what stands in a form; `contract` where the form changes one. */
export function useCheckForm(contract: string | undefined) {
  return useMutation({
    mutationFn: (body: CreateContract) =>
      request<Findings>("/api/contracts/findings", { method: "POST", body, query: { contract } }),
  });
}

/** Statuses in which there is something to put right or to examine. */
export const examinedStatuses: readonly Contract["status"][] = ["draft", "submitted", "accepted", "returned"];
