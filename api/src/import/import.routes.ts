import { createHash } from "node:crypto";
import multipart from "@fastify/multipart";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  IdParamsSchema,
  type ImportKindName,
  ImportReportSchema,
  ImportRunQuerySchema,
  ImportRunSchema,
  PublishedImportSchema,
  pageOf,
  type Role,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import { stringify } from "csv-stringify/sync";
import type { FastifyRequest } from "fastify";
import type { Types } from "mongoose";
import { Type } from "typebox";
import { type Caller, callerOf } from "../caller.ts";
import { contractImport, contractTemplate } from "../contract/import/import-contracts.ts";
import { demandImport, demandTemplate } from "../demand/demand-import.ts";
import { ApiError, fieldError, type Language } from "../errors.ts";
import { languageOf } from "../plugins/error-handler.ts";
import { resultImport, resultTemplate } from "../result/result-import.ts";
import { XLSX } from "../spreadsheet/table.ts";
import type { ImportKind } from "./import-kind.ts";
import {
  findRunOrThrow,
  finishRun,
  listRuns,
  noteProgress,
  presentRun,
  type StoredImportRun,
  startRun,
} from "./import-run.service.ts";
import { importTemplate } from "./import-template.ts";
import { publishImport } from "./publish-import.ts";
import { readSheet, type Sheet } from "./read-sheet.ts";
import { type PreparedSheet, prepareSheet, runImport } from "./run-import.ts";

const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** Years of contracts take longer than other requests may. */
const IMPORT_TIMEOUT_MS = 10 * 60 * 1000;
const ERROR_HEADINGS: Record<Language, string[]> = {
  zh: ["行", "列", "单元格内容", "原因"],
  en: ["Row", "Column", "Cell", "Reason"],
};

const kinds: { kind: ImportKindName; access: Role[]; tag: string; summary: string }[] = [
  {
    kind: "contracts",
    access: ["official"],
    tag: "contracts",
    summary: "Bring in past contracts from .xlsx or .csv, with their numbers and dates",
  },
  {
    kind: "results",
    access: ["institution"],
    tag: "results",
    summary: "Bring in your results from .xlsx or .csv, as drafts",
  },
  {
    kind: "demands",
    access: ["enterprise"],
    tag: "demands",
    summary: "Bring in your needs from .xlsx or .csv, as drafts",
  },
];

const templates = { contracts: contractTemplate, results: resultTemplate, demands: demandTemplate };

/** Records from sheets: templates, imports with their progress, and what came of them. */
export const importRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;
  await app.register(multipart, { limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 10 } });

  const background = new Set<Promise<void>>();
  const closing = new AbortController();
  app.addHook("onClose", async () => {
    closing.abort();
    await Promise.all(background);
  });

  /** Brings a sheet in and keeps the run's record up with it. */
  const carryOut = async (
    run: StoredImportRun,
    kind: ImportKind<string, unknown>,
    prepared: PreparedSheet<string>,
    language: Language,
  ) => {
    try {
      const report = await runImport(kind, prepared, {
        language,
        signal: closing.signal,
        onProgress: (read, soFar) => noteProgress(models, run._id, read, soFar),
      });
      const state = closing.signal.aborted ? "interrupted" : "done";
      await finishRun(models, run._id, { state, report });
      return report;
    } catch (error) {
      const problem = error instanceof ApiError ? error.code : "server.failed";
      await finishRun(models, run._id, { state: "failed", problem });
      throw error;
    }
  };

  for (const { kind, access, tag, summary } of kinds) {
    app.get(
      `/api/imports/${kind}`,
      {
        config: { access },
        schema: {
          tags: [tag],
          operationId: `getImportTemplateOf${kind}`,
          summary: "The sheet to fill in",
          response: { 200: { content: { [XLSX]: { schema: Type.Any() } } } },
        },
      },
      async (_, reply) => {
        const template = templates[kind];
        reply.type(XLSX).header("content-disposition", `attachment; filename="${template.fileName}.xlsx"`);
        return importTemplate(template);
      },
    );

    app.post(
      `/api/imports/${kind}`,
      {
        config: { access },
        bodyLimit: MAX_FILE_BYTES + 1024 * 1024,
        handlerTimeout: IMPORT_TIMEOUT_MS,
        schema: {
          tags: [tag],
          operationId: `import${kind}`,
          summary,
          description:
            "With `Prefer: respond-async` the answer is 202 with the import as it stands; ask for it again to follow it.",
          consumes: ["multipart/form-data"],
          response: { 200: ImportReportSchema, 202: ImportRunSchema },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const language = languageOf(request);
        const { fileName, sha256, sheet } = await receiveSheet(request);
        const prepared = prepareSheet<string>(templates[kind].columns, sheet);
        const rows = prepared.rows.length;
        const run = await startRun(models, caller, { kind, fileName, sha256, rows });
        const finish = () => carryOut(run, kindOf(models, caller, kind, run._id), prepared, language);
        if (request.headers.prefer !== "respond-async") return finish();
        const task = finish().then(
          () => undefined,
          (error: unknown) => request.log.error({ err: error, runId: String(run._id) }, "import failed"),
        );
        background.add(task);
        void task.finally(() => background.delete(task));
        reply
          .code(202)
          .header("location", `/api/imports/${run._id}`)
          .header("preference-applied", "respond-async");
        return presentRun(run, new Date());
      },
    );
  }

  app.get(
    "/api/imports",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["imports"],
        operationId: "listImports",
        summary: "Your imports, the last first; officials see those of contracts",
        querystring: ImportRunQuerySchema,
        response: { 200: pageOf(ImportRunSchema) },
      },
    },
    async (request) => listRuns(models, callerOf(request), request.query),
  );

  app.get(
    "/api/imports/:id",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["imports"],
        operationId: "getImport",
        summary: "How far an import has come",
        params: IdParamsSchema,
        response: { 200: ImportRunSchema },
      },
    },
    async (request) =>
      presentRun(await findRunOrThrow(models, callerOf(request), request.params.id), new Date()),
  );

  app.get(
    "/api/imports/:id/errors.csv",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["imports"],
        operationId: "getImportErrors",
        summary: "The rows that did not go in, as CSV",
        params: IdParamsSchema,
        response: { 200: { content: { "text/csv": { schema: Type.String() } } } },
      },
    },
    async (request, reply) => {
      const { rowErrors } = await findRunOrThrow(models, callerOf(request), request.params.id);
      const rows = rowErrors.map(({ row, column, value, message }) => [row, column, value, message]);
      reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="import-errors.csv"');
      return stringify([ERROR_HEADINGS[languageOf(request)], ...rows], {
        bom: true,
        record_delimiter: "windows",
        escape_formulas: true,
      });
    },
  );

  app.post(
    "/api/imports/:id/publish",
    {
      config: { access: "signed-in" },
      handlerTimeout: IMPORT_TIMEOUT_MS,
      schema: {
        tags: ["imports"],
        operationId: "publishImport",
        summary: "Publish the drafts that an import made",
        params: IdParamsSchema,
        response: { 200: PublishedImportSchema },
      },
    },
    async (request) => publishImport(models, callerOf(request), request.params.id, languageOf(request)),
  );
};

function kindOf(
  models: Models,
  caller: Caller,
  kind: ImportKindName,
  runId: Types.ObjectId,
): ImportKind<string, unknown> {
  switch (kind) {
    case "contracts":
      return contractImport(models, caller);
    case "results":
      return resultImport(models, caller, runId);
    case "demands":
      return demandImport(models, caller, runId);
    default:
      return kind satisfies never;
  }
}

async function receiveSheet(
  request: FastifyRequest,
): Promise<{ fileName: string; sha256: string; sheet: Sheet }> {
  if (!request.isMultipart()) throw new ApiError("import.unsupportedFile");
  const file = await request.file();
  if (file === undefined) throw fieldError("file", "file.required");
  const content = await file.toBuffer();
  const sha256 = createHash("sha256").update(content).digest("hex");
  const sheet = await readSheet({ name: file.filename, type: file.mimetype, content });
  return { fileName: file.filename, sha256, sheet };
}
