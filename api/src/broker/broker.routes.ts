import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { BrokerWishesSchema, IdParamsSchema, UpdateBrokerWishesSchema, UserSchema } from "@market/shared";
import { describeUser } from "../account/user.service.ts";
import { callerOf } from "../caller.ts";
import { getWishes, updateWishes, verifyBroker } from "./broker.service.ts";

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
        response: { 200: BrokerWishesSchema },
      },
    },
    async (request) => getWishes(models, callerOf(request)),
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
        response: { 200: BrokerWishesSchema },
      },
    },
    async (request) => updateWishes(models, callerOf(request), request.body),
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
        response: { 200: UserSchema },
      },
    },
    async (request) => describeUser(models, await verifyBroker(models, request.params.id, new Date())),
  );
};
