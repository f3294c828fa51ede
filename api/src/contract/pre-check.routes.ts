import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { CreateContractSchema, FindingsSchema, IdParamsSchema, IdSchema } from "@market/shared";
import { Type } from "typebox";
import { callerOf } from "../caller.ts";
import { languageOf } from "../plugins/error-handler.ts";
import { findingsOf, findingsOfForm } from "./pre-check.service.ts";

const FormQuerySchema = Type.Object(
  {
    /** The contract that the form changes. */
    contract: Type.Optional(IdSchema),
  },
  { additionalProperties: false },
);

/** What a contract's examination will stumble over, before it does. Findings are told, and forbid nothing. */
export const preCheckRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;

  app.get(
    "/api/contracts/:id/findings",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["contracts"],
        operationId: "getContractFindings",
        summary: "What the examination of a contract will stumble over",
        params: IdParamsSchema,
        response: { 200: FindingsSchema },
      },
    },
    async (request) => findingsOf(models, callerOf(request), request.params.id, languageOf(request)),
  );

  app.post(
    "/api/contracts/findings",
    {
      config: { access: ["enterprise", "institution", "broker", "official"] },
      schema: {
        tags: ["contracts"],
        operationId: "checkContractForm",
        summary: "The same for a contract that is still in a form",
        querystring: FormQuerySchema,
        body: CreateContractSchema,
        response: { 200: FindingsSchema },
      },
    },
    async (request) =>
      findingsOfForm(models, callerOf(request), request.body, request.query.contract, languageOf(request)),
  );
};
