import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  AnswerObjectionSchema,
  AppointReviewerSchema,
  CancelCallSchema,
  CreateObjectionSchema,
  CreateSelectionCallSchema,
  IdParamsSchema,
  IdSchema,
  ReceivedObjectionSchema,
  SelectionBatchDetailSchema,
  SelectionBatchListSchema,
  SelectionCallPageSchema,
  SelectionCallQuerySchema,
  SelectionCallSchema,
  StartReviewSchema,
  UpdateSelectionCallSchema,
} from "@market/shared";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { callerOf } from "../caller.ts";
import { ApiError } from "../errors.ts";
import { idempotencyKeyOf } from "../idempotency.ts";
import { optionalBody } from "../plugins/validation.ts";
import { announceBatch, answerObjection, objectToBatch, releaseBatch } from "./batch.service.ts";
import { listBatches } from "./selected-results.ts";
import { presentCall } from "./selection-call.presenter.ts";
import {
  appointReviewer,
  cancelCall,
  createCall,
  deleteCall,
  dismissReviewer,
  listCalls,
  openCall,
  startReview,
  updateCall,
} from "./selection-call.service.ts";
import { findCallOrThrow, type StoredCall } from "./selection-call.store.ts";

const tags = ["selection"];
/** Anybody may object without an account, so an address may not flood the office. */
const objectionLimit = { max: 10, timeWindow: "1 hour" };

/** Calls for 青岛好成果: from the draft to the released batch, and the public's objections. */
export const selectionRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;
  const present = (call: StoredCall, request: FastifyRequest) => presentCall(call, request.caller);

  app.post(
    "/api/selection-calls",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "createSelectionCall",
        summary: "Write a call for 青岛好成果, as a draft",
        body: CreateSelectionCallSchema,
        response: { 201: SelectionCallSchema },
      },
    },
    async (request, reply) => {
      const call = await createCall(models, callerOf(request), request.body, idempotencyKeyOf(request));
      return reply.code(201).send(present(call, request));
    },
  );

  app.get(
    "/api/selection-calls",
    {
      config: { access: "anyone" },
      schema: {
        tags,
        operationId: "listSelectionCalls",
        summary: "Calls that have been opened; for officials drafts too",
        querystring: SelectionCallQuerySchema,
        response: { 200: SelectionCallPageSchema },
      },
    },
    async (request) => {
      const { page = 1, pageSize = 20 } = request.query;
      const { calls, total } = await listCalls(models, request.caller, request.query);
      return { items: calls.map((call) => present(call, request)), total, page, pageSize };
    },
  );

  app.get(
    "/api/selection-calls/:id",
    {
      config: { access: "anyone" },
      schema: {
        tags,
        operationId: "getSelectionCall",
        summary: "A call",
        params: IdParamsSchema,
        response: { 200: SelectionCallSchema },
      },
    },
    async (request) => present(await findCallOrThrow(models, request.params.id, request.caller), request),
  );

  app.patch(
    "/api/selection-calls/:id",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "updateSelectionCall",
        summary: "Change a draft, or the dates still to come",
        params: IdParamsSchema,
        body: UpdateSelectionCallSchema,
        response: { 200: SelectionCallSchema },
      },
    },
    async (request) =>
      present(await updateCall(models, callerOf(request), request.params.id, request.body), request),
  );

  app.delete(
    "/api/selection-calls/:id",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "deleteSelectionCall",
        summary: "Throw a draft away",
        params: IdParamsSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await deleteCall(models, callerOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/selection-calls/:id/open",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "openSelectionCall",
        summary: "Open a call for nominations",
        params: IdParamsSchema,
        response: { 200: SelectionCallSchema },
      },
    },
    async (request) => present(await openCall(models, callerOf(request), request.params.id), request),
  );

  app.post(
    "/api/selection-calls/:id/review",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "startSelectionReview",
        summary: "End nominations and begin the review; before the last day with a reason",
        params: IdParamsSchema,
        body: optionalBody(StartReviewSchema),
        response: { 200: SelectionCallSchema },
      },
    },
    async (request) =>
      present(await startReview(models, callerOf(request), request.params.id, request.body?.reason), request),
  );

  app.post(
    "/api/selection-calls/:id/announce",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "announceSelectionBatch",
        summary: "Number the decided batch and announce it for public comment",
        params: IdParamsSchema,
        response: { 200: SelectionCallSchema },
      },
    },
    async (request) => present(await announceBatch(models, callerOf(request), request.params.id), request),
  );

  app.post(
    "/api/selection-calls/:id/release",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "releaseSelectionBatch",
        summary: "Release the batch after its days of public comment",
        params: IdParamsSchema,
        response: { 200: SelectionCallSchema },
      },
    },
    async (request) => present(await releaseBatch(models, callerOf(request), request.params.id), request),
  );

  app.post(
    "/api/selection-calls/:id/cancel",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "cancelSelectionCall",
        summary: "End a call that comes to nothing",
        params: IdParamsSchema,
        body: CancelCallSchema,
        response: { 200: SelectionCallSchema },
      },
    },
    async (request) =>
      present(await cancelCall(models, callerOf(request), request.params.id, request.body.reason), request),
  );

  app.post(
    "/api/selection-calls/:id/reviewers",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "appointSelectionReviewer",
        summary: "Appoint a reviewer",
        params: IdParamsSchema,
        body: AppointReviewerSchema,
        response: { 200: SelectionCallSchema },
      },
    },
    async (request) =>
      present(
        await appointReviewer(models, callerOf(request), request.params.id, request.body.user),
        request,
      ),
  );

  app.delete(
    "/api/selection-calls/:id/reviewers/:user",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "dismissSelectionReviewer",
        summary: "Take a reviewer off a call",
        params: Type.Object({ id: IdSchema, user: IdSchema }),
        response: { 200: SelectionCallSchema },
      },
    },
    async (request) =>
      present(
        await dismissReviewer(models, callerOf(request), request.params.id, request.params.user),
        request,
      ),
  );

  app.post(
    "/api/selection-calls/:id/objections",
    {
      config: { access: "anyone", rateLimit: objectionLimit },
      schema: {
        tags,
        operationId: "objectToSelectionBatch",
        summary: "Object to an announced batch during its days of public comment",
        params: IdParamsSchema,
        body: CreateObjectionSchema,
        response: { 201: ReceivedObjectionSchema },
      },
    },
    async (request, reply) => {
      const { id, at } = await objectToBatch(models, request.caller, request.params.id, request.body);
      return reply.code(201).send({ id: String(id), at: at.toISOString() });
    },
  );

  app.post(
    "/api/selection-calls/:id/objections/:objection/answer",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "answerSelectionObjection",
        summary: "Answer an objection",
        params: Type.Object({ id: IdSchema, objection: IdSchema }),
        body: AnswerObjectionSchema,
        response: { 200: SelectionCallSchema },
      },
    },
    async (request) => {
      const { id, objection } = request.params;
      return present(
        await answerObjection(models, callerOf(request), id, objection, request.body.answer),
        request,
      );
    },
  );

  app.get(
    "/api/selection-batches",
    {
      config: { access: "anyone" },
      schema: {
        tags,
        operationId: "listSelectionBatches",
        summary: "The batches of 青岛好成果, the latest first",
        response: { 200: SelectionBatchListSchema },
      },
    },
    async () => ({ items: await listBatches(models) }),
  );

  app.get(
    "/api/selection-batches/:batch",
    {
      config: { access: "anyone" },
      schema: {
        tags,
        operationId: "getSelectionBatch",
        summary: "A batch of 青岛好成果 with the call it came from",
        params: Type.Object({ batch: Type.String({ minLength: 1, maxLength: 60 }) }),
        response: { 200: SelectionBatchDetailSchema },
      },
    },
    async (request) => {
      const { batch: name } = request.params;
      const batch = (await listBatches(models)).find((candidate) => candidate.batch === name);
      if (batch === undefined) throw new ApiError("record.notFound");
      const call = await models.SelectionCall.findOne({ batch: name, status: "released" }).lean();
      return { ...batch, call: call === null ? null : present(call, request) };
    },
  );
};
