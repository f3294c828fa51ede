import type { Problem } from "@market/shared";
import { i18n } from "../i18n/i18n.ts";

/** An answer of the server that refuses: its problem document, whole, for whoever shows it. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** No answer at all: the server could not be reached. */
class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

export type QueryValues = Readonly<Record<string, string | number | boolean | null | undefined>>;

interface RequestOptions {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  query?: QueryValues;
  body?: unknown;
  /** Of a create: the same key again answers with the record of the first time. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** Of a long act: answered at once with a record to follow. */
  respondAsync?: boolean;
}

/** A file of the server's, under the name it gives it. */
export interface ServedFile {
  name: string;
  content: Blob;
}

/** The address of an endpoint with its query; empty values are left out. */
function urlOf(path: string, query: QueryValues = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

/**
 * Calls the api and gives the answer's body.
 *
 * @throws {ProblemError} when the server refuses
 * @throws {UnreachableError} when it does not answer
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** Fetches a file in the reader's language, which a plain link would ask for in the browser's. Throws as `request` does. */
export async function requestFile(path: string, query?: QueryValues): Promise<ServedFile> {
  const response = await send(path, query === undefined ? {} : { query });
  const named = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "");
  return { name: named?.[1] ?? path.slice(path.lastIndexOf("/") + 1), content: await response.blob() };
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const headers = new Headers({ accept: "application/json", "accept-language": i18n.language });
  if (options.idempotencyKey !== undefined) headers.set("idempotency-key", options.idempotencyKey);

  if (options.respondAsync === true) headers.set("prefer", "respond-async");

  let body: BodyInit | undefined;
  if (options.body instanceof FormData) {
    body = options.body;
  } else if (options.body !== undefined) {
    headers.set("content-type", "application/json");
    body = JSON.stringify(options.body);
  }

  const init: RequestInit = { method: options.method ?? "GET", headers };
  if (body !== undefined) init.body = body;
  if (options.signal !== undefined) init.signal = options.signal;

  const response = await fetch(urlOf(path, options.query), init).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new UnreachableError(i18n.t("app:error.unreachable"), { cause });
  });
  if (!response.ok) throw new ProblemError(await readProblem(response));
  return response;
}

/** A key for one create, to be sent again with every retry of it. */
export function createIdempotencyKey(): string {
  // Not crypto.randomUUID: browsers withhold it on plain http, where a market on a local network may be served.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function readProblem(response: Response): Promise<Problem> {
  if (response.headers.get("content-type")?.includes("json")) {
    const body = (await response.json()) as Partial<Problem>;
    if (typeof body.detail === "string") return { ...fallbackProblem(response), ...body };
  }
  return fallbackProblem(response);
}

// A proxy in front of the api answers in its own words, if any.
function fallbackProblem(response: Response): Problem {
  return {
    type: "about:blank",
    title: response.statusText,
    status: response.status,
    detail: i18n.t("app:error.unexpectedAnswer", { status: response.status }),
    code: "unknown",
  };
}
