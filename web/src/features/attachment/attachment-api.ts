import type { Attachment, AttachmentKind, Problem } from "@market/shared";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ProblemError, request } from "../../app/http.ts";
import { i18n } from "../../i18n/i18n.ts";
import { contractQuery } from "../contract/contract-api.ts";

export function attachmentUrl(contractId: string, attachmentId: string): string {
  return `/api/contracts/${contractId}/attachments/${attachmentId}`;
}

export function useDetach(contractId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (attachmentId: string) =>
      request<void>(attachmentUrl(contractId, attachmentId), { method: "DELETE" }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: contractQuery(contractId).queryKey }),
  });
}

/** A file on its way; the same key with every attempt, so that it is attached once. */
export interface Upload {
  key: string;
  file: File;
  kind: AttachmentKind;
}

/**
 * Sends a file once. By XMLHttpRequest, since `fetch` does not tell how much of a body has been sent.
 *
 * @param onProgress told the part sent, from 0 to 1
 * @throws {ProblemError} when the server refuses; another error when it does not answer
 */
export function sendFile(
  contractId: string,
  { key, file, kind }: Upload,
  onProgress: (part: number) => void,
): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open("POST", `/api/contracts/${contractId}/attachments`);
    sending.setRequestHeader("accept-language", i18n.language);
    sending.setRequestHeader("idempotency-key", key);
    sending.responseType = "json";
    sending.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
    sending.addEventListener("error", () => reject(new Error(i18n.t("app:error.unreachable"))));
    sending.addEventListener("load", () => {
      if (sending.status === 201) resolve(sending.response as Attachment);
      else reject(errorOf(sending.status, sending.response as Problem | null));
    });
    const form = new FormData();
    form.append("kind", kind);
    form.append("file", file);
    sending.send(form);
  });
}

// A proxy in front of the api answers in its own words, if any.
function errorOf(status: number, problem: Problem | null): Error {
  return typeof problem?.detail === "string"
    ? new ProblemError(problem)
    : new Error(i18n.t("app:error.unexpectedAnswer", { status }));
}
