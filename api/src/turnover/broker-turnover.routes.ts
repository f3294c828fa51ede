import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { BrokerTurnoverQuerySchema, BrokerTurnoverSchema } from "@market/shared";
import { callerOf } from "../caller.ts";
import { languageOf } from "../plugins/error-handler.ts";
import { readBrokerTurnover } from "./broker-turnover.service.ts";

/** A broker's own turnover: what came of their work, by the city's count. */
export const brokerTurnoverRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    "/api/brokers/me/turnover",
    {
      config: { access: ["broker"] },
      schema: {
        tags: ["turnover"],
        operationId: "getOwnTurnover",
        summary: "The broker's own turnover by month, with the contracts behind it",
        querystring: BrokerTurnoverQuerySchema,
        response: { 200: BrokerTurnoverSchema },
      },
    },
    async (request) =>
      readBrokerTurnover(app.models, callerOf(request), request.query, languageOf(request), new Date()),
  );
};
