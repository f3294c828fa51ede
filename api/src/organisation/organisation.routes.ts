import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  CreateInvitationSchema,
  CreateServicePointSchema,
  IdParamsSchema,
  InvitationSchema,
  OrganisationQuerySchema,
  OrganisationSchema,
  PageQuerySchema,
  pageOf,
  ServicePointSchema,
  UserSchema,
} from "@market/shared";
import { listUsers } from "../account/user.service.ts";
import { callerOf } from "../caller.ts";
import { ApiError } from "../errors.ts";
import { idempotencyKeyOf } from "../idempotency.ts";
import { invite } from "./invitation.service.ts";
import { presentOrganisation } from "./organisation.presenter.ts";
import { findOrganisationOrThrow, listOrganisations, verifyOrganisation } from "./organisation.service.ts";
import { listServicePoints, openServicePoint } from "./service-point.service.ts";

const tags = ["organisations"];

/** Organisations, their members and the city's service points. */
export const organisationRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;

  app.get(
    "/api/organisations",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "listOrganisations",
        summary: "Organisations by name",
        querystring: OrganisationQuerySchema,
        response: { 200: pageOf(OrganisationSchema) },
      },
    },
    async (request) => {
      const { items, ...page } = await listOrganisations(models, request.query);
      return { items: items.map(presentOrganisation), ...page };
    },
  );

  app.get(
    "/api/organisations/:id",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "getOrganisation",
        summary: "An organisation",
        params: IdParamsSchema,
        response: { 200: OrganisationSchema },
      },
    },
    async (request) => presentOrganisation(await findOrganisationOrThrow(models, request.params.id)),
  );

  app.get(
    "/api/organisations/:id/members",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "listMembers",
        summary: "An organisation's people; for its members, officials and admins",
        params: IdParamsSchema,
        querystring: PageQuerySchema,
        response: { 200: pageOf(UserSchema) },
      },
    },
    async (request) => {
      await findOrganisationOrThrow(models, request.params.id);
      const { role, organisationId } = callerOf(request);
      const mayList = organisationId === request.params.id || role === "official" || role === "admin";
      if (!mayList) throw new ApiError("record.notOwner");
      return listUsers(models, { ...request.query, organisationId: request.params.id });
    },
  );

  app.post(
    "/api/organisations/:id/invitations",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "createInvitation",
        summary: "Invite a person into the own organisation",
        params: IdParamsSchema,
        body: CreateInvitationSchema,
        response: { 201: InvitationSchema },
      },
    },
    async (request, reply) => {
      const input = { email: request.body.email, idempotencyKey: idempotencyKeyOf(request) };
      const invitation = await invite(models, callerOf(request), request.params.id, input, new Date());
      return reply.code(201).send(invitation);
    },
  );

  app.post(
    "/api/organisations/:id/verify",
    {
      config: { access: ["official"] },
      schema: {
        tags,
        operationId: "verifyOrganisation",
        summary: "Confirm that an organisation is what it says",
        params: IdParamsSchema,
        response: { 200: OrganisationSchema },
      },
    },
    async (request) =>
      presentOrganisation(await verifyOrganisation(models, callerOf(request), request.params.id, new Date())),
  );

  app.get(
    "/api/service-points",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "listServicePoints",
        summary: "Where contracts are handed in",
        querystring: PageQuerySchema,
        response: { 200: pageOf(ServicePointSchema) },
      },
    },
    async (request) => listServicePoints(models, request.query),
  );

  app.post(
    "/api/service-points",
    {
      config: { access: ["admin"] },
      schema: {
        tags,
        operationId: "openServicePoint",
        summary: "Open a place where contracts are handed in",
        body: CreateServicePointSchema,
        response: { 201: ServicePointSchema },
      },
    },
    async (request, reply) => {
      const key = idempotencyKeyOf(request);
      const point = await openServicePoint(models, callerOf(request), request.body, key, new Date());
      return reply.code(201).send(point);
    },
  );
};
