import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  DeclinePairingSchema,
  IdParamsSchema,
  PairingActBodySchema,
  PairingQuerySchema,
  PairingSchema,
  PipelineSchema,
  PlanNextStepSchema,
  pageOf,
} from "@market/shared";
import { type Caller, callerOf } from "../caller.ts";
import { optionalBody } from "../plugins/validation.ts";
import { finishNextStep, planNextStep } from "./next-step.service.ts";
import { readPairedTexts } from "./paired-texts.ts";
import { presentPairing } from "./pairing.presenter.ts";
import {
  actOnPairing,
  claimPairing,
  concerns,
  getPairingOrThrow,
  listPairings,
  type StoredPairing,
} from "./pairing.service.ts";
import { readPipeline } from "./pipeline.service.ts";

const plainActs = [
  { act: "introduce", summary: "Introduce both sides: contacts open" },
  { act: "negotiate", summary: "Say that both sides negotiate" },
  { act: "accept", summary: "Say that both sides agree" },
  { act: "release", summary: "Give a claim back" },
] as const;

/** Pairings and the contract's table of acts on them. */
export const pairingRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;
  const present = async (pairing: StoredPairing, caller: Caller) =>
    presentPairing(pairing, await readPairedTexts(models, [pairing]), caller);
  /** Presents a pairing after an act, and has everybody look again who may have it on their screen. */
  const presentMoved = async (pairing: StoredPairing, caller: Caller) => {
    app.live.hintConcerned("pairing", String(pairing._id), (person) => concerns(pairing, person));
    return present(pairing, caller);
  };

  app.get(
    "/api/pairings",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["pairings"],
        operationId: "listPairings",
        summary: "The pairings you may see, the best first",
        querystring: PairingQuerySchema,
        response: { 200: pageOf(PairingSchema) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { page = 1, pageSize = 20 } = request.query;
      const { pairings, total } = await listPairings(models, caller, request.query);
      const texts = await readPairedTexts(models, pairings);
      return {
        items: pairings.map((pairing) => presentPairing(pairing, texts, caller)),
        total,
        page,
        pageSize,
      };
    },
  );

  app.get(
    "/api/pairings/:id",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["pairings"],
        operationId: "getPairing",
        summary: "A pairing with its score taken apart",
        params: IdParamsSchema,
        response: { 200: PairingSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return present(await getPairingOrThrow(models, caller, request.params.id), caller);
    },
  );

  app.get(
    "/api/brokers/me/pipeline",
    {
      config: { access: ["broker"] },
      schema: {
        tags: ["pairings"],
        operationId: "getPipeline",
        summary: "The broker's deals by stage, with value, days in stage and next step",
        response: { 200: PipelineSchema },
      },
    },
    async (request) => readPipeline(models, callerOf(request), new Date()),
  );

  app.post(
    "/api/pairings/:id/next-step",
    {
      config: { access: ["broker"] },
      schema: {
        tags: ["pairings"],
        operationId: "planNextStep",
        summary: "Say what comes next and by which day",
        params: IdParamsSchema,
        body: PlanNextStepSchema,
        response: { 200: PairingSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return presentMoved(
        await planNextStep(models, caller, request.params.id, request.body, new Date()),
        caller,
      );
    },
  );

  app.delete(
    "/api/pairings/:id/next-step",
    {
      config: { access: ["broker"] },
      schema: {
        tags: ["pairings"],
        operationId: "finishNextStep",
        summary: "Note that the next step is done",
        params: IdParamsSchema,
        response: { 200: PairingSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return presentMoved(await finishNextStep(models, caller, request.params.id, new Date()), caller);
    },
  );

  app.post(
    "/api/pairings/:id/claim",
    {
      config: { access: ["broker"] },
      schema: {
        tags: ["pairings"],
        operationId: "claimPairing",
        summary: "Claim a proposed pairing as a verified broker",
        params: IdParamsSchema,
        body: optionalBody(PairingActBodySchema),
        response: { 200: PairingSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return presentMoved(await claimPairing(models, caller, request.params.id, request.body?.note), caller);
    },
  );

  for (const { act, summary } of plainActs) {
    app.post(
      `/api/pairings/:id/${act}`,
      {
        config: { access: "signed-in" },
        schema: {
          tags: ["pairings"],
          operationId: `${act}Pairing`,
          summary,
          params: IdParamsSchema,
          body: optionalBody(PairingActBodySchema),
          response: { 200: PairingSchema },
        },
      },
      async (request) => {
        const caller = callerOf(request);
        return presentMoved(
          await actOnPairing(models, caller, request.params.id, act, request.body ?? {}),
          caller,
        );
      },
    );
  }

  app.post(
    "/api/pairings/:id/decline",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["pairings"],
        operationId: "declinePairing",
        summary: "Decline with a reason and a sentence",
        params: IdParamsSchema,
        body: DeclinePairingSchema,
        response: { 200: PairingSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return presentMoved(
        await actOnPairing(models, caller, request.params.id, "decline", request.body),
        caller,
      );
    },
  );
};
