import { Readable } from "node:stream";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { ContractQuerySchema } from "@market/shared";
import { Type } from "typebox";
import { callerOf } from "../caller.ts";
import type { Access } from "../plugins/access.ts";
import { XLSX } from "../spreadsheet/table.ts";
import { registrationListCsv, registrationListXlsx } from "./registration-list.ts";

const access: Access = ["official", "admin"];
/** A hundred thousand rows take longer than other requests may. */
const LIST_TIMEOUT_MS = 10 * 60 * 1000;
const ListQuerySchema = Type.Omit(ContractQuerySchema, ["page", "pageSize", "sort"], {
  additionalProperties: false,
});

/** What officials take away: the registration list. */
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
};
