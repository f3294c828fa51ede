import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  BrokerSchema,
  DigestPageSchema,
  DigestQuerySchema,
  IdParamsSchema,
  MuteListSchema,
  MuteSubjectSchema,
  UpdateBrokerWishesSchema,
  UserSchema,
  VerifyBrokerSchema,
} from "@market/shared";
import { describeUser } from "../account/user.service.ts";
import { callerOf } from "../caller.ts";
import { readPairedTexts } from "../pairing/paired-texts.ts";
import { presentPairing } from "../pairing/pairing.presenter.ts";
import { optionalBody } from "../plugins/validation.ts";
import { getBroker, updateWishes, verifyBroker } from "./broker.service.ts";
import { listDigest } from "./digest.service.ts";
import { listMutes, mute, unmute } from "./mute.service.ts";

const tags = ["brokers"];

/** Brokers: what they want to hear of, and their standing. */
export const brokerRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;

  app.get(
    "/api/brokers/me",
    {
      config: { access: ["broker"] },
      schema: {
        tags,
        operationId: "getBrokerWishes",
        summary: "What the broker wants to hear of",
        response: { 200: BrokerSchema },
      },
    },
    async (request) => getBroker(models, callerOf(request)),
  );

  app.patch(
    "/api/brokers/me",
    {
      config: { access: ["broker"] },
      schema: {
        tags,
        operationId: "updateBrokerWishes",
        summary: "Change what the broker wants to hear of",
        body: UpdateBrokerWishesSchema,
        response: { 200: BrokerSchema },
      },
    },
    async (request) => updateWishes(models, callerOf(request), request.body),
  );

  app.get(
    "/api/brokers/me/digest",
    {
      config: { access: ["broker"] },
      schema: {
        tags,
        operationId: "getBrokerDigest",
        summary: "A day's new pairings that fit and did not ring, the best first",
        querystring: DigestQuerySchema,
        response: { 200: DigestPageSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { page = 1, pageSize = 20 } = request.query;
      const { pairings, total, day } = await listDigest(models, caller, request.query);
      const texts = await readPairedTexts(models, pairings);
      const items = pairings.map((pairing) => presentPairing(pairing, texts, caller));
      return { items, total, page, pageSize, day };
    },
  );

  app.get(
    "/api/brokers/me/mutes",
    {
      config: { access: ["broker"] },
      schema: {
        tags,
        operationId: "listMutes",
        summary: "The needs, parties and fields of which nothing rings",
        response: { 200: MuteListSchema },
      },
    },
    async (request) => ({ items: await listMutes(models, callerOf(request)) }),
  );

  app.post(
    "/api/brokers/me/mute",
    {
      config: { access: ["broker"] },
      schema: {
        tags,
        operationId: "mute",
        summary: "Let nothing ring any more of a need, a party or a field",
        body: MuteSubjectSchema,
        response: { 200: MuteListSchema },
      },
    },
    async (request) => {
      await mute(models, callerOf(request), request.body, new Date());
      return { items: await listMutes(models, callerOf(request)) };
    },
  );

  app.post(
    "/api/brokers/me/unmute",
    {
      config: { access: ["broker"] },
      schema: {
        tags,
        operationId: "unmute",
        summary: "Let a need, a party or a field ring again",
        body: MuteSubjectSchema,
        response: { 200: MuteListSchema },
      },
    },
    async (request) => {
      await unmute(models, callerOf(request), request.body);
      return { items: await listMutes(models, callerOf(request)) };
    },
  );

  app.post(
    "/api/brokers/:id/verify",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "verifyBroker",
        summary: "Let a broker, by the user's id, claim pairings",
        params: IdParamsSchema,
        body: optionalBody(VerifyBrokerSchema),
        response: { 200: UserSchema },
      },
    },
    async (request) =>
      describeUser(
        models,
        await verifyBroker(models, callerOf(request), request.params.id, request.body?.level, new Date()),
      ),
  );
};
