import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { callerOf } from "../caller.ts";
import { ApiError } from "../errors.ts";
import { isSameOrigin } from "../plugins/same-origin.ts";
import { LiveHub } from "./live-hub.ts";
import { NotificationFeed, openNotificationStream } from "./notification-feed.ts";
import { closeEndedSessions } from "./session-watch.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** The open live sockets of this process. */
    live: LiveHub;
  }
}

/** How often to look for notifications while the store tells nothing by itself: they are to arrive within a second. */
const POLL_MS = 1_000;
const STREAM_RETRY_MS = 30_000;
const HEARTBEAT_MS = 30_000;
const SESSION_CHECK_MS = 2_000;
/** More than is ever sent at once: a client with this much before it has stopped reading. */
const BUFFER_LIMIT_BYTES = 4 * 1024 * 1024;

/** `GET /api/live`: the socket on which a person's notifications arrive as they happen. */
export const notificationSocket = fp(
  async (app) => {
    const { models, connection, log, config } = app;
    const hub = new LiveHub({ models, log, bufferLimitBytes: BUFFER_LIMIT_BYTES });
    app.decorate("live", hub);
    runWhileOpen(app, hub);

    app.route({
      method: "GET",
      url: "/api/live",
      config: { access: "signed-in" },
      schema: { hide: true },
      // Any site may open a socket here with our cookie, and read it, unless it is asked where it comes from.
      onRequest: async (request) => {
        if (!isSameOrigin(request, config.publicOrigin)) throw new ApiError("request.foreignOrigin");
      },
      handler: async () => {
        throw new ApiError("live.socketOnly");
      },
      wsHandler: (socket, request) => hub.open(socket, callerOf(request)),
    });

    app.sessionEvents.on("ended", (sessionIds) => hub.closeSessions(new Set(sessionIds)));

    let feed: NotificationFeed | null = null;
    app.addHook("onReady", async () => {
      feed = new NotificationFeed({
        openStream: () => openNotificationStream(connection, models),
        models,
        hub,
        log,
        pollMs: POLL_MS,
        streamRetryMs: STREAM_RETRY_MS,
      });
    });
    // Before the server closes: it waits for open sockets, and those of dead clients would keep it waiting.
    app.addHook("preClose", async () => {
      await feed?.stop();
      await hub.close();
    });
  },
  { name: "notification-socket", dependencies: ["store", "access"] },
);

function runWhileOpen(app: FastifyInstance, hub: LiveHub): void {
  const heartbeat = setInterval(() => hub.checkAlive(), HEARTBEAT_MS);
  const sessionCheck = setInterval(() => {
    closeEndedSessions(app.models, hub, new Date()).catch((error: unknown) => {
      app.log.warn({ err: error }, "sessions could not be checked");
    });
  }, SESSION_CHECK_MS);
  app.addHook("onClose", async () => {
    clearInterval(heartbeat);
    clearInterval(sessionCheck);
  });
}
