import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  AcceptInvitationSchema,
  ChangePasswordSchema,
  LoginSchema,
  RegisterSchema,
  ResetPasswordSchema,
  RoleSchema,
  UserSchema,
} from "@market/shared";
import { Type } from "typebox";
import { addressOf, callerOf } from "../caller.ts";
import { idempotencyKeyOf } from "../idempotency.ts";
import { acceptInvitation } from "../organisation/invitation.service.ts";
import { authenticate, changePassword } from "./account.service.ts";
import { DEMO_PASSWORD, demoAccounts } from "./demo-accounts.ts";
import { register } from "./registration.service.ts";
import { resetPassword } from "./reset-link.service.ts";
import { closeSession, openSession, SESSION_COOKIE } from "./session.service.ts";
import { SignInThrottle } from "./sign-in-throttle.ts";
import { describeUser, findUserOrThrow } from "./user.service.ts";

const tags = ["accounts"];
/** Each of these costs a password hash. */
const hashingLimit = { max: 120, timeWindow: "1 minute" };
/** How long a browser keeps the cookie; the session itself may end sooner. */
const COOKIE_SECONDS = 90 * 24 * 60 * 60;

/** Registering, signing in and out, passwords. */
export const authRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models, config, sessionEvents } = app;
  const throttle = new SignInThrottle();
  const cookieOptions = {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: config.isProduction,
  } as const;

  app.post(
    "/api/auth/register",
    {
      config: { access: "anyone", rateLimit: hashingLimit },
      schema: {
        tags,
        operationId: "register",
        summary: "Open an account and register its organisation",
        body: RegisterSchema,
        response: { 201: UserSchema },
      },
    },
    async (request, reply) => {
      const user = await register(models, request.body, idempotencyKeyOf(request));
      return reply.code(201).send(await describeUser(models, user));
    },
  );

  app.post(
    "/api/auth/login",
    {
      config: { access: "anyone" },
      schema: {
        tags,
        operationId: "login",
        summary: "Sign in: sets the session cookie",
        body: LoginSchema,
        response: { 200: UserSchema },
      },
    },
    async (request, reply) => {
      const user = await authenticate(models, throttle, { ...request.body, address: addressOf(request) });
      const token = await openSession(models, String(user._id), new Date());
      reply.setCookie(SESSION_COOKIE, token, { ...cookieOptions, maxAge: COOKIE_SECONDS });
      return describeUser(models, user);
    },
  );

  app.post(
    "/api/auth/logout",
    {
      config: { access: "anyone" },
      schema: {
        tags,
        operationId: "logout",
        summary: "Sign out this browser",
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      if (request.caller !== null) {
        await closeSession(models, request.caller.sessionId);
        sessionEvents.emit("ended", [request.caller.sessionId]);
      }
      return reply.clearCookie(SESSION_COOKIE, cookieOptions).code(204).send(null);
    },
  );

  app.get(
    "/api/auth/me",
    {
      config: { access: "signed-in" },
      schema: { tags, operationId: "getMe", summary: "Who is signed in", response: { 200: UserSchema } },
    },
    async (request) => describeUser(models, await findUserOrThrow(models, callerOf(request).id)),
  );

  app.post(
    "/api/auth/password",
    {
      config: { access: "signed-in", rateLimit: hashingLimit },
      schema: {
        tags,
        operationId: "changePassword",
        summary: "Change the own password; signs out all other browsers",
        body: ChangePasswordSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const passwords = { ...request.body, address: addressOf(request) };
      const ended = await changePassword(models, throttle, callerOf(request), passwords);
      sessionEvents.emit("ended", ended);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/auth/reset",
    {
      config: { access: "anyone", rateLimit: hashingLimit },
      schema: {
        tags,
        operationId: "resetPassword",
        summary: "Set a new password by a link from an admin; signs out everywhere",
        body: ResetPasswordSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      sessionEvents.emit("ended", await resetPassword(models, request.body, new Date()));
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/auth/accept-invitation",
    {
      config: { access: "anyone", rateLimit: hashingLimit },
      schema: {
        tags,
        operationId: "acceptInvitation",
        summary: "Open an account in the organisation one is invited into",
        body: AcceptInvitationSchema,
        response: { 201: UserSchema },
      },
    },
    async (request, reply) => {
      const user = await acceptInvitation(models, request.body, new Date());
      return reply.code(201).send(await describeUser(models, user));
    },
  );

  app.get(
    "/api/demo-accounts",
    {
      config: { access: "anyone" },
      schema: {
        tags,
        operationId: "listDemoAccounts",
        summary: "Accounts to try the market with; none but on a demonstration market",
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({ email: Type.String(), role: RoleSchema, password: Type.String() }),
            ),
          }),
        },
      },
    },
    async () => ({
      items: config.hasDemoAccounts
        ? demoAccounts.map((account) => ({ ...account, password: DEMO_PASSWORD }))
        : [],
    }),
  );
};
