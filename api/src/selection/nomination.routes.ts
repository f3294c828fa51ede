import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  CreateNominationSchema,
  DecideNominationSchema,
  IdParamsSchema,
  NominationPageSchema,
  NominationQuerySchema,
  NominationSchema,
  ReviewNominationSchema,
} from "@market/shared";
import { type Caller, callerOf } from "../caller.ts";
import { decideNomination } from "./batch.service.ts";
import { presentNomination } from "./nomination.presenter.ts";
import {
  findNominationOrThrow,
  listNominations,
  nominateInCall,
  withdrawNomination,
} from "./nomination.service.ts";
import { countingReviews, reviewNomination } from "./review.service.ts";
import type { StoredCall, StoredNomination } from "./selection-call.store.ts";

const tags = ["selection"];

/** Nominations into a call: putting forward, reviewing, deciding. */
export const nominationRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;

  const present = async (
    { call, nomination }: { call: StoredCall; nomination: StoredNomination },
    caller: Caller,
  ) => {
    const reviews = await countingReviews(models, [nomination], new Map([[String(call._id), call]]));
    return presentNomination(nomination, call, reviews.get(String(nomination._id)) ?? [], caller);
  };

  app.post(
    "/api/selection-calls/:id/nominations",
    {
      config: { access: ["institution"] },
      schema: {
        tags,
        operationId: "createNomination",
        summary: "Put a result of the own organisation forward in an open call",
        params: IdParamsSchema,
        body: CreateNominationSchema,
        response: { 201: NominationSchema },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const made = await nominateInCall(models, caller, request.params.id, request.body);
      return reply.code(201).send(await present(made, caller));
    },
  );

  app.get(
    "/api/selection-nominations",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "listNominations",
        summary: "Nominations: officials all, institutions their own, reviewers those they judge",
        querystring: NominationQuerySchema,
        response: { 200: NominationPageSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { page = 1, pageSize = 20 } = request.query;
      const { nominations, calls, total } = await listNominations(models, caller, request.query);
      const reviews = await countingReviews(models, nominations, calls);
      const items = nominations.flatMap((nomination) => {
        const call = calls.get(String(nomination.callId));
        if (call === undefined) return [];
        return [presentNomination(nomination, call, reviews.get(String(nomination._id)) ?? [], caller)];
      });
      return { items, total, page, pageSize };
    },
  );

  app.get(
    "/api/selection-nominations/:id",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "getNomination",
        summary: "A nomination",
        params: IdParamsSchema,
        response: { 200: NominationSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return present(await findNominationOrThrow(models, request.params.id, caller), caller);
    },
  );

  app.post(
    "/api/selection-nominations/:id/withdraw",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "withdrawNomination",
        summary: "Take a nomination back before nominations close",
        params: IdParamsSchema,
        response: { 200: NominationSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return present(await withdrawNomination(models, caller, request.params.id), caller);
    },
  );

  app.post(
    "/api/selection-nominations/:id/review",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "reviewNomination",
        summary: "Score a nomination by the call's criteria",
        params: IdParamsSchema,
        body: ReviewNominationSchema,
        response: { 200: NominationSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return present(await reviewNomination(models, caller, request.params.id, request.body), caller);
    },
  );

  app.post(
    "/api/selection-nominations/:id/decide",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "decideNomination",
        summary: "Select or decline a nomination, with a reason",
        params: IdParamsSchema,
        body: DecideNominationSchema,
        response: { 200: NominationSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return present(await decideNomination(models, caller, request.params.id, request.body), caller);
    },
  );
};
