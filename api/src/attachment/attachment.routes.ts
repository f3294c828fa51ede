import multipart from "@fastify/multipart";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { AttachmentSchema, IdParamsSchema, IdSchema, mayReadContract } from "@market/shared";
import { create as contentDisposition } from "content-disposition";
import { Type } from "typebox";
import { callerOf } from "../caller.ts";
import type { StoredContract } from "../contract/contract.service.ts";
import { contractStandingOf } from "../contract/contract-standing.ts";
import { idempotencyKeyOf } from "../idempotency.ts";
import { presentAttachment } from "./attachment.presenter.ts";
import { attachFile, detachFile, openAttachment } from "./attachment.service.ts";
import { createAttachmentStore } from "./attachment-store.ts";
import { readUpload, uploadLimits } from "./uploaded-file.ts";
import { createVirusScanner } from "./virus-scanner.ts";

/** A large file over a slow line takes longer than other requests may; so does a scanner that unpacks it. */
const FILE_TIMEOUT_MS = 10 * 60 * 1000;
const uploadRateLimit = { max: 60, timeWindow: "1 minute" };

const AttachmentParamsSchema = Type.Object(
  { id: IdSchema, attachmentId: IdSchema },
  { additionalProperties: false },
);

/** Files of a contract: adding, reading and taking them away. Who may not see the contract is told it is not there. */
export const attachmentRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { config, models } = app;
  const store = createAttachmentStore(app.connection);
  const scanner =
    config.attachmentScannerUrl === null ? null : createVirusScanner(config.attachmentScannerUrl);
  const dependencies = { models, store, scanner };
  const hintChanged = (contract: StoredContract) => {
    app.live.hintConcerned("contract", String(contract._id), (person) =>
      mayReadContract(contractStandingOf(contract, person)),
    );
  };
  await app.register(multipart, uploadLimits);

  app.post(
    "/api/contracts/:id/attachments",
    {
      config: { access: "signed-in", rateLimit: uploadRateLimit },
      handlerTimeout: FILE_TIMEOUT_MS,
      schema: {
        tags: ["contracts"],
        operationId: "attachFile",
        summary:
          "Attach a PDF, DOCX, PNG, JPEG or WebP: a form of `file` and, before or after it, its `kind`",
        params: IdParamsSchema,
        consumes: ["multipart/form-data"],
        response: { 201: AttachmentSchema },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const receive = () =>
        readUpload(
          request,
          (file) => store.write(file),
          ({ id }) => store.remove(id),
        );
      const { contract, attachment, isNew } = await attachFile(
        dependencies,
        caller,
        request.params.id,
        receive,
        idempotencyKeyOf(request),
        AbortSignal.timeout(FILE_TIMEOUT_MS),
      );
      if (isNew) hintChanged(contract);
      reply.code(201);
      return presentAttachment(attachment, contract, caller);
    },
  );

  app.get(
    "/api/contracts/:id/attachments/:attachmentId",
    {
      config: { access: "signed-in" },
      handlerTimeout: FILE_TIMEOUT_MS,
      schema: {
        tags: ["contracts"],
        operationId: "downloadAttachment",
        summary: "The bytes of a file, to be saved",
        params: AttachmentParamsSchema,
        produces: ["application/octet-stream"],
      },
    },
    async (request, reply) => {
      const { id, attachmentId } = request.params;
      const { attachment, content } = await openAttachment(dependencies, callerOf(request), id, attachmentId);
      return reply
        .type(attachment.mediaType)
        .header("content-length", attachment.bytes)
        .header("content-disposition", contentDisposition(attachment.name))
        .header("x-content-type-options", "nosniff")
        .header("cache-control", "private, no-store")
        .send(content);
    },
  );

  app.delete(
    "/api/contracts/:id/attachments/:attachmentId",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["contracts"],
        operationId: "detachFile",
        summary: "Take a file away, while the contract is not in the office's hands",
        params: AttachmentParamsSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { id, attachmentId } = request.params;
      hintChanged(await detachFile(dependencies, callerOf(request), id, attachmentId));
      return reply.code(204).send(null);
    },
  );
};
