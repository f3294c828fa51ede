import type { FastifyInstance } from "fastify";
import { assertModel } from "./embedding-request.ts";
import { MODEL_ID } from "./model-files.ts";

/**
 * `GET /v1/models` and `/v1/models/:model`. Beside OpenAI's fields each model carries `fingerprint`, the
 * SHA-256 of weights and tokenizer: vectors may be mixed only when it is the same.
 */
export function registerModelsRoutes(app: FastifyInstance, fingerprint: string): void {
  const created = Math.floor(Date.now() / 1000);
  const model = { id: MODEL_ID, object: "model", created, owned_by: "BAAI", fingerprint };

  app.get("/v1/models", () => ({ object: "list", data: [model] }));

  app.get<{ Params: { model: string } }>("/v1/models/:model", (request) => {
    assertModel(request.params.model);
    return model;
  });
}
