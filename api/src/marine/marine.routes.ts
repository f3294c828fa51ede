import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type MarineStatistics, MarineStatisticsSchema } from "@market/shared";
import { LRUCache } from "lru-cache";
import { countMarine } from "./marine-statistics.ts";

/** Strangers may ask as often as they like: counting happens once in this time. */
const FRESH_SECONDS = 10;

/** Marine technology in figures, for its hall. */
export const marineRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const counted = new LRUCache<"marine", MarineStatistics>({
    max: 1,
    ttl: FRESH_SECONDS * 1000,
    fetchMethod: () => countMarine(app.models, new Date()),
  });

  app.get(
    "/api/statistics/marine",
    {
      config: { access: "anyone" },
      schema: {
        tags: ["turnover"],
        operationId: "getMarineStatistics",
        summary: "Marine technology in figures",
        response: { 200: MarineStatisticsSchema },
      },
    },
    async (_, reply) => {
      reply.header("cache-control", `public, max-age=${FRESH_SECONDS}`);
      return counted.forceFetch("marine");
    },
  );
};
