type ErrorType = "invalid_request" | "auth" | "internal" | "system";

/** Meilisearch's own error codes, each with its type and HTTP status; codes not listed are `invalid_request`, 400. */
const SPECIAL_CODES: Record<string, { type?: ErrorType; status: number }> = {
  missing_authorization_header: { type: "auth", status: 401 },
  invalid_api_key: { type: "auth", status: 403 },
  index_not_found: { status: 404 },
  index_already_exists: { status: 409 },
  document_not_found: { status: 404 },
  task_not_found: { status: 404 },
  not_found: { status: 404 },
  payload_too_large: { status: 413 },
  missing_content_type: { status: 415 },
  invalid_content_type: { status: 415 },
  database_size_limit_reached: { type: "internal", status: 500 },
  internal: { type: "internal", status: 500 },
};

/** The body every refused call and every failed task carries. */
export interface ErrorBody {
  message: string;
  code: string;
  type: ErrorType;
  link: string;
}

/** A refusal in Meilisearch's words: `code` decides the HTTP status and the type. */
export class MeilisearchError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }

  get status(): number {
    return SPECIAL_CODES[this.code]?.status ?? 400;
  }

  toBody(): ErrorBody {
    return {
      message: this.message,
      code: this.code,
      type: SPECIAL_CODES[this.code]?.type ?? "invalid_request",
      link: `https://docs.meilisearch.com/errors#${this.code}`,
    };
  }
}

export function indexNotFound(uid: string): MeilisearchError {
  return new MeilisearchError("index_not_found", `Index \`${uid}\` not found.`);
}

/** `a`, `b`, `c`, each in back quotes, as Meilisearch lists names. */
export function quoteNames(names: Iterable<string>): string {
  return [...names].map((name) => `\`${name}\``).join(", ");
}
