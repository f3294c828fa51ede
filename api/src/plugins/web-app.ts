import { resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import fp from "fastify-plugin";
import { ApiError } from "../errors.ts";
import { sendError } from "./error-handler.ts";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Serves the built web app: files under `/assets` carry a hash of their content in their name and never change,
 * everything else is asked for anew. An address that is no file is one of the app's own pages.
 */
export const webApp = fp<{ webDist: string | null }>(
  async (app, { webDist }) => {
    if (webDist !== null) {
      await app.register(fastifyStatic, {
        root: resolve(webDist),
        cacheControl: false,
        preCompressed: true,
        setHeaders: (response, path) => {
          const isHashed = path.includes("/assets/");
          response.setHeader(
            "cache-control",
            isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : "no-cache",
          );
        },
      });
    }
    app.setNotFoundHandler((request, reply) => {
      const isPage =
        (request.method === "GET" || request.method === "HEAD") &&
        !/^\/(api|docs|assets)(\/|$|\?)/.test(request.url);
      if (webDist !== null && isPage) return reply.sendFile("index.html");
      return sendError(new ApiError("request.notFound"), request, reply);
    });
  },
  { name: "web-app", dependencies: ["error-handler"] },
);
