import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  CreateDemandSchema,
  DemandPageSchema,
  DemandQuerySchema,
  DemandSchema,
  ExtendDemandSchema,
  IdParamsSchema,
  PublishDemandSchema,
  UpdateDemandSchema,
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
  isIntroducedTo,
  withdrawText,
} from "../publication/publication.service.ts";
import type { StoredDemand } from "../publication/publication.store.ts";
import { presentOne, presentPage } from "../publication/publication-page.presenter.ts";
import { isOwnerHidden, presentDemand } from "./demand.presenter.ts";
import { createDemand, extendDemand, findDemands, publishDemand, updateDemand } from "./demand.service.ts";

const tags = ["demands"];

/** Technology needs: writing them, putting them on the market, taking them off. */
export const demandRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;

  const present = (demand: StoredDemand, request: FastifyRequest, at: Date) =>
    presentOne(models, demand, (text, owner) => presentDemand(text, owner, request.caller, at));

  app.post(
    "/api/demands",
    {
      config: { access: ["enterprise"] },
      schema: {
        tags,
        operationId: "createDemand",
        summary: "Write a demand, as a draft",
        body: CreateDemandSchema,
        response: { 201: DemandSchema },
      },
    },
    async (request, reply) => {
      const at = new Date();
      const key = idempotencyKeyOf(request);
      const demand = await createDemand(models, callerOf(request), request.body, key, at);
      return reply.code(201).send(await present(demand, request, at));
    },
  );

  app.get(
    "/api/demands",
    {
      config: { access: "anyone" },
      schema: {
        tags,
        operationId: "listDemands",
        summary: "Demands on the market, or with `mine` the own organisation's",
        querystring: DemandQuerySchema,
        response: { 200: DemandPageSchema },
      },
    },
    async (request) => {
      const at = new Date();
      const found = await findDemands(app, request, request.query, at);
      return presentPage(models, found, (text, owner) => presentDemand(text, owner, request.caller, at));
    },
  );

  app.get(
    "/api/demands/:id",
    {
      config: { access: "anyone" },
      schema: {
        tags,
        operationId: "getDemand",
        summary: "A demand",
        params: IdParamsSchema,
        response: { 200: DemandSchema },
      },
    },
    async (request) => {
      const at = new Date();
      const { caller } = request;
      const demand = await findReadableOrThrow(models, "demand", request.params.id, caller, at);
      const isIntroduced =
        isOwnerHidden(demand, caller) && (await isIntroducedTo(models, "demand", request.params.id, caller));
      return presentOne(models, demand, (text, owner) =>
        presentDemand(text, owner, caller, at, isIntroduced),
      );
    },
  );

  app.patch(
    "/api/demands/:id",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "updateDemand",
        summary: "Change a demand that has not ended",
        params: IdParamsSchema,
        body: UpdateDemandSchema,
        response: { 200: DemandSchema },
      },
    },
    async (request) => {
      const at = new Date();
      const demand = await updateDemand(models, callerOf(request), request.params.id, request.body, at);
      return present(demand, request, at);
    },
  );

  app.delete(
    "/api/demands/:id",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "deleteDemand",
        summary: "Throw a draft away",
        params: IdParamsSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await deleteDraft(models, "demand", request.params.id, callerOf(request), new Date());
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/demands/:id/publish",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "publishDemand",
        summary: "Put a draft on the market",
        params: IdParamsSchema,
        body: optionalBody(PublishDemandSchema),
        response: { 200: DemandSchema },
      },
    },
    async (request) => {
      const at = new Date();
      const { id } = request.params;
      const demand = await publishDemand(models, callerOf(request), id, request.body ?? {}, at);
      return present(demand, request, at);
    },
  );

  app.post(
    "/api/demands/:id/extend",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "extendDemand",
        summary: "Give a demand that is about to expire a later deadline, once",
        params: IdParamsSchema,
        body: ExtendDemandSchema,
        response: { 200: DemandSchema },
      },
    },
    async (request) => {
      const at = new Date();
      const { id } = request.params;
      return present(await extendDemand(models, callerOf(request), id, request.body, at), request, at);
    },
  );

  app.post(
    "/api/demands/:id/withdraw",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "withdrawDemand",
        summary: "Take a demand off the market; an official must say why",
        params: IdParamsSchema,
        body: optionalBody(WithdrawSchema),
        response: { 200: DemandSchema },
      },
    },
    async (request) => {
      const at = new Date();
      const reason = request.body?.reason;
      const { id } = request.params;
      return present(await withdrawText(models, "demand", id, callerOf(request), reason, at), request, at);
    },
  );

  app.post(
    "/api/demands/:id/close",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "closeDemand",
        summary: "End a demand whose need is met",
        params: IdParamsSchema,
        response: { 200: DemandSchema },
      },
    },
    async (request) => {
      const at = new Date();
      const { id } = request.params;
      return present(await closeText(models, "demand", id, callerOf(request), at), request, at);
    },
  );
};
