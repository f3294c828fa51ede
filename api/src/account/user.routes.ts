import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  AppointSchema,
  IdParamsSchema,
  pageOf,
  ResetLinkSchema,
  UserQuerySchema,
  UserSchema,
} from "@market/shared";
import { callerOf } from "../caller.ts";
import { createResetLink } from "./reset-link.service.ts";
import { appoint, describeUser, listUsers } from "./user.service.ts";

const tags = ["accounts"];

/** People, for those who look after the market. */
export const userRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;

  app.get(
    "/api/users",
    {
      config: { access: ["official", "admin"] },
      schema: {
        tags,
        operationId: "listUsers",
        summary: "People with an account",
        querystring: UserQuerySchema,
        response: { 200: pageOf(UserSchema) },
      },
    },
    async (request) => listUsers(models, request.query),
  );

  app.patch(
    "/api/users/:id",
    {
      config: { access: ["admin"] },
      schema: {
        tags,
        operationId: "appointUser",
        summary: "Give a person a role",
        params: IdParamsSchema,
        body: AppointSchema,
        response: { 200: UserSchema },
      },
    },
    async (request) => {
      const user = await appoint(models, callerOf(request), request.params.id, request.body.role);
      return describeUser(models, user);
    },
  );

  app.post(
    "/api/users/:id/reset-link",
    {
      config: { access: ["admin"] },
      schema: {
        tags,
        operationId: "createResetLink",
        summary: "A link for a person who forgot their password",
        params: IdParamsSchema,
        response: { 201: ResetLinkSchema },
      },
    },
    async (request, reply) => {
      const link = await createResetLink(models, callerOf(request), request.params.id, new Date());
      return reply.code(201).send(link);
    },
  );
};
