import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { RetryWorkSchema, WorkOverviewSchema } from "@market/shared";
import { Type } from "typebox";
import { optionalBody } from "../plugins/validation.ts";
import { describeWork, retryWork } from "./work.service.ts";

const tags = ["work"];

/** The work behind the market, for whoever keeps it running. */
export const workRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;

  app.get(
    "/api/admin/work",
    {
      config: { access: ["admin"] },
      schema: {
        tags,
        operationId: "getWork",
        summary: "What is not done yet, what is stuck, and why",
        response: { 200: WorkOverviewSchema },
      },
    },
    async () => describeWork(models, new Date()),
  );

  app.post(
    "/api/admin/work/retry",
    {
      config: { access: ["admin"] },
      schema: {
        tags,
        operationId: "retryWork",
        summary: "Try failed work again now: one text's, or all of it",
        body: optionalBody(RetryWorkSchema),
        response: { 200: Type.Object({ retried: Type.Integer({ minimum: 0 }) }) },
      },
    },
    async (request) => ({ retried: await retryWork(models, request.body ?? {}, new Date()) }),
  );
};
