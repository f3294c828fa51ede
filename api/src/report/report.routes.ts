import { Readable } from "node:stream";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { ContractQuerySchema, MonthlyReportSchema, MonthQuerySchema, monthOf } from "@market/shared";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { callerOf } from "../caller.ts";
import type { Access } from "../plugins/access.ts";
import { languageOf } from "../plugins/error-handler.ts";
import { sendTables, XLSX } from "../spreadsheet/table.ts";
import { readMonthlyReport } from "./monthly-report.ts";
import { monthlyReportTables } from "./monthly-report-tables.ts";
import { registrationListCsv, registrationListXlsx } from "./registration-list.ts";

const access: Access = ["official", "admin"];
/** A hundred thousand rows take longer than other requests may. */
const LIST_TIMEOUT_MS = 10 * 60 * 1000;
const ListQuerySchema = Type.Omit(ContractQuerySchema, ["page", "pageSize", "sort"], {
  additionalProperties: false,
});

/** What officials take away: the registration list and the report of a month. */
export const reportRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;

  app.get(
    "/api/contracts/registration-list.csv",
    {
      config: { access },
      handlerTimeout: LIST_TIMEOUT_MS,
      schema: {
        tags: ["contracts"],
        operationId: "getRegistrationListCsv",
        summary: "Registered contracts by the national form's column names, as CSV",
        querystring: ListQuerySchema,
        response: { 200: { content: { "text/csv": { schema: Type.Any() } } } },
      },
    },
    async (request, reply) => {
      reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="registration-list.csv"');
      return reply.send(Readable.from(registrationListCsv(models, callerOf(request), request.query)));
    },
  );

  app.get(
    "/api/contracts/registration-list.xlsx",
    {
      config: { access },
      handlerTimeout: LIST_TIMEOUT_MS,
      schema: {
        tags: ["contracts"],
        operationId: "getRegistrationListXlsx",
        summary: "The same as an Excel workbook",
        querystring: ListQuerySchema,
        response: { 200: { content: { [XLSX]: { schema: Type.Any() } } } },
      },
    },
    async (request, reply) => {
      reply.type(XLSX).header("content-disposition", 'attachment; filename="registration-list.xlsx"');
      return reply.send(
        Readable.from(registrationListXlsx(models, callerOf(request), request.query, new Date())),
      );
    },
  );

  const readReport = (request: FastifyRequest, month: string | undefined) => {
    const now = new Date();
    return readMonthlyReport(models, month ?? monthOf(now), now, languageOf(request));
  };

  app.get(
    "/api/reports/monthly",
    {
      config: { access },
      schema: {
        tags: ["turnover"],
        operationId: "getMonthlyReport",
        summary: "What the office reports of a month",
        querystring: MonthQuerySchema,
        response: { 200: MonthlyReportSchema },
      },
    },
    async (request) => readReport(request, request.query.month),
  );

  for (const format of ["csv", "xlsx"] as const) {
    app.get(
      `/api/reports/monthly.${format}`,
      {
        config: { access },
        schema: {
          tags: ["turnover"],
          operationId: `getMonthlyReport${format}`,
          summary: `The same as ${format.toUpperCase()}`,
          querystring: MonthQuerySchema,
          response: {
            200: { content: { [format === "csv" ? "text/csv" : XLSX]: { schema: Type.Any() } } },
          },
        },
      },
      async (request, reply) => {
        const report = await readReport(request, request.query.month);
        const tables = monthlyReportTables(report, languageOf(request));
        return sendTables(reply, tables, { name: `monthly-${report.month}`, format });
      },
    );
  }
};
