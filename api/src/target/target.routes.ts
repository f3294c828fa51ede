import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  pageOf,
  ServicePointLedgerSchema,
  TargetRecordSchema,
  TargetRecordsQuerySchema,
  TargetsSchema,
  YearQuerySchema,
} from "@market/shared";
import { Type } from "typebox";
import type { Access } from "../plugins/access.ts";
import { languageOf } from "../plugins/error-handler.ts";
import { sendTables, XLSX } from "../spreadsheet/table.ts";
import { readServicePointLedger } from "./service-point-ledger.ts";
import { countTargets } from "./target.service.ts";
import { type CountedTargetName, listTargetRecords, targetCounters } from "./target-counters.ts";
import { ledgerTables, targetTables } from "./target-tables.ts";
import { yearPeriodOf } from "./year-period.ts";

const access: Access = ["official", "admin"];
const tags = ["turnover"];
const formats = ["csv", "xlsx"] as const;
const fileResponses = {
  csv: { 200: { content: { "text/csv": { schema: Type.String() } } } },
  xlsx: { 200: { content: { [XLSX]: { schema: Type.Any() } } } },
};
const countedTargets = Object.keys(targetCounters) as CountedTargetName[];

/** The plan's counters and the ledger of service points: as figures, with their records, and as tables. */
export const targetRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;
  const countFor = (year: number | undefined) => {
    const now = new Date();
    return countTargets(models, yearPeriodOf(year, now), now);
  };
  const ledgerFor = (year: number | undefined) => {
    const now = new Date();
    return readServicePointLedger(models, yearPeriodOf(year, now), now);
  };

  app.get(
    "/api/statistics/targets",
    {
      config: { access },
      schema: {
        tags,
        operationId: "getTargets",
        summary: "The plan's targets for a year beside what the records say",
        querystring: YearQuerySchema,
        response: { 200: TargetsSchema },
      },
    },
    async (request) => countFor(request.query.year),
  );

  for (const format of formats) {
    app.get(
      `/api/statistics/targets.${format}`,
      {
        config: { access },
        schema: {
          tags,
          operationId: `getTargets${format}`,
          summary: `The same as ${format.toUpperCase()}`,
          querystring: YearQuerySchema,
          response: fileResponses[format],
        },
      },
      async (request, reply) => {
        const targets = await countFor(request.query.year);
        const name = `targets-${targets.year}`;
        return sendTables(reply, targetTables(targets, languageOf(request)), { name, format });
      },
    );
  }

  app.get(
    "/api/statistics/targets/:target/records",
    {
      config: { access },
      schema: {
        tags,
        operationId: "listTargetRecords",
        summary: "The records that a counter counts; turnover's are those of its drill-down",
        params: Type.Object({ target: Type.Enum(countedTargets, { type: "string" }) }),
        querystring: TargetRecordsQuerySchema,
        response: { 200: pageOf(TargetRecordSchema) },
      },
    },
    async (request) => {
      const { year, page = 1, pageSize = 20 } = request.query;
      const period = yearPeriodOf(year, new Date());
      return listTargetRecords(models, request.params.target, period, { page, pageSize });
    },
  );

  app.get(
    "/api/statistics/service-points",
    {
      config: { access },
      schema: {
        tags,
        operationId: "getServicePointLedger",
        summary: "What each service point registered in a year, against the year before",
        querystring: YearQuerySchema,
        response: { 200: ServicePointLedgerSchema },
      },
    },
    async (request) => ledgerFor(request.query.year),
  );

  for (const format of formats) {
    app.get(
      `/api/statistics/service-points.${format}`,
      {
        config: { access },
        schema: {
          tags,
          operationId: `getServicePointLedger${format}`,
          summary: `The same as ${format.toUpperCase()}`,
          querystring: YearQuerySchema,
          response: fileResponses[format],
        },
      },
      async (request, reply) => {
        const ledger = await ledgerFor(request.query.year);
        const name = `service-points-${ledger.year}`;
        return sendTables(reply, ledgerTables(ledger, languageOf(request)), { name, format });
      },
    );
  }
};
