import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { CONFIG_FILE, TOKENIZER_CONFIG_FILE, TOKENIZER_FILE, WEIGHTS_FILE } from "./model-files.ts";

export const DEFAULT_HUB_ENDPOINT = "https://huggingface.co";

const REPOSITORY = "Xenova/bge-small-zh-v1.5";
const CONNECT_TIMEOUT_MS = 10_000;
const STALL_TIMEOUT_MS = 60_000;
const REPORT_EVERY_MS = 2_000;

/**
 * Downloads the model from the Hugging Face hub or a mirror of it into `targetDir`.
 * The hub names no hash that could be pinned beforehand: what comes first is trusted, and the manifest
 * written afterwards holds every later start to it.
 */
export async function fetchFromHub(
  endpoint: string,
  targetDir: string,
  report: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (const file of [CONFIG_FILE, TOKENIZER_CONFIG_FILE, TOKENIZER_FILE, WEIGHTS_FILE]) {
    const url = `${endpoint.replace(/\/$/, "")}/${REPOSITORY}/resolve/main/${file}`;
    await download(url, join(targetDir, file), (progress) => report(`${file}: ${progress}`), signal);
  }
}

async function download(
  url: string,
  path: string,
  report: (progress: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const abort = new AbortController();
  const stopSignal = signal ? AbortSignal.any([signal, abort.signal]) : abort.signal;
  const deadline = setTimeout(
    () => abort.abort(new Error(`no answer within ${CONNECT_TIMEOUT_MS / 1000} s`)),
    CONNECT_TIMEOUT_MS,
  );
  let response: Response;
  try {
    response = await fetch(url, { signal: stopSignal });
  } catch (error) {
    throw new Error(`${url}: ${describeFetchError(error as Error)}`);
  } finally {
    clearTimeout(deadline);
  }
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);

  const totalBytes = Number(response.headers.get("content-length"));
  let bytes = 0;
  let reportedAt = Date.now();
  const stall = setTimeout(
    () => abort.abort(new Error(`no data for ${STALL_TIMEOUT_MS / 1000} s`)),
    STALL_TIMEOUT_MS,
  );
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      stall.refresh();
      bytes += chunk.length;
      if (Date.now() - reportedAt > REPORT_EVERY_MS) {
        reportedAt = Date.now();
        report(`${toMegabytes(bytes)} of ${totalBytes > 0 ? toMegabytes(totalBytes) : "?"} MB`);
      }
      done(null, chunk);
    },
  });
  await mkdir(dirname(path), { recursive: true });
  try {
    await pipeline(Readable.fromWeb(response.body as ReadableStream), meter, createWriteStream(path));
  } finally {
    clearTimeout(stall);
  }
  if (totalBytes > 0 && !response.headers.has("content-encoding") && bytes !== totalBytes) {
    throw new Error(`${url} broke off after ${bytes} of ${totalBytes} bytes`);
  }
  report(`${toMegabytes(bytes)} MB`);
}

const toMegabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** `fetch` says "fetch failed" and keeps the reason (a DNS failure, a refused connection) in `cause`. */
function describeFetchError(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
