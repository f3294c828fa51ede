import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  TurnoverQuerySchema,
  TurnoverRecordsFileQuerySchema,
  TurnoverRecordsQuerySchema,
  TurnoverRecordsSchema,
  TurnoverSchema,
} from "@market/shared";
import { Type } from "typebox";
import type { Access } from "../plugins/access.ts";
import { languageOf } from "../plugins/error-handler.ts";
import { sendTables, XLSX } from "../spreadsheet/table.ts";
import { definitionOf, narrowedTo, sumTurnover } from "./turnover.service.ts";
import { ledgerOf } from "./turnover-ledger.ts";
import { readTurnoverQuery } from "./turnover-question.ts";
import { allTurnoverRecords, listTurnoverRecords } from "./turnover-records.service.ts";
import { turnoverRecordsTables, turnoverTables } from "./turnover-sheet.ts";

const access: Access = ["official", "admin"];
const files = [
  { format: "csv", name: "Csv", summary: "as CSV", type: "text/csv", schema: Type.String() },
  { format: "xlsx", name: "Xlsx", summary: "as an Excel workbook", type: XLSX, schema: Type.Any() },
] as const;

/** Turnover for officials: as figures, as the records behind them, and as tables to take away. */
export const turnoverRoutes: FastifyPluginAsyncTypebox = async (app) => {
  // The first to ask should not wait until years of entries have been read.
  app.addHook("onListen", () => {
    ledgerOf(app.models)
      .read()
      .catch((error: unknown) => app.log.warn({ err: error }, "turnover entries cannot be read yet"));
  });

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
    async (request) =>
      sumTurnover(app.models, readTurnoverQuery(request.query, new Date()), languageOf(request)),
  );

  app.get(
    "/api/statistics/turnover/records",
    {
      config: { access },
      schema: {
        tags: ["turnover"],
        operationId: "listTurnoverRecords",
        summary: "What stands behind a figure of turnover: registrations and corrections, the latest first",
        querystring: TurnoverRecordsQuerySchema,
        response: { 200: TurnoverRecordsSchema },
      },
    },
    async (request) => {
      const { page = 1, pageSize = 20, corrections = false, ...query } = request.query;
      const question = { ...readTurnoverQuery(query, new Date()), onlyCorrections: corrections };
      return listTurnoverRecords(app.models, question, { page, pageSize }, languageOf(request));
    },
  );

  for (const { format, name, summary, type, schema } of files) {
    app.get(
      `/api/statistics/turnover.${format}`,
      {
        config: { access },
        schema: {
          tags: ["turnover"],
          operationId: `getTurnover${name}`,
          summary: `Turnover ${summary}`,
          querystring: TurnoverQuerySchema,
          response: { 200: { content: { [type]: { schema } } } },
        },
      },
      async (request, reply) => {
        const question = readTurnoverQuery(request.query, new Date());
        const language = languageOf(request);
        const turnover = await sumTurnover(app.models, question, language);
        return sendTables(reply, turnoverTables(turnover, question, language), { name: "turnover", format });
      },
    );

    app.get(
      `/api/statistics/turnover/records.${format}`,
      {
        config: { access },
        schema: {
          tags: ["turnover"],
          operationId: `getTurnoverRecords${name}`,
          summary: `The records behind a figure ${summary}`,
          querystring: TurnoverRecordsFileQuerySchema,
          response: { 200: { content: { [type]: { schema } } } },
        },
      },
      async (request, reply) => {
        const { corrections = false, ...query } = request.query;
        const question = { ...readTurnoverQuery(query, new Date()), onlyCorrections: corrections };
        const language = languageOf(request);
        const records = await allTurnoverRecords(app.models, question, language);
        const answer = {
          definition: definitionOf({ ...question, from: null }, language),
          asOf: question.asOf.toISOString(),
          narrowedTo: narrowedTo(question, language),
        };
        const tables = turnoverRecordsTables(records, answer, question, language);
        return sendTables(reply, tables, { name: "turnover-records", format });
      },
    );
  }
};
