import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type TurnoverQuery, TurnoverQuerySchema, TurnoverSchema } from "@market/shared";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Access } from "../plugins/access.ts";
import { languageOf } from "../plugins/error-handler.ts";
import { readTurnoverQuery, sumTurnover } from "./turnover.service.ts";
import { turnoverCsv, turnoverXlsx } from "./turnover-sheet.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const access: Access = ["official", "admin"];

/** Turnover for officials: as figures, and as tables to take away. */
export const turnoverRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const count = async (request: FastifyRequest & { query: TurnoverQuery }) => {
    const question = readTurnoverQuery(request.query, new Date());
    const language = languageOf(request);
    return { question, language, turnover: await sumTurnover(app.models, question, language) };
  };

  app.get(
    "/api/statistics/turnover",
    {
      config: { access },
      schema: {
        tags: ["turnover"],
        operationId: "getTurnover",
        summary: "Turnover of registered contracts, as of an instant",
        querystring: TurnoverQuerySchema,
        response: { 200: TurnoverSchema },
      },
    },
    async (request) => (await count(request)).turnover,
  );

  app.get(
    "/api/statistics/turnover.csv",
    {
      config: { access },
      schema: {
        tags: ["turnover"],
        operationId: "getTurnoverCsv",
        summary: "The same as CSV",
        querystring: TurnoverQuerySchema,
        response: { 200: { content: { "text/csv": { schema: Type.String() } } } },
      },
    },
    async (request, reply) => {
      const { turnover, question, language } = await count(request);
      reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="turnover.csv"');
      return turnoverCsv(turnover, question, language);
    },
  );

  app.get(
    "/api/statistics/turnover.xlsx",
    {
      config: { access },
      schema: {
        tags: ["turnover"],
        operationId: "getTurnoverXlsx",
        summary: "The same as an Excel workbook",
        querystring: TurnoverQuerySchema,
        response: { 200: { content: { [XLSX]: { schema: Type.Any() } } } },
      },
    },
    async (request, reply) => {
      const { turnover, question, language } = await count(request);
      reply.type(XLSX).header("content-disposition", 'attachment; filename="turnover.xlsx"');
      return turnoverXlsx(turnover, question, language);
    },
  );
};
