import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { SESSION_COOKIE } from "../account/session.service.ts";
import { ApiError } from "../errors.ts";
import { withHead } from "../web-page/page-head.ts";
import { isPagePath } from "../web-page/page-path.ts";
import { findPublicText } from "../web-page/public-text.ts";
import { sendError } from "./error-handler.ts";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Serves the built web app: files under `/assets` carry a hash of their content in their name and never change,
 * everything else is asked for anew. An address that is no file is one of the app's own pages, or answered 404 with
 * the page that says so. Pages of public texts carry in their head what they are about.
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
    app.setNotFoundHandler(async (request, reply) => {
      const isPage =
        (request.method === "GET" || request.method === "HEAD") &&
        !/^\/(api|docs|feeds|assets)(\/|$|\?)/.test(request.url);
      if (webDist !== null && isPage) return sendPage(request, reply, resolve(webDist));
      return sendError(new ApiError("request.notFound"), request, reply);
    });
  },
  { name: "web-app", dependencies: ["error-handler"] },
);

async function sendPage(request: FastifyRequest, reply: FastifyReply, folder: string): Promise<FastifyReply> {
  const { models, config } = request.server;
  const path = new URL(request.url, "http://market.invalid").pathname;
  // Read anew each time: a later build puts other files there.
  const [html, table] = await Promise.all([
    readIfThere(join(folder, "index.html")),
    readIfThere(join(folder, "routes.json")),
  ]);
  // A build that is just being replaced.
  if (html === null) return sendError(new ApiError("request.notFound"), request, reply);
  const patterns = table === null ? null : (JSON.parse(table) as string[]);
  const origin = config.publicOrigin ?? `${request.protocol}://${request.host}`;
  const head = await findHead(request, () => findPublicText(models, path, origin, new Date()));
  // Whoever is signed in may see more than a stranger: the app finds out and says so itself.
  const isHidden = head === null && request.cookies[SESSION_COOKIE] === undefined;
  const isUnknown = patterns !== null && !isPagePath(path, patterns);
  return reply
    .code(isHidden || isUnknown ? 404 : 200)
    .header("cache-control", "no-cache")
    .type("text/html; charset=utf-8")
    .send(head ? withHead(html, head) : html);
}

/** Without the store the page itself is still worth having. */
async function findHead<Head>(request: FastifyRequest, find: () => Promise<Head>): Promise<Head | undefined> {
  try {
    return await find();
  } catch (error) {
    request.log.warn({ err: error }, "the head of a page could not be made");
    return undefined;
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
