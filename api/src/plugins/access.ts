import type { Role } from "@market/shared";
import type { FastifyRequest, RouteOptions } from "fastify";
import fp from "fastify-plugin";
import { ApiError } from "../errors.ts";

/** Who may reach a route at all. Ownership and status are for its service to judge. */
export type Access = "anyone" | "signed-in" | readonly Role[];

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
  }
}

/** Lets a request through to its route only if the route's own `config.access` says so. */
export const access = fp(
  async (app) => {
    app.addHook("onRoute", requireStatedAccess);
    app.addHook("onRequest", async (request) => checkAccess(request));
  },
  { name: "access", dependencies: ["session"] },
);

/** A route that forgets to say who may would be open to everybody: it does not get registered. */
function requireStatedAccess(route: RouteOptions): void {
  if (route.config?.access === undefined) {
    throw new Error(`${[route.method].flat().join("|")} ${route.url} does not state config.access`);
  }
}

function checkAccess(request: FastifyRequest): void {
  const allowed = request.routeOptions.config.access ?? "anyone";
  if (allowed === "anyone") return;
  if (request.caller === null) throw new ApiError("account.signInRequired");
  if (allowed !== "signed-in" && !allowed.includes(request.caller.role)) {
    throw new ApiError("account.forbidden");
  }
}
