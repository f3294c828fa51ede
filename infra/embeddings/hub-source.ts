import { createWriteStream } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import {
  CONFIG_FILE,
  sha256File,
  TOKENIZER_CONFIG_FILE,
  TOKENIZER_FILE,
  WEIGHTS_FILE,
} from "./model-files.ts";

export const DEFAULT_HUB_ENDPOINT = "https://huggingface.co";

const REPOSITORY = "Xenova/bge-small-zh-v1.5";
const CONNECT_TIMEOUT_MS = 10_000;
const STALL_TIMEOUT_MS = 60_000;
const REPORT_EVERY_MS = 2_000;
const SHA256 = /^"?([0-9a-f]{64})"?$/;

/**
 * Downloads the model from the Hugging Face hub or a mirror of it into `targetDir`. What an earlier attempt left there
 * is gone on with, and checked by the SHA-256 that the hub names for large files; of the small ones, what comes is
 * trusted, and the manifest written afterwards holds every later start to it.
 */
export async function fetchFromHub(
  endpoint: string,
  targetDir: string,
  report: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (const file of [CONFIG_FILE, TOKENIZER_CONFIG_FILE, TOKENIZER_FILE, WEIGHTS_FILE]) {
    const url = `${endpoint.replace(/\/$/, "")}/${REPOSITORY}/resolve/main/${file}`;
    const path = join(targetDir, file);
    await mkdir(dirname(path), { recursive: true });
    const abort = new AbortController();
    const stopSignal = signal ? AbortSignal.any([signal, abort.signal]) : abort.signal;
    await download({ url, path, abort, stopSignal, report: (line) => report(`${file}: ${line}`) });
  }
}

interface Download {
  url: string;
  path: string;
  /** Ends this download when it stalls. */
  abort: AbortController;
  /** Ends with `abort`, or when nobody wants the model any more. */
  stopSignal: AbortSignal;
  report(progress: string): void;
}

async function download(task: Download): Promise<void> {
  const { url, path, report } = task;
  const { location, sha256, size } = await locate(task);
  const kept = sha256 === undefined ? 0 : await sizeOf(path);
  if (kept === 0 || kept !== size) {
    const response = await ask(task, location, kept > 0 ? { range: `bytes=${kept}-` } : {});
    if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
    const isResumed = response.status === 206;
    if (isResumed) report(`going on at ${toMegabytes(kept)} MB`);
    await save(task, response, isResumed ? kept : 0);
  }
  if (sha256 === undefined) return;
  const actual = await sha256File(path);
  if (actual === sha256) return;
  await rm(path);
  throw new Error(`${url} has SHA-256 ${actual}, expected ${sha256}`);
}

/** Where a file lies, and what the hub says of it: it redirects to where its large files are kept. */
async function locate(
  task: Download,
): Promise<{ location: string; sha256: string | undefined; size: number | undefined }> {
  const response = await ask(task, task.url, {}, "HEAD");
  const location = response.headers.get("location");
  if (!response.ok && location === null) throw new Error(`${task.url} answered ${response.status}`);
  return {
    location: location === null ? task.url : new URL(location, task.url).href,
    sha256: SHA256.exec(response.headers.get("x-linked-etag") ?? "")?.[1],
    size: Number(response.headers.get("x-linked-size")) || undefined,
  };
}

async function ask(
  { url, abort, stopSignal }: Download,
  location: string,
  headers: Record<string, string>,
  method: "GET" | "HEAD" = "GET",
): Promise<Response> {
  const deadline = setTimeout(
    () => abort.abort(new Error(`no answer within ${CONNECT_TIMEOUT_MS / 1000} s`)),
    CONNECT_TIMEOUT_MS,
  );
  try {
    const redirect = method === "HEAD" ? "manual" : "follow";
    return await fetch(location, { method, headers, redirect, signal: stopSignal });
  } catch (error) {
    throw new Error(`${url}: ${describeFetchError(error as Error)}`);
  } finally {
    clearTimeout(deadline);
  }
}

/** Writes a body behind the first `from` bytes of a file. */
async function save({ url, path, abort, report }: Download, response: Response, from: number): Promise<void> {
  const length = Number(response.headers.get("content-length"));
  const hasLength = length > 0 && !response.headers.has("content-encoding");
  let bytes = from;
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
        report(`${toMegabytes(bytes)} of ${hasLength ? toMegabytes(from + length) : "?"} MB`);
      }
      done(null, chunk);
    },
  });
  const file = createWriteStream(path, { flags: from > 0 ? "a" : "w" });
  try {
    await pipeline(Readable.fromWeb(response.body as ReadableStream), meter, file);
  } catch (error) {
    throw new Error(`${url} broke off after ${bytes} bytes: ${describeFetchError(error as Error)}`);
  } finally {
    clearTimeout(stall);
  }
  if (hasLength && bytes !== from + length) {
    throw new Error(`${url} broke off after ${bytes} of ${from + length} bytes`);
  }
  report(`${toMegabytes(bytes)} MB`);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}

const toMegabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** `fetch` says "fetch failed" and keeps the reason (a DNS failure, a refused connection) in `cause`. */
function describeFetchError(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
