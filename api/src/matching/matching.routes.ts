import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { AdoptWeightsSchema, MatchingOverviewSchema } from "@market/shared";
import { callerOf } from "../caller.ts";
import { adoptVersion, describeMatching, fitWeights, rematchAll } from "./matching.service.ts";

const tags = ["matching"];

/** The weights that pairings are scored by, and matching everything anew: for whoever keeps the market running. */
export const matchingRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;

  app.get(
    "/api/admin/matching",
    {
      config: { access: ["admin"] },
      schema: {
        tags,
        operationId: "getMatching",
        summary:
          "Versions of the weights with their figures, which is in force, and how far re-matching has come",
        response: { 200: MatchingOverviewSchema },
      },
    },
    async () => describeMatching(models, new Date()),
  );

  app.post(
    "/api/admin/matching/adopt",
    {
      config: { access: ["admin"] },
      schema: {
        tags,
        operationId: "adoptWeights",
        summary:
          "Put a version of the weights in force, or return to an older one; everything is matched anew",
        body: AdoptWeightsSchema,
        response: { 200: MatchingOverviewSchema },
      },
    },
    async (request) => adoptVersion(models, request.body, callerOf(request), new Date()),
  );

  app.post(
    "/api/admin/matching/rematch",
    {
      config: { access: ["admin"] },
      schema: {
        tags,
        operationId: "rematch",
        summary: "Match everything anew, in the background",
        response: { 200: MatchingOverviewSchema },
      },
    },
    async (request) => rematchAll(models, callerOf(request), new Date()),
  );

  app.post(
    "/api/admin/matching/fit",
    {
      config: { access: ["admin"] },
      schema: {
        tags,
        operationId: "fitWeights",
        summary: "Learn from what brokers have decided, in the background",
        response: { 200: MatchingOverviewSchema },
      },
    },
    async (request) => fitWeights(models, callerOf(request), new Date()),
  );
};
