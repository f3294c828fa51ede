import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type PublicStatistics, PublicStatisticsSchema } from "@market/shared";
import { LRUCache } from "lru-cache";
import { countPublicStatistics } from "./public-statistics.ts";

/** Strangers may ask as often as they like: counting happens once in this time. */
const FRESH_SECONDS = 10;

/** The market in figures for everybody, with the instant they were counted at. */
export const publicStatisticsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const counted = new LRUCache<"statistics", PublicStatistics>({
    max: 1,
    ttl: FRESH_SECONDS * 1000,
    fetchMethod: () => countPublicStatistics(app.models, new Date()),
  });

  app.get(
    "/api/statistics/public",
    {
      config: { access: "anyone" },
      schema: {
        tags: ["turnover"],
        operationId: "getPublicStatistics",
        summary: "The market in figures",
        response: { 200: PublicStatisticsSchema },
      },
    },
    async (_, reply) => {
      reply.header("cache-control", `public, max-age=${FRESH_SECONDS}`);
      return counted.forceFetch("statistics");
    },
  );
};
