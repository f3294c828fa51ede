import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  IdParamsSchema,
  MessagePageSchema,
  MessageQuerySchema,
  MessageSchema,
  mayReadMessages,
  SendMessageSchema,
  wasIntroduced,
} from "@market/shared";
import { callerOf } from "../caller.ts";
import { idempotencyKeyOf } from "../idempotency.ts";
import { getPairingOrThrow, standingOf } from "../pairing/pairing.service.ts";
import { presentMessage } from "./message.presenter.ts";
import { listMessages, sendMessage, writableBy } from "./message.service.ts";

const tags = ["pairings"];

/** What is said inside a deal, between its broker and both sides. */
export const messageRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;

  app.get(
    "/api/pairings/:id/messages",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "listMessages",
        summary: "What was said in a deal, the newest first, and the caller's own notes on it",
        params: IdParamsSchema,
        querystring: MessageQuerySchema,
        response: { 200: MessagePageSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { page = 1, pageSize = 20 } = request.query;
      const pairing = await getPairingOrThrow(models, caller, request.params.id);
      const { messages, total } = await listMessages(models, caller, pairing, request.query);
      return {
        items: messages.map((message) => presentMessage(message, caller)),
        total,
        page,
        pageSize,
        writes: writableBy(pairing, caller),
      };
    },
  );

  app.post(
    "/api/pairings/:id/messages",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "sendMessage",
        summary: "Say something to the others in a deal, or note it for yourself as its broker",
        params: IdParamsSchema,
        body: SendMessageSchema,
        response: { 201: MessageSchema },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { message, pairing } = await sendMessage(
        models,
        caller,
        request.params.id,
        request.body,
        idempotencyKeyOf(request),
        new Date(),
      );
      if (message.kind === "message") {
        const deal = { status: pairing.status, wasIntroduced: wasIntroduced(pairing.history) };
        app.live.hintConcerned("message", String(pairing._id), (person) =>
          mayReadMessages(deal, standingOf(pairing, person)),
        );
      }
      return reply.code(201).send(presentMessage(message, caller));
    },
  );
};
