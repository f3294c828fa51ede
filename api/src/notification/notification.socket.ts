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

/** How often and how much; tests hurry it. */
export interface LiveOptions {
  pollMs?: number;
  streamRetryMs?: number;
  heartbeatMs?: number;
  sessionCheckMs?: number;
  bufferLimitBytes?: number;
}

/** `GET /api/live`: the socket on which a person's notifications arrive as they happen. */
export const notificationSocket = fp<LiveOptions>(
  async (app, options) => {
    const { models, connection, log, config } = app;
    const hub = new LiveHub({ models, log, bufferLimitBytes: options.bufferLimitBytes ?? 4 * 1024 * 1024 });
    app.decorate("live", hub);
    runWhileOpen(app, hub, options);

    app.get(
      "/api/live",
      {
        websocket: true,
        config: { access: "signed-in" },
        // Any site may open a socket here with our cookie, and read it, unless it is asked where it comes from.
        onRequest: async (request) => {
          if (!isSameOrigin(request, config.publicOrigin)) throw new ApiError("request.foreignOrigin");
        },
      },
      (socket, request) => hub.open(socket, callerOf(request)),
    );

    app.sessionEvents.on("ended", (sessionIds) => hub.closeSessions(new Set(sessionIds)));

    let feed: NotificationFeed | null = null;
    app.addHook("onReady", async () => {
      feed = new NotificationFeed({
        openStream: () => openNotificationStream(connection, models),
        models,
        hub,
        log,
        pollMs: options.pollMs ?? 1_000,
        streamRetryMs: options.streamRetryMs ?? 30_000,
      });
    });
    app.addHook("onClose", async () => {
      await feed?.stop();
      await hub.close();
    });
  },
  { name: "notification-socket", dependencies: ["store", "access"] },
);

function runWhileOpen(app: FastifyInstance, hub: LiveHub, options: LiveOptions): void {
  const heartbeat = setInterval(() => hub.checkAlive(), options.heartbeatMs ?? 30_000);
  const sessionCheck = setInterval(() => {
    closeEndedSessions(app.models, hub, new Date()).catch((error: unknown) => {
      app.log.warn({ err: error }, "sessions could not be checked");
    });
  }, options.sessionCheckMs ?? 2_000);
  app.addHook("onClose", async () => {
    clearInterval(heartbeat);
    clearInterval(sessionCheck);
  });
}
