import multipart from "@fastify/multipart";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { ImportReportSchema } from "@market/shared";
import { Type } from "typebox";
import { callerOf } from "../../caller.ts";
import { ApiError, fieldError } from "../../errors.ts";
import { languageOf } from "../../plugins/error-handler.ts";
import { importContracts } from "./import-contracts.ts";
import { importTemplate } from "./import-template.ts";
import { readSheet } from "./read-sheet.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** Years of contracts take longer than other requests may. */
const IMPORT_TIMEOUT_MS = 10 * 60 * 1000;

/** Past contracts from a sheet, and the template of one. */
export const importRoutes: FastifyPluginAsyncTypebox = async (app) => {
  await app.register(multipart, { limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 10 } });

  app.get(
    "/api/imports/contracts",
    {
      config: { access: ["official"] },
      schema: {
        tags: ["contracts"],
        operationId: "getImportTemplate",
        summary: "The sheet to fill in",
        response: { 200: { content: { [XLSX]: { schema: Type.Any() } } } },
      },
    },
    async (_, reply) => {
      reply.type(XLSX).header("content-disposition", 'attachment; filename="contracts.xlsx"');
      return importTemplate();
    },
  );

  app.post(
    "/api/imports/contracts",
    {
      config: { access: ["official"] },
      bodyLimit: MAX_FILE_BYTES + 1024 * 1024,
      handlerTimeout: IMPORT_TIMEOUT_MS,
      schema: {
        tags: ["contracts"],
        operationId: "importContracts",
        summary: "Bring in past contracts from .xlsx or .csv, with their numbers and dates",
        consumes: ["multipart/form-data"],
        response: { 200: ImportReportSchema },
      },
    },
    async (request) => {
      if (!request.isMultipart()) throw new ApiError("import.unsupportedFile");
      const file = await request.file();
      if (file === undefined) throw fieldError("file", "file.required");
      const content = await file.toBuffer();
      const sheet = await readSheet({ name: file.filename, type: file.mimetype, content });
      return importContracts(app.models, callerOf(request), sheet, languageOf(request));
    },
  );
};
