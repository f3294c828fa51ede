import type { FastifyRequest } from "fastify";
import { MeilisearchError } from "../errors.ts";

/** A parsed JSON object whose fields are still to be checked. */
export type JsonObject = Record<string, unknown>;

/** serde_json, which the real server parses with, gives up at this depth. */
const MAX_DEPTH = 127;
const DOCUMENT_TYPES = "`application/json`, `application/x-ndjson`";

/** The JSON body of a call, or undefined where the call may come without one. */
export function readJson(request: FastifyRequest): unknown {
  const text = textOf(request);
  const type = contentType(request);
  if (type !== undefined && type !== "application/json") {
    throw new MeilisearchError(
      "invalid_content_type",
      `The Content-Type \`${type}\` is invalid. Accepted values for the Content-Type header are: \`application/json\``,
    );
  }
  if (text.trim() === "") throw new MeilisearchError("missing_payload", "A json payload is missing.");
  try {
    return parseJson(text);
  } catch (error) {
    throw new MeilisearchError(
      "malformed_payload",
      `The json payload provided is malformed. \`${(error as Error).message}\`.`,
    );
  }
}

/** The documents of a call: a JSON array, one JSON object, or one JSON object a line. */
export function readDocuments(request: FastifyRequest): JsonObject[] {
  const text = textOf(request);
  const type = contentType(request);
  if (type === undefined) {
    throw new MeilisearchError(
      "missing_content_type",
      `A Content-Type header is missing. Accepted values for the Content-Type header are: ${DOCUMENT_TYPES}`,
    );
  }
  const format = { "application/json": "json", "application/x-ndjson": "ndjson" }[type];
  if (format === undefined) {
    throw new MeilisearchError(
      "invalid_content_type",
      `The Content-Type \`${type}\` is invalid. Accepted values for the Content-Type header are: ${DOCUMENT_TYPES}`,
    );
  }
  if (text.trim() === "") throw new MeilisearchError("missing_payload", `A ${format} payload is missing.`);
  try {
    const parsed =
      format === "ndjson"
        ? text
            .split("\n")
            .filter((line) => line.trim() !== "")
            .map(parseJson)
        : parseJson(text);
    const documents = Array.isArray(parsed) ? parsed : [parsed];
    if (!documents.every(isObject)) throw new Error("data are neither an object nor a list of objects");
    return documents;
  } catch (error) {
    throw new MeilisearchError(
      "malformed_payload",
      `The \`${format}\` payload provided is malformed. \`Couldn't serialize document value: ${(error as Error).message}\`.`,
    );
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(request: FastifyRequest): string {
  return typeof request.body === "string" ? request.body : "";
}

function contentType(request: FastifyRequest): string | undefined {
  return request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
}

function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(describeSyntaxError(text, error as SyntaxError));
  }
  if (isDeeperThan(value, MAX_DEPTH)) throw new Error("recursion limit exceeded");
  return value;
}

/** The depth is measured without recursion, or the measure itself would be the overflow it looks for. */
function isDeeperThan(root: unknown, limit: number): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null) continue;
      for (const child of Object.values(value))
        if (typeof child === "object" && child !== null) next.push(child);
    }
    level = next;
  }
  return false;
}

/** Says where the text breaks off in serde_json's words: the line and the column, counted from 1. */
function describeSyntaxError(text: string, error: SyntaxError): string {
  const position = /position (\d+)/.exec(error.message)?.[1];
  if (position !== undefined && Number(position) < text.length) {
    return `expected value at ${lineAndColumn(text, Number(position) + 1)}`;
  }
  return `EOF while parsing a value at ${lineAndColumn(text, text.length)}`;
}

function lineAndColumn(text: string, length: number): string {
  const lines = text.slice(0, length).split("\n");
  return `line ${lines.length} column ${lines.at(-1)!.length}`;
}
