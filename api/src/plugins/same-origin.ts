import type { FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { ApiError } from "../errors.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses what another site makes a browser send with our cookie. Browsers name the page's origin in every request
 * that writes; clients that are no browsers name none and hold no cookie they did not ask for.
 */
export const sameOrigin = fp<{ publicOrigin: string | null }>(
  async (app, { publicOrigin }) => {
    app.addHook("onRequest", async (request) => {
      if (!SAFE_METHODS.has(request.method) && !isSameOrigin(request, publicOrigin)) {
        throw new ApiError("request.foreignOrigin");
      }
    });
  },
  { name: "same-origin" },
);

/** Whether a request comes from our own pages, or from no page at all. Sockets are checked by it too. */
export function isSameOrigin(request: FastifyRequest, publicOrigin: string | null): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return request.headers["sec-fetch-site"] !== "cross-site";
  if (publicOrigin !== null && origin === publicOrigin) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}
