import { isUtf8 } from "node:buffer";
import type { AddressInfo } from "node:net";
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import type { EmbeddedOptions, EmbeddedServer } from "../embedded-cli.ts";
import { EmbeddingPool, PoolClosedError, TextTooLongError } from "./embedding-pool.ts";
import { registerEmbeddingsRoute } from "./embeddings.route.ts";
import { ensureModel } from "./fetch-model.ts";
import { fingerprintModel, MODEL_MAX_TOKENS } from "./model-files.ts";
import { registerModelsRoutes } from "./models.route.ts";
import { OpenAiError } from "./openai-error.ts";

export interface EmbeddingsOptions extends EmbeddedOptions {
  /** A folder with the model, laid out as at the hub; without it the model is fetched into `dataDir`. */
  modelDir?: string;
  /** A mirror of the Hugging Face hub. */
  hubEndpoint?: string;
  report?: (line: string) => void;
}

/** 2048 texts of the longest the model reads, in UTF-8, and the JSON around them. */
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

/**
 * Starts an embedding server that speaks OpenAI's `/v1/embeddings` on loopback; `url` ends in `/v1`, as
 * `OPENAI_BASE_URL` does.
 * @throws {ModelUnavailableError} when the model is neither kept nor to be had.
 */
export async function startEmbeddings(options: EmbeddingsOptions): Promise<EmbeddedServer> {
  const modelDir = await ensureModel(options);
  const pool = await EmbeddingPool.start(modelDir);
  const app = buildApp(pool, await fingerprintModel(modelDir));
  try {
    await app.listen({ host: "127.0.0.1", port: options.port });
  } catch (error) {
    await pool.close();
    throw error;
  }
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: async () => {
      await pool.close();
      await app.close();
    },
  };
}

function buildApp(pool: EmbeddingPool, fingerprint: string): FastifyInstance {
  const sendError = (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
    const openAiError = toOpenAiError(error);
    return reply.status(openAiError.statusCode).send(openAiError.toJSON());
  };
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply: FastifyReply) => sendError(error, request, reply),
  });
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (request, body, done) => {
    // Decoded as it is, a broken character would become another one, and the vector that of another text.
    if (!isUtf8(body)) return done(new OpenAiError(400, "The body of your request is not valid UTF-8."));
    void parseJson(request, body.toString(), done);
  });
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) => {
    const error = new OpenAiError(404, `Invalid URL (${request.method} ${request.url})`);
    return reply.status(404).send(error.toJSON());
  });
  app.get("/health", () => ({ status: "ok" }));
  registerModelsRoutes(app, fingerprint);
  registerEmbeddingsRoute(app, pool);
  return app;
}

function toOpenAiError(error: FastifyError): OpenAiError {
  if (error instanceof OpenAiError) return error;
  if (error instanceof TextTooLongError) {
    const message =
      `This model's maximum context length is ${MODEL_MAX_TOKENS} tokens, however you requested ` +
      `${error.tokenCount} tokens in input[${error.index}]. Please reduce the length of the input.`;
    return new OpenAiError(400, message, `input[${error.index}]`, "context_length_exceeded");
  }
  if (error instanceof PoolClosedError) return new OpenAiError(503, error.message);
  const statusCode = error.statusCode ?? 500;
  if (statusCode < 500) return new OpenAiError(statusCode, error.message);
  console.error(error);
  return new OpenAiError(500, "The server had an error while processing your request.");
}
