import cookie from "@fastify/cookie";
import type { FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { findCaller, SESSION_COOKIE } from "../account/session.service.ts";
import type { Caller } from "../caller.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who is signed in, or `null` for a stranger. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** For routes that answer everybody alike, and must even when the store of sessions is away. */
    ignoresCaller?: boolean;
  }
}

/** Finds out who is calling, from the session cookie. */
export const session = fp(
  async (app) => {
    await app.register(cookie);
    app.decorateRequest("caller", null);
    app.addHook("onRequest", async (request: FastifyRequest) => {
      const { access, ignoresCaller } = request.routeOptions.config;
      const token = request.cookies[SESSION_COOKIE];
      // Files of the web app state no access: they are for everybody.
      const isAsked = access !== undefined && ignoresCaller !== true;
      if (token !== undefined && isAsked) request.caller = await findCaller(app.models, token, new Date());
    });
  },
  { name: "session", dependencies: ["store"] },
);
