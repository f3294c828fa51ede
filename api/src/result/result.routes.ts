import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  CreateResultSchema,
  IdParamsSchema,
  ResultPageSchema,
  ResultQuerySchema,
  ResultSchema,
  SelectSchema,
  UpdateResultSchema,
  WithdrawSchema,
} from "@market/shared";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { callerOf } from "../caller.ts";
import { idempotencyKeyOf } from "../idempotency.ts";
import { optionalBody } from "../plugins/validation.ts";
import {
  closeText,
  deleteDraft,
  findReadableOrThrow,
  withdrawText,
} from "../publication/publication.service.ts";
import type { StoredResult } from "../publication/publication.store.ts";
import { presentOne, presentPage } from "../publication/publication-page.presenter.ts";
import { presentResult } from "./result.presenter.ts";
import {
  createResult,
  findResults,
  nominateResult,
  publishResult,
  selectResult,
  updateResult,
} from "./result.service.ts";

const tags = ["results"];

/** Research results: writing them, putting them on the market, taking them off, selecting the best. */
export const resultRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;

  const present = (result: StoredResult, request: FastifyRequest, at: Date) =>
    presentOne(models, result, (text, owner) => presentResult(text, owner, request.caller, at));

  app.post(
    "/api/results",
    {
      config: { access: ["institution"] },
      schema: {
        tags,
        operationId: "createResult",
        summary: "Write a result, as a draft",
        body: CreateResultSchema,
        response: { 201: ResultSchema },
      },
    },
    async (request, reply) => {
      const at = new Date();
      const key = idempotencyKeyOf(request);
      const result = await createResult(models, callerOf(request), request.body, key, at);
      return reply.code(201).send(await present(result, request, at));
    },
  );

  app.get(
    "/api/results",
    {
      config: { access: "anyone" },
      schema: {
        tags,
        operationId: "listResults",
        summary: "Results on the market, or with `mine` the own organisation's",
        querystring: ResultQuerySchema,
        response: { 200: ResultPageSchema },
      },
    },
    async (request) => {
      const at = new Date();
      const found = await findResults(app, request, request.query, at);
      return presentPage(models, found, (text, owner) => presentResult(text, owner, request.caller, at));
    },
  );

  app.get(
    "/api/results/:id",
    {
      config: { access: "anyone" },
      schema: {
        tags,
        operationId: "getResult",
        summary: "A result",
        params: IdParamsSchema,
        response: { 200: ResultSchema },
      },
    },
    async (request) => {
      const at = new Date();
      const result = await findReadableOrThrow(models, "result", request.params.id, request.caller, at);
      return present(result, request, at);
    },
  );

  app.patch(
    "/api/results/:id",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "updateResult",
        summary: "Change a result that has not ended",
        params: IdParamsSchema,
        body: UpdateResultSchema,
        response: { 200: ResultSchema },
      },
    },
    async (request) => {
      const at = new Date();
      const result = await updateResult(models, callerOf(request), request.params.id, request.body, at);
      return present(result, request, at);
    },
  );

  app.delete(
    "/api/results/:id",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "deleteResult",
        summary: "Throw a draft away",
        params: IdParamsSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await deleteDraft(models, "result", request.params.id, callerOf(request), new Date());
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/results/:id/publish",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "publishResult",
        summary: "Put a draft on the market",
        params: IdParamsSchema,
        response: { 200: ResultSchema },
      },
    },
    async (request) => {
      const at = new Date();
      return present(await publishResult(models, callerOf(request), request.params.id, at), request, at);
    },
  );

  app.post(
    "/api/results/:id/withdraw",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "withdrawResult",
        summary: "Take a result off the market; an official must say why",
        params: IdParamsSchema,
        body: optionalBody(WithdrawSchema),
        response: { 200: ResultSchema },
      },
    },
    async (request) => {
      const at = new Date();
      const reason = request.body?.reason;
      const { id } = request.params;
      return present(await withdrawText(models, "result", id, callerOf(request), reason, at), request, at);
    },
  );

  app.post(
    "/api/results/:id/close",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "closeResult",
        summary: "End a result that has found its use",
        params: IdParamsSchema,
        response: { 200: ResultSchema },
      },
    },
    async (request) => {
      const at = new Date();
      const { id } = request.params;
      return present(await closeText(models, "result", id, callerOf(request), at), request, at);
    },
  );

  app.post(
    "/api/results/:id/nominate",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "nominateResult",
        summary: "Put a result forward for 青岛好成果",
        params: IdParamsSchema,
        response: { 200: ResultSchema },
      },
    },
    async (request) => {
      const at = new Date();
      return present(await nominateResult(models, callerOf(request), request.params.id, at), request, at);
    },
  );

  app.post(
    "/api/results/:id/select",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "selectResult",
        summary: "Decide on a nominated result",
        params: IdParamsSchema,
        body: SelectSchema,
        response: { 200: ResultSchema },
      },
    },
    async (request) => {
      const at = new Date();
      const { id } = request.params;
      return present(await selectResult(models, callerOf(request), id, request.body, at), request, at);
    },
  );
};
