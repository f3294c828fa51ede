import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { ReadinessSchema } from "@market/shared";
import { Type } from "typebox";
import { checkReadiness } from "./readiness.ts";

/** For whoever keeps the process running: is it alive, and can it do its work. */
export const healthRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    "/health",
    {
      config: { access: "anyone", ignoresCaller: true },
      logLevel: "warn",
      schema: {
        tags: ["health"],
        operationId: "getHealth",
        summary: "Whether the process is alive",
        response: { 200: Type.Object({ status: Type.Literal("ok") }) },
      },
    },
    async () => ({ status: "ok" as const }),
  );

  app.get(
    "/ready",
    {
      config: { access: "anyone", ignoresCaller: true },
      logLevel: "warn",
      schema: {
        tags: ["health"],
        operationId: "getReadiness",
        summary: "Whether what the market needs is there: 503 only without the store",
        response: { 200: ReadinessSchema, 503: ReadinessSchema },
      },
    },
    async (_request, reply) => {
      const readiness = await checkReadiness(app.connection, app.models, app.textSearch, new Date());
      return reply.code(readiness.status === "down" ? 503 : 200).send(readiness);
    },
  );
};
