import type { FastifyInstance } from "fastify";
import type { EmbeddedText, EmbeddingPool } from "./embedding-pool.ts";
import { parseEmbeddingRequest } from "./embedding-request.ts";
import { MODEL_ID } from "./model-files.ts";

/** `POST /v1/embeddings`: texts in, unit vectors out, in the order of the texts. */
export function registerEmbeddingsRoute(app: FastifyInstance, pool: EmbeddingPool): void {
  app.post("/v1/embeddings", async (request, reply) => {
    const { texts, encodingFormat } = parseEmbeddingRequest(request.body);
    // A client that has gone away, by its timeout or a crash, must not leave its backlog in the queue.
    const gone = new AbortController();
    reply.raw.once("close", () => gone.abort(new Error("the client closed the connection")));
    const embedded = await pool.embed(texts, gone.signal);
    const tokenCount = embedded.reduce((sum, text) => sum + text.tokenCount, 0);
    const encode = encodingFormat === "base64" ? toBase64 : toNumbers;
    return {
      object: "list",
      data: embedded.map((text, index) => ({ object: "embedding", index, embedding: encode(text) })),
      model: MODEL_ID,
      usage: { prompt_tokens: tokenCount, total_tokens: tokenCount },
    };
  });
}

const toNumbers = ({ vector }: EmbeddedText): number[] => Array.from(vector);

/** Little-endian float32, as OpenAI sends it and every machine this runs on keeps it. */
const toBase64 = ({ vector }: EmbeddedText): string => Buffer.from(vector.buffer).toString("base64");
