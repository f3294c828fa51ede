import { MODEL_DIMENSIONS, MODEL_ID } from "./model-files.ts";
import { OpenAiError } from "./openai-error.ts";

export interface EmbeddingRequest {
  texts: string[];
  encodingFormat: "float" | "base64";
}

const MAX_TEXTS = 2048;
const ARGUMENTS = new Set(["input", "model", "encoding_format", "dimensions", "user"]);

/**
 * Reads the body of `POST /v1/embeddings`, with OpenAI's own refusals.
 * @throws {OpenAiError} 400, or 404 for a model that is not served here.
 */
export function parseEmbeddingRequest(body: unknown): EmbeddingRequest {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new OpenAiError(400, "We could not parse the JSON body of your request.");
  }
  for (const name of Object.keys(body)) {
    if (!ARGUMENTS.has(name)) throw new OpenAiError(400, `Unrecognized request argument supplied: ${name}`);
  }
  const { input, model, encoding_format: encodingFormat, dimensions } = body as Record<string, unknown>;
  assertModel(model);
  if (encodingFormat !== undefined && encodingFormat !== "float" && encodingFormat !== "base64") {
    throw invalid("encoding_format", "expected one of 'float' or 'base64'.", "invalid_value");
  }
  if (dimensions !== undefined && dimensions !== MODEL_DIMENSIONS) {
    throw invalid("dimensions", `this model gives ${MODEL_DIMENSIONS} and no other number.`, "invalid_value");
  }
  return { texts: parseInput(input), encodingFormat: encodingFormat ?? "float" };
}

/** @throws {OpenAiError} 400 without a name, 404 for another model's. */
export function assertModel(model: unknown): void {
  if (model === undefined) throw new OpenAiError(400, "you must provide a model parameter", "model");
  if (typeof model !== "string") throw invalid("model", "expected a string.", "invalid_type");
  if (model !== MODEL_ID) {
    throw new OpenAiError(
      404,
      `The model \`${model}\` does not exist; this server has \`${MODEL_ID}\`.`,
      "model",
      "model_not_found",
    );
  }
}

function parseInput(input: unknown): string[] {
  if (input === undefined)
    throw new OpenAiError(400, "Missing required parameter: 'input'.", "input", "missing_required_parameter");
  const texts: unknown[] = Array.isArray(input) ? input : [input];
  if (texts.length === 0)
    throw invalid("input", "expected an array with at least one element.", "empty_array");
  if (texts.length > MAX_TEXTS) {
    throw invalid(
      "input",
      `expected an array of at most ${MAX_TEXTS}, got ${texts.length}.`,
      "array_above_max_length",
    );
  }
  return texts.map((text, index) => {
    const param = Array.isArray(input) ? `input[${index}]` : "input";
    if (typeof text === "number" || Array.isArray(text)) {
      throw invalid(
        "input",
        "arrays of tokens are not supported by this server, only text.",
        "tokens_not_supported",
      );
    }
    if (typeof text !== "string") throw invalid(param, "expected a string.", "invalid_type");
    if (text === "") throw invalid(param, "input cannot be an empty string.", "empty_string");
    return text;
  });
}

const invalid = (param: string, fault: string, code: string) =>
  new OpenAiError(400, `Invalid '${param}': ${fault}`, param, code);
