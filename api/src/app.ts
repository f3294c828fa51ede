import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import rateLimit from "@fastify/rate-limit";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import websocket from "@fastify/websocket";
import type { Search } from "@market/indexer/search";
import Fastify, { type FastifyInstance } from "fastify";
import type { Connection } from "mongoose";
import { authRoutes } from "./account/auth.routes.ts";
import { ownAccountRoutes } from "./account/own-account.routes.ts";
import { createSessionEmitter, type SessionEmitter } from "./account/session-events.ts";
import { userRoutes } from "./account/user.routes.ts";
import { attachmentRoutes } from "./attachment/attachment.routes.ts";
import { auditRoutes } from "./audit/audit.routes.ts";
import { brokerRoutes } from "./broker/broker.routes.ts";
import { certificateRoutes } from "./certificate/certificate.routes.ts";
import type { Config } from "./config.ts";
import { contractRoutes } from "./contract/contract.routes.ts";
import { preCheckRoutes } from "./contract/pre-check.routes.ts";
import { demandRoutes } from "./demand/demand.routes.ts";
import { feedRoutes } from "./feed/feed.routes.ts";
import { healthRoutes } from "./health/health.routes.ts";
import { importRoutes } from "./import/import.routes.ts";
import { marineRoutes } from "./marine/marine.routes.ts";
import { matchingRoutes } from "./matching/matching.routes.ts";
import { messageRoutes } from "./message/message.routes.ts";
import { notificationRoutes } from "./notification/notification.routes.ts";
import { notificationSocket } from "./notification/notification.socket.ts";
import { organisationRoutes } from "./organisation/organisation.routes.ts";
import { declineStatisticsRoutes } from "./pairing/decline-statistics.routes.ts";
import { pairingRoutes } from "./pairing/pairing.routes.ts";
import { access } from "./plugins/access.ts";
import { errorHandler, sendError } from "./plugins/error-handler.ts";
import { jsonBody } from "./plugins/json-body.ts";
import { openapi } from "./plugins/openapi.ts";
import { sameOrigin } from "./plugins/same-origin.ts";
import { securityHeaders } from "./plugins/security-headers.ts";
import { session } from "./plugins/session.ts";
import { store } from "./plugins/store.ts";
import { textSearch } from "./plugins/text-search.ts";
import { validation } from "./plugins/validation.ts";
import { webApp } from "./plugins/web-app.ts";
import { reasonsRoutes } from "./reasons/reasons.routes.ts";
import { reportRoutes } from "./report/report.routes.ts";
import { resultRoutes } from "./result/result.routes.ts";
import { searchRoutes } from "./search/search.routes.ts";
import { nominationRoutes } from "./selection/nomination.routes.ts";
import { selectionRoutes } from "./selection/selection.routes.ts";
import { targetRoutes } from "./target/target.routes.ts";
import { brokerTurnoverRoutes } from "./turnover/broker-turnover.routes.ts";
import { publicStatisticsRoutes } from "./turnover/public-statistics.routes.ts";
import { turnoverRoutes } from "./turnover/turnover.routes.ts";
import { verificationRoutes } from "./verification/verification.routes.ts";
import { vocabularyRoutes } from "./vocabulary/vocabulary.routes.ts";
import { workRoutes } from "./work/work.routes.ts";

/** The URL space, a concept each. */
const routes: FastifyPluginAsyncTypebox[] = [
  healthRoutes,
  vocabularyRoutes,
  authRoutes,
  ownAccountRoutes,
  userRoutes,
  organisationRoutes,
  brokerRoutes,
  demandRoutes,
  resultRoutes,
  selectionRoutes,
  nominationRoutes,
  workRoutes,
  auditRoutes,
  matchingRoutes,
  pairingRoutes,
  declineStatisticsRoutes,
  messageRoutes,
  reasonsRoutes,
  contractRoutes,
  preCheckRoutes,
  attachmentRoutes,
  certificateRoutes,
  importRoutes,
  reportRoutes,
  notificationRoutes,
  turnoverRoutes,
  brokerTurnoverRoutes,
  targetRoutes,
  publicStatisticsRoutes,
  marineRoutes,
  verificationRoutes,
  searchRoutes,
  feedRoutes,
];

const BODY_LIMIT_BYTES = 1024 * 1024;
/** A request that waits longer for a dependency is answered 503 rather than left hanging. */
const HANDLER_TIMEOUT_MS = 30_000;
const SOCKET_MESSAGE_LIMIT_BYTES = 4 * 1024;
const TRUSTED_REQUEST_ID = /^[\w.-]{1,64}$/;

/** What the API works with besides its configuration. */
export interface Dependencies {
  /** Open; the caller closes it after the app. */
  connection: Connection;
  search: Search;
}

declare module "fastify" {
  interface FastifyInstance {
    config: Config;
    textSearch: Search;
    sessionEvents: SessionEmitter;
  }
}

/** Builds the whole API, ready to listen or to be asked through `inject`. The same for server, tests and seed. */
export async function buildApp(
  config: Config,
  { connection, search }: Dependencies,
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: config.logLevel, serializers: { req: presentRequest } },
    trustProxy: config.trustProxy,
    bodyLimit: BODY_LIMIT_BYTES,
    handlerTimeout: HANDLER_TIMEOUT_MS,
    genReqId: requestIdOf,
    frameworkErrors: (error, request, reply) => sendError(error, request, reply),
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    forceCloseConnections: true,
  });
  app.decorate("config", config);
  app.decorate("textSearch", search);
  app.decorate("sessionEvents", createSessionEmitter());
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });

  await app.register(errorHandler);
  await app.register(securityHeaders, { isProduction: config.isProduction });
  await app.register(openapi);
  await app.register(webApp, { webDist: config.webDist });
  await app.register(jsonBody);
  await app.register(store, { connection });
  await app.register(sameOrigin, { publicOrigin: config.publicOrigin });
  await app.register(rateLimit, { global: false });
  await app.register(websocket, { options: { maxPayload: SOCKET_MESSAGE_LIMIT_BYTES } });
  await app.register(session);
  await app.register(textSearch, {
    search,
    anonymousSearchesPerMinute: config.anonymousSearchesPerMinute,
  });
  await app.register(validation);
  await app.register(access);
  await app.register(notificationSocket);
  for (const plugin of routes) await app.register(plugin);
  return app;
}

/** The id under which a request is logged: a proxy's own, if it is one that can stand in a log. */
function requestIdOf(message: IncomingMessage): string {
  const id = message.headers["x-request-id"];
  return typeof id === "string" && TRUSTED_REQUEST_ID.test(id) ? id : randomUUID();
}

/** A request as it is logged. Query strings of pages are left out: they carry the tokens of links sent to people. */
function presentRequest(request: { method: string; url: string; ip?: string }) {
  const url = request.url.startsWith("/api/") ? request.url : request.url.split("?")[0];
  return { method: request.method, url, remoteAddress: request.ip };
}
