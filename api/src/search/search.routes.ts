import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { EverythingQuerySchema, EverythingSchema } from "@market/shared";
import { searchEverything } from "./search.service.ts";

/** Search over everything, for the box in the header. */
export const searchRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    "/api/search",
    {
      config: { access: "anyone" },
      schema: {
        tags: ["search"],
        operationId: "searchEverything",
        summary: "The first few of each kind of record that you may see and that fit some words",
        querystring: EverythingQuerySchema,
        response: { 200: EverythingSchema },
      },
    },
    async (request) => searchEverything(app, request, request.query.q.trim(), new Date()),
  );
};
