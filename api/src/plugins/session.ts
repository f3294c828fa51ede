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
}

/** Finds out who is calling, from the session cookie. */
export const session = fp(
  async (app) => {
    await app.register(cookie);
    app.decorateRequest("caller", null);
    app.addHook("onRequest", async (request: FastifyRequest) => {
      const token = request.cookies[SESSION_COOKIE];
      if (token !== undefined) request.caller = await findCaller(app.models, token, new Date());
    });
  },
  { name: "session", dependencies: ["store"] },
);
