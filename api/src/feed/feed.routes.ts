import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { buildSitemap } from "./sitemap.ts";
import { buildTextFeed, type FeedKind } from "./text-feed.ts";

const KEEP_SECONDS = 300;
const cacheControl = `public, max-age=${KEEP_SECONDS}`;
const access = { access: "anyone", ignoresCaller: true } as const;

/** What programs read of the public market: feeds for subscribers, a sitemap and rules for search engines. */
export const feedRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models, config } = app;
  const originOf = (request: FastifyRequest): string =>
    config.publicOrigin ?? `${request.protocol}://${request.host}`;

  const addFeed = (kind: FeedKind) => {
    app.get(
      `/feeds/${kind}.:format(^atom|rss$)`,
      {
        config: access,
        schema: {
          tags: ["feeds"],
          operationId: `feedOf${kind === "demands" ? "Demands" : "Results"}`,
          summary: `The newest public ${kind}, as an Atom or RSS feed`,
          params: Type.Object({ format: Type.Enum(["atom", "rss"]) }),
        },
      },
      async (request, reply) => {
        const { format } = request.params;
        const feed = await buildTextFeed(models, kind, originOf(request), new Date());
        return reply
          .header("cache-control", cacheControl)
          .type(`application/${format}+xml; charset=utf-8`)
          .send(format === "atom" ? feed.atom1() : feed.rss2());
      },
    );
  };
  addFeed("demands");
  addFeed("results");

  app.get("/sitemap.xml", { config: access, schema: { hide: true } }, async (request, reply) =>
    reply
      .header("cache-control", cacheControl)
      .type("application/xml; charset=utf-8")
      .send(await buildSitemap(models, originOf(request), new Date())),
  );

  app.get("/robots.txt", { config: access, schema: { hide: true } }, async (request, reply) =>
    reply
      .header("cache-control", cacheControl)
      .type("text/plain; charset=utf-8")
      .send(
        [
          "User-agent: *",
          "Disallow: /api/",
          "Allow: /",
          `Sitemap: ${originOf(request)}/sitemap.xml`,
          "",
        ].join("\n"),
      ),
  );
};
