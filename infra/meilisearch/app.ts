import { createHash, timingSafeEqual } from "node:crypto";
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { MeilisearchError } from "./errors.ts";
import type { Context, Routes } from "./operations/context.ts";
import { documentsRoutes } from "./operations/documents.routes.ts";
import { facetSearchRoutes } from "./operations/facet-search.routes.ts";
import { healthRoutes } from "./operations/health.routes.ts";
import { indexesRoutes } from "./operations/indexes.routes.ts";
import { multiSearchRoutes } from "./operations/multi-search.routes.ts";
import { searchRoutes } from "./operations/search.routes.ts";
import { settingsRoutes } from "./operations/settings.routes.ts";
import { similarRoutes } from "./operations/similar.routes.ts";
import { statsRoutes } from "./operations/stats.routes.ts";
import { swapIndexesRoutes } from "./operations/swap-indexes.routes.ts";
import { tasksRoutes } from "./operations/tasks.routes.ts";
import { acceptJson } from "./request/json-body.ts";
import { refuse } from "./request/refusal.ts";
import { SCHEMA_KEYWORDS } from "./request/schema.ts";

const OPERATIONS: Routes[] = [
  healthRoutes,
  indexesRoutes,
  swapIndexesRoutes,
  settingsRoutes,
  documentsRoutes,
  searchRoutes,
  multiSearchRoutes,
  similarRoutes,
  facetSearchRoutes,
  statsRoutes,
  tasksRoutes,
];

/** As in Meilisearch: 100 MiB. */
const MAX_PAYLOAD_BYTES = 100 * 1024 * 1024;

/** The HTTP side: who may call, how a body is read, how an error goes out. */
export function buildApp(context: Context, masterKey: string | undefined): FastifyInstance {
  const app = fastify({
    bodyLimit: MAX_PAYLOAD_BYTES,
    routerOptions: { maxParamLength: 1024 },
    forceCloseConnections: true,
    // Values are taken as they are; `verbose` shows the one that is at fault.
    ajv: {
      customOptions: {
        coerceTypes: false,
        removeAdditional: false,
        verbose: true,
        allowUnionTypes: true,
        keywords: SCHEMA_KEYWORDS,
      },
    },
    frameworkErrors: (error, request, reply: FastifyReply) => sendError(error, request, reply),
  });
  acceptJson(app);
  if (masterKey) {
    app.addHook("onRequest", async (request) => {
      if (request.url !== "/health") checkKey(request.headers.authorization, masterKey);
    });
  }
  app.setErrorHandler(sendError);
  app.setNotFoundHandler(({ method, url }) => {
    throw new MeilisearchError("not_found", `\`${method} ${url}\` is not supported by the embedded server.`);
  });
  for (const routes of OPERATIONS) app.register(routes, { context });
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

function sendError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = toRefusal(error, request);
  return reply.status(refusal.status).send(refusal.toBody());
}

function toRefusal(error: FastifyError, request: FastifyRequest): MeilisearchError {
  if (error instanceof MeilisearchError) return error;
  const [fault] = error.validation ?? [];
  if (fault) {
    const part = error.validationContext as "body" | "querystring" | "params";
    return refuse(fault, request.routeOptions.schema?.[part] ?? {}, part);
  }
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
