import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  IdParamsSchema,
  ReasonsSettingSchema,
  UpdateReasonsSettingSchema,
  WordedReasonsSchema,
} from "@market/shared";
import { callerOf } from "../caller.ts";
import { ApiError } from "../errors.ts";
import { readPairedTexts } from "../pairing/paired-texts.ts";
import { presentPairing } from "../pairing/pairing.presenter.ts";
import { getPairingOrThrow } from "../pairing/pairing.service.ts";
import { askForReasons, describeReasonsSetting, updateReasonsSetting } from "./reasons.service.ts";

/** A chat model's words for the reasons of a pairing, and the administrator's say in it. */
export const reasonsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models, config } = app;

  app.post(
    "/api/pairings/:id/reasons",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["pairings"],
        operationId: "askForReasons",
        summary:
          "A chat model's words for the pairing's reasons, where one is set and allowed; ask again for its answer",
        params: IdParamsSchema,
        response: { 200: WordedReasonsSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const pairing = await getPairingOrThrow(models, caller, request.params.id);
      const { demand, result } = presentPairing(pairing, await readPairedTexts(models, [pairing]), caller);
      // The words quote both texts, so that they are for those who may read both.
      if (demand.isHidden || result.isHidden) throw new ApiError("record.notFound");
      return askForReasons(models, pairing, config.chatModel, new Date());
    },
  );

  app.get(
    "/api/admin/reasons",
    {
      config: { access: ["admin"] },
      schema: {
        tags: ["administration"],
        operationId: "getReasonsSetting",
        summary: "Whether texts may go to the chat model, and how often a day it is asked",
        response: { 200: ReasonsSettingSchema },
      },
    },
    async () => describeReasonsSetting(models, config.chatModel, new Date()),
  );

  app.patch(
    "/api/admin/reasons",
    {
      config: { access: ["admin"] },
      schema: {
        tags: ["administration"],
        operationId: "updateReasonsSetting",
        summary: "Allow or forbid the chat model, and bound its use",
        body: UpdateReasonsSettingSchema,
        response: { 200: ReasonsSettingSchema },
      },
    },
    async (request) => {
      await updateReasonsSetting(models, callerOf(request), request.body, new Date());
      return describeReasonsSetting(models, config.chatModel, new Date());
    },
  );
};
