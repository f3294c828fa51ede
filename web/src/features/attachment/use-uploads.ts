import { attachmentLimits } from "@market/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createIdempotencyKey, ProblemError } from "../../app/http.ts";
import { contractQuery } from "../contract/contract-api.ts";
import { sendFile, type Upload } from "./attachment-api.ts";

/** How long to wait before each further attempt when a line or a server fails for a while. */
const RETRY_DELAYS_MS = [1_000, 4_000, 10_000];
const PASSING_STATUSES = new Set([429, 503]);

/** An upload as it is shown; `error` once it is given up until the person tries again. */
export interface ShownUpload extends Upload {
  part: number;
  error: string | null;
}

/** The uploads of a page: begun, tried again by themselves where that may help, and taken off once they are through. */
export function useUploads(contractId: string) {
  const { t } = useTranslation("attachment");
  const queryClient = useQueryClient();
  const [uploads, setUploads] = useState<ShownUpload[]>([]);

  const change = (key: string, changes: Partial<ShownUpload>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload)));
  const dismiss = (key: string) => setUploads((all) => all.filter((upload) => upload.key !== key));

  const send = async (upload: Upload) => {
    change(upload.key, { part: 0, error: null });
    try {
      await sendPatiently(contractId, upload, (part) => change(upload.key, { part }));
      await queryClient.invalidateQueries({ queryKey: contractQuery(contractId).queryKey });
      dismiss(upload.key);
    } catch (error) {
      const faults = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
      const words =
        faults.length > 0
          ? faults.map(({ message }) => message).join("；")
          : String((error as Error).message);
      change(upload.key, { error: words });
    }
  };

  const begin = (file: File, kind: Upload["kind"]) => {
    const upload = { key: createIdempotencyKey(), file, kind };
    const error = file.size > attachmentLimits.fileBytes ? t("tooLarge") : null;
    setUploads((all) => [...all, { ...upload, part: 0, error }]);
    if (error === null) void send(upload);
  };

  return { uploads, begin, retry: (upload: Upload) => void send(upload), dismiss };
}

async function sendPatiently(
  contractId: string,
  upload: Upload,
  onProgress: (part: number) => void,
): Promise<void> {
  for (const delayMs of [...RETRY_DELAYS_MS, null]) {
    try {
      await sendFile(contractId, upload, onProgress);
      return;
    } catch (error) {
      const mayPass = !(error instanceof ProblemError) || PASSING_STATUSES.has(error.problem.status);
      if (!mayPass || delayMs === null) throw error;
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
}
