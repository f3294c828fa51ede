import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { AuditEntrySchema, AuditFileQuerySchema, AuditQuerySchema, pageOf } from "@market/shared";
import { Type } from "typebox";
import type { Access } from "../plugins/access.ts";
import { languageOf } from "../plugins/error-handler.ts";
import { sendTables, XLSX } from "../spreadsheet/table.ts";
import { readAudit } from "./audit.service.ts";
import { auditTable } from "./audit-table.ts";

const access: Access = ["admin"];
const tags = ["admin"];
/** A file is for reading by people; a narrower question gives the rest. */
const MAX_FILE_ENTRIES = 5000;
const fileResponses = {
  csv: { 200: { content: { "text/csv": { schema: Type.String() } } } },
  xlsx: { 200: { content: { [XLSX]: { schema: Type.Any() } } } },
};

/** Who did what, when, with before and after: read from the records' own histories. */
export const auditRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    "/api/admin/audit",
    {
      config: { access },
      schema: {
        tags,
        operationId: "readAudit",
        summary: "Acts on contracts, selection, roles, verification and take-downs, the latest first",
        querystring: AuditQuerySchema,
        response: { 200: pageOf(AuditEntrySchema) },
      },
    },
    async (request) => readAudit(app.models, request.query),
  );

  for (const format of ["csv", "xlsx"] as const) {
    app.get(
      `/api/admin/audit.${format}`,
      {
        config: { access },
        schema: {
          tags,
          operationId: `readAudit${format}`,
          summary: `The latest ${MAX_FILE_ENTRIES} of the same as ${format.toUpperCase()}`,
          querystring: AuditFileQuerySchema,
          response: fileResponses[format],
        },
      },
      async (request, reply) => {
        const { items } = await readAudit(app.models, { ...request.query, pageSize: MAX_FILE_ENTRIES });
        return sendTables(reply, [auditTable(items, languageOf(request))], { name: "audit", format });
      },
    );
  }
};
