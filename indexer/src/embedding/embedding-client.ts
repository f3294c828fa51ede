import { createHash } from "node:crypto";
import OpenAI, { APIConnectionError, APIError } from "openai";

/** The embedding model does not answer: go on with keywords alone, and come back later. */
export class EmbeddingsUnavailableError extends Error {
  override readonly name = "EmbeddingsUnavailableError";
}

export interface EmbeddingOptions {
  openaiBaseUrl?: string;
  openaiApiKey?: string;
  embeddingModel: string;
  /** How long a person's query may wait for its vector before it goes on with keywords alone. */
  queryTimeoutMs?: number;
  /** How long one request of passages may take, behind a backlog too. */
  passagesTimeoutMs?: number;
}

/** What vectors depend on: only those of one identity may be compared. */
export interface EmbeddingModel {
  /** SHA-256 of the model's name, dimensions and, where the server tells it, weights and tokenizer. */
  identity: string;
  dimensions: number;
}

const QUERY_TIMEOUT_MS = 3_000;
const PASSAGES_TIMEOUT_MS = 120_000;
/** OpenAI takes 2048 texts a request, others fewer; more a request gains nothing on the servers measured. */
const MAX_TEXTS_PER_REQUEST = 64;

/**
 * Speaks OpenAI's `/v1/embeddings`. Every failure to get vectors is an {@link EmbeddingsUnavailableError}, whose
 * message names the cause and never the key: no caller does anything but go on without vectors.
 */
export class EmbeddingClient {
  readonly #openai: OpenAI | null;
  readonly #options: EmbeddingOptions;

  constructor(options: EmbeddingOptions) {
    this.#options = options;
    this.#openai = options.openaiBaseUrl
      ? // Servers that ask for no key still need the header to be there for the client to start.
        new OpenAI({ baseURL: options.openaiBaseUrl, apiKey: options.openaiApiKey || "unused" })
      : null;
  }

  /** The model's name, as it is asked for. */
  get model(): string {
    return this.#options.embeddingModel;
  }

  /** Asks for the model's identity, embedding one short text to learn the dimensions. */
  async probe(): Promise<EmbeddingModel> {
    const [vector, fingerprint] = await Promise.all([this.embedQuery("技术"), this.#fingerprint()]);
    const identity = createHash("sha256")
      .update(`${this.#options.embeddingModel}\n${vector.length}\n${fingerprint}`)
      .digest("hex");
    return { identity, dimensions: vector.length };
  }

  /** Embeds what a person is waiting for: one text a request, no retries, a short timeout. */
  async embedQuery(text: string): Promise<number[]> {
    const [vector] = await this.#request([text], this.#options.queryTimeoutMs ?? QUERY_TIMEOUT_MS, 0);
    return vector!;
  }

  /** Embeds passages in as few requests as may be and returns their vectors in order. */
  async embedPassages(passages: readonly string[]): Promise<number[][]> {
    const batches: string[][] = [];
    for (let start = 0; start < passages.length; start += MAX_TEXTS_PER_REQUEST) {
      batches.push(passages.slice(start, start + MAX_TEXTS_PER_REQUEST));
    }
    const timeoutMs = this.#options.passagesTimeoutMs ?? PASSAGES_TIMEOUT_MS;
    const vectors = await Promise.all(batches.map((batch) => this.#request(batch, timeoutMs, 2)));
    return vectors.flat();
  }

  async #request(input: string[], timeoutMs: number, maxRetries: number): Promise<number[][]> {
    if (this.#openai === null) throw new EmbeddingsUnavailableError("OPENAI_BASE_URL is not set");
    try {
      const { data } = await this.#openai.embeddings.create(
        { model: this.#options.embeddingModel, input },
        { timeout: timeoutMs, maxRetries },
      );
      if (data.length !== input.length) {
        throw new EmbeddingsUnavailableError(`asked for ${input.length} vectors, got ${data.length}`);
      }
      return [...data].sort((a, b) => a.index - b.index).map(({ embedding }) => embedding);
    } catch (error) {
      throw toUnavailable(error);
    }
  }

  /** What tells two models of one name apart; few servers offer it, so its absence is no failure. */
  async #fingerprint(): Promise<string> {
    if (this.#openai === null) return "";
    try {
      const model: object = await this.#openai.models.retrieve(this.#options.embeddingModel, {
        timeout: QUERY_TIMEOUT_MS,
        maxRetries: 0,
      });
      return "fingerprint" in model ? String(model.fingerprint) : "";
    } catch (error) {
      if (error instanceof APIConnectionError || !(error instanceof APIError)) throw toUnavailable(error);
      return "";
    }
  }
}

function toUnavailable(error: unknown): EmbeddingsUnavailableError {
  if (error instanceof EmbeddingsUnavailableError) return error;
  const reason =
    error instanceof APIConnectionError
      ? `no answer (${describeCause(error)})`
      : error instanceof Error
        ? error.message
        : String(error);
  return new EmbeddingsUnavailableError(`embeddings: ${reason}`, { cause: error });
}

/** The innermost reason: the outer ones all say "Connection error". */
function describeCause(error: Error): string {
  return error.cause instanceof Error ? describeCause(error.cause) : error.message;
}
