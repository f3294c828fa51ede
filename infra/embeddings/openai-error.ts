/** An error in the form OpenAI's API gives it: `{ error: { message, type, param, code } }`. */
export class OpenAiError extends Error {
  override readonly name = "OpenAiError";

  constructor(
    readonly statusCode: number,
    message: string,
    readonly param: string | null = null,
    readonly code: string | null = null,
  ) {
    super(message);
  }

  toJSON() {
    const type = this.statusCode >= 500 ? "server_error" : "invalid_request_error";
    return { error: { message: this.message, type, param: this.param, code: this.code } };
  }
}
