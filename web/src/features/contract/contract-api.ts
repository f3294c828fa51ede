import type {
  AmendContract,
  Contract,
  ContractPrefill,
  ContractQuery,
  CreateContract,
  DisputeContract,
  GroundedDecision,
  Page,
  ReviewContract,
  SubmitContract,
  UpdateContract,
  VoidContract,
} from "@market/shared";
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "../../app/http.ts";

const contractsKey = "contracts";

export function contractQuery(id: string) {
  return queryOptions({
    queryKey: [contractsKey, "one", id],
    queryFn: ({ signal }) => request<Contract>(`/api/contracts/${id}`, { signal }),
  });
}

export function contractsQuery(query: ContractQuery) {
  return queryOptions({
    queryKey: [contractsKey, "list", query],
    queryFn: ({ signal }) => request<Page<Contract>>("/api/contracts", { query, signal }),
    placeholderData: keepPreviousData,
  });
}

/** What the market proposes for a new contract, read anew for each form. */
export function prefillQuery(pairing: string | null) {
  return queryOptions({
    queryKey: [contractsKey, "prefill", pairing],
    queryFn: ({ signal }) =>
      request<ContractPrefill>("/api/contracts/prefill", { query: { pairing }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export function createContract(contract: CreateContract, idempotencyKey: string): Promise<Contract> {
  return request<Contract>("/api/contracts", { method: "POST", body: contract, idempotencyKey });
}

export function updateContract(id: string, changes: UpdateContract): Promise<Contract> {
  return request<Contract>(`/api/contracts/${id}`, { method: "PATCH", body: changes });
}

/** An act on a contract with the words that go with it. */
export type ContractMove =
  | { act: "submit"; words: SubmitContract }
  | { act: "accept" | "register" }
  | { act: "return" | "refuse"; words: GroundedDecision }
  | { act: "review" | "reviewAmendment"; words: ReviewContract }
  | { act: "dispute"; words: DisputeContract }
  | { act: "amend" | "proposeAmendment"; words: AmendContract }
  | { act: "void"; words: VoidContract };

/** Where an act is sent, if not under its own name. */
const pathOfAct: Partial<Record<ContractMove["act"], string>> = {
  proposeAmendment: "amendments",
  reviewAmendment: "amendments/review",
};

export function actOnContract(id: string, move: ContractMove): Promise<Contract> {
  return request<Contract>(`/api/contracts/${id}/${pathOfAct[move.act] ?? move.act}`, {
    method: "POST",
    body: "words" in move ? move.words : {},
  });
}

export function useActOnContract(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (move: ContractMove) => actOnContract(id, move),
    onSuccess: (contract) => queryClient.setQueryData(contractQuery(id).queryKey, contract),
    // After a refusal too: the page shows a status that is no longer so.
    onSettled: () => queryClient.invalidateQueries({ queryKey: [contractsKey] }),
  });
}

export function useDeleteContract(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>(`/api/contracts/${id}`, { method: "DELETE" }),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: contractQuery(id).queryKey });
      return queryClient.invalidateQueries({ queryKey: [contractsKey] });
    },
  });
}
