import { createHash, timingSafeEqual } from "node:crypto";
import fastify, { type FastifyInstance } from "fastify";
import { MeilisearchError } from "./errors.ts";
import type { Context } from "./operations/context.ts";
import { registerDocuments } from "./operations/documents.ts";
import { registerFacetSearch } from "./operations/facet-search.ts";
import { registerHealth } from "./operations/health.ts";
import { registerIndexes } from "./operations/indexes.ts";
import { registerMultiSearch } from "./operations/multi-search.ts";
import { registerSearch } from "./operations/search.ts";
import { registerSettings } from "./operations/settings.ts";
import { registerSimilar } from "./operations/similar.ts";
import { registerStats } from "./operations/stats.ts";
import { registerSwapIndexes } from "./operations/swap-indexes.ts";
import { registerTasks } from "./operations/tasks.ts";

/** As in Meilisearch: 100 MiB. */
const MAX_PAYLOAD_BYTES = 100 * 1024 * 1024;

/** The HTTP side: who may call, how a body is read, how an error goes out. */
export function buildApp(context: Context, masterKey: string | undefined): FastifyInstance {
  const app = fastify({ bodyLimit: MAX_PAYLOAD_BYTES, routerOptions: { maxParamLength: 1024 } });
  // Bodies stay text here: each operation reads its own, and says in Meilisearch's words what is wrong with it.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));

  if (masterKey) {
    app.addHook("onRequest", async (request) => {
      if (request.url !== "/health") checkKey(request.headers.authorization, masterKey);
    });
  }

  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, _request, reply) => {
    const refusal = error instanceof MeilisearchError ? error : toRefusal(error);
    return reply.status(refusal.status).send(refusal.toBody());
  });
  app.setNotFoundHandler((_request, reply) => reply.status(404).send());

  registerHealth(app);
  registerIndexes(app, context);
  registerSwapIndexes(app, context);
  registerSettings(app, context);
  registerDocuments(app, context);
  registerSearch(app, context);
  registerMultiSearch(app, context);
  registerSimilar(app, context);
  registerFacetSearch(app, context);
  registerStats(app, context);
  registerTasks(app, context);
  return app;
}

function checkKey(authorization: string | undefined, masterKey: string): void {
  const key = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
  if (key === undefined) {
    throw new MeilisearchError(
      "missing_authorization_header",
      "The Authorization header is missing. It must use the bearer authorization method.",
    );
  }
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  if (!timingSafeEqual(digest(key), digest(masterKey))) {
    throw new MeilisearchError("invalid_api_key", "The provided API key is invalid.");
  }
}

function toRefusal(error: Error & { statusCode?: number; code?: string }): MeilisearchError {
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    return new MeilisearchError(
      "payload_too_large",
      "The provided payload reached the size limit. The maximum accepted payload size is 100 MiB.",
    );
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new MeilisearchError("bad_request", error.message);
  }
  return new MeilisearchError("internal", `An internal error has occurred. \`${error.message}\`.`);
}
