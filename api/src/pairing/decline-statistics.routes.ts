import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { DeclineStatisticsQuerySchema, DeclineStatisticsSchema } from "@market/shared";
import { Type } from "typebox";
import { callerOf } from "../caller.ts";
import type { Access } from "../plugins/access.ts";
import { languageOf } from "../plugins/error-handler.ts";
import { sendTables, XLSX } from "../spreadsheet/table.ts";
import { countDeclines } from "./decline-statistics.service.ts";
import { declineTables } from "./decline-tables.ts";

const access: Access = ["enterprise", "institution", "official", "admin"];
const tags = ["pairings"];
const formats = ["csv", "xlsx"] as const;
const fileResponses = {
  csv: { 200: { content: { "text/csv": { schema: Type.String() } } } },
  xlsx: { 200: { content: { [XLSX]: { schema: Type.Any() } } } },
};

/** Why introductions of one's texts were declined, on the screen and to take away. */
export const declineStatisticsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    "/api/statistics/declines",
    {
      config: { access },
      schema: {
        tags,
        operationId: "getDeclines",
        summary: "Why introductions were declined, by month and reason",
        querystring: DeclineStatisticsQuerySchema,
        response: { 200: DeclineStatisticsSchema },
      },
    },
    async (request) =>
      countDeclines(app.models, callerOf(request), request.query, languageOf(request), new Date()),
  );

  for (const format of formats) {
    app.get(
      `/api/statistics/declines.${format}`,
      {
        config: { access },
        schema: {
          tags,
          operationId: `getDeclines${format}`,
          summary: `The same as ${format.toUpperCase()}`,
          querystring: DeclineStatisticsQuerySchema,
          response: fileResponses[format],
        },
      },
      async (request, reply) => {
        const language = languageOf(request);
        const declines = await countDeclines(
          app.models,
          callerOf(request),
          request.query,
          language,
          new Date(),
        );
        return sendTables(reply, declineTables(declines, language), { name: "declines", format });
      },
    );
  }
};
