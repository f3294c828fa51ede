import { STATUS_CODES } from "node:http";
import { SearchUnavailableError } from "@market/indexer/search";
import type { Problem } from "@market/shared";
import localize from "ajv-i18n";
import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from "fastify";
import fp from "fastify-plugin";
import { Error as MongooseError, mongo } from "mongoose";
import { ApiError, type ErrorCode, errorTable, fieldErrorTable, type Language } from "../errors.ts";

/** More faults than a person can read are not listed, however many a hostile body has. */
const MAX_LISTED_FAULTS = 50;
const RETRY_SECONDS = 5;

/** Answers every error as RFC 9457 has it, in the client's language. */
export const errorHandler = fp(
  async (app) => {
    app.setErrorHandler<FastifyError>((error, request, reply) => sendError(error, request, reply));
  },
  { name: "error-handler" },
);

/** Sends an error as `application/problem+json`; what is not the client's doing is logged with its cause. */
export function sendError(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const language = languageOf(request);
  const apiError = toApiError(error);
  if (apiError.status >= 500) request.log.error({ err: error }, apiError.code);
  else request.log.info({ code: apiError.code, currentStatus: apiError.facts.currentStatus }, "refused");
  const faults = "validation" in error && error.validation ? error.validation : [];
  const problem = presentProblem(apiError, faults, language, request.id);
  if (apiError.facts.retryAfterSeconds !== undefined) {
    reply.header("retry-after", apiError.facts.retryAfterSeconds);
  }
  return reply
    .code(problem.status)
    .header("content-language", language)
    .header("cache-control", "no-store")
    .type("application/problem+json")
    .serializer((payload: Problem) => JSON.stringify(payload))
    .send(problem);
}

function presentProblem(
  error: ApiError,
  faults: FastifySchemaValidationError[],
  language: Language,
  requestId: string,
): Problem {
  const row = errorTable[error.code];
  const currentStatus = error.facts.currentStatus;
  const fields = error.facts.fields?.map(({ path, code }) => ({
    path,
    message: fieldErrorTable[code][language],
  }));
  const errors = fields ?? presentFaults(faults, language);
  return {
    type: "about:blank",
    title: STATUS_CODES[row.status] ?? "Error",
    status: row.status,
    detail: row[language].replace("{currentStatus}", currentStatus ?? ""),
    code: error.code,
    instance: requestId,
    ...(currentStatus !== undefined && { currentStatus }),
    ...(errors.length > 0 && { errors }),
  };
}

function presentFaults(
  faults: FastifySchemaValidationError[],
  language: Language,
): Problem["errors"] & object {
  const listed = faults
    // "must match a schema in anyOf" says nothing beside the branches' own faults.
    .filter((fault) => fault.keyword !== "anyOf" || faults.length === 1)
    .slice(0, MAX_LISTED_FAULTS);
  // ajv-i18n writes each message into the fault itself.
  localize[language](listed as Parameters<(typeof localize)[Language]>[0]);
  const messages = new Map<string, string>();
  for (const fault of listed) {
    const path = pathOf(fault);
    if (!messages.has(path)) messages.set(path, fault.message ?? fault.keyword);
  }
  return [...messages].map(([path, message]) => ({ path, message }));
}

/** `/seller/name` → `seller.name`; a missing or unknown field is named itself, not the object it is about. */
function pathOf(fault: FastifySchemaValidationError): string {
  const segments = fault.instancePath
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  const own = fault.params.missingProperty ?? fault.params.additionalProperty;
  if (typeof own === "string") segments.push(own);
  return segments.join(".");
}

function toApiError(error: FastifyError | Error): ApiError {
  if (error instanceof ApiError) return error;
  if (isStoreAway(error)) {
    return new ApiError("store.unavailable", { retryAfterSeconds: RETRY_SECONDS, cause: error });
  }
  if (error instanceof SearchUnavailableError) {
    return new ApiError("search.unavailable", { retryAfterSeconds: RETRY_SECONDS, cause: error });
  }
  if ("validation" in error && error.validation) return new ApiError("request.invalid");
  // Fastify's own refusals of what a client sent: bad JSON, bad length, bad URL and the like.
  const status = "statusCode" in error ? (error.statusCode ?? 500) : 500;
  if (status === 503) return new ApiError("server.timeout", { cause: error });
  const code =
    codeByStatus[status] ?? (status >= 400 && status < 500 ? "request.malformed" : "server.failed");
  return new ApiError(code, { cause: error });
}

const codeByStatus: Record<number, ErrorCode> = {
  404: "request.notFound",
  413: "request.tooLarge",
  415: "request.unsupportedMediaType",
  429: "request.tooMany",
};

/** Codes of a broken line, which the driver passes on as they are when it notices while writing. */
const BROKEN_LINE_CODES = new Set(["ECONNRESET", "ECONNREFUSED", "ECONNABORTED", "EPIPE", "ETIMEDOUT"]);

function isStoreAway(error: Error): boolean {
  return (
    ("code" in error && "syscall" in error && BROKEN_LINE_CODES.has(String(error.code))) ||
    error instanceof mongo.MongoNetworkError ||
    error instanceof mongo.MongoServerSelectionError ||
    error instanceof mongo.MongoNotConnectedError ||
    error instanceof mongo.MongoTopologyClosedError ||
    error instanceof mongo.MongoClientClosedError ||
    error instanceof mongo.MongoWriteConcernError ||
    error instanceof MongooseError.MongooseServerSelectionError ||
    (error instanceof MongooseError && error.message.includes("bufferCommands"))
  );
}

/** The language a client asked for first among those spoken here. */
export function languageOf(request: FastifyRequest): Language {
  const header = request.headers["accept-language"] ?? "";
  const ranges = header
    .slice(0, 500)
    .split(",")
    .map((range) => {
      const [tag = "", ...parameters] = range.trim().toLowerCase().split(";");
      const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return { primary: tag.split("-")[0], quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter((range) => range.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const preferred = ranges.find((range) => range.primary === "zh" || range.primary === "en");
  return preferred?.primary === "en" ? "en" : "zh";
}
