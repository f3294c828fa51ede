import { Readable } from "node:stream";
import { ApiError } from "../errors.ts";

/** Lets a file pass, or does not. */
export interface VirusScanner {
  /**
   * @returns whether nothing was found
   * @throws {ApiError} 503 when the scanner cannot be asked: no file passes unseen
   */
  isClean(file: Readable, signal: AbortSignal): Promise<boolean>;
}

const RETRY_SECONDS = 30;

/**
 * A scanner behind HTTP: the bytes are posted to it as they are, and it answers `{ "clean": true }` or
 * `{ "clean": false }` with status 200.
 */
export function createVirusScanner(url: string): VirusScanner {
  return {
    isClean: async (file, signal) => {
      try {
        // The browser's types of fetch do not know that a streamed body has to say so.
        const request: RequestInit & { duplex: "half" } = {
          method: "POST",
          headers: { "content-type": "application/octet-stream" },
          body: Readable.toWeb(file) as ReadableStream<Uint8Array>,
          duplex: "half",
          signal,
        };
        const response = await fetch(url, request);
        if (!response.ok) throw new Error(`the scanner answered ${response.status}`);
        const verdict: unknown = await response.json();
        if (!isVerdict(verdict))
          throw new Error("the scanner's answer does not say whether the file is clean");
        return verdict.clean;
      } catch (cause) {
        throw new ApiError("attachment.scannerAway", { retryAfterSeconds: RETRY_SECONDS, cause });
      } finally {
        file.destroy();
      }
    },
  };
}

function isVerdict(answer: unknown): answer is { clean: boolean } {
  return (
    typeof answer === "object" && answer !== null && "clean" in answer && typeof answer.clean === "boolean"
  );
}
