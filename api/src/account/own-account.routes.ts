import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  AccountExportSchema,
  DeleteAccountSchema,
  dayOf,
  NotificationPreferencesSchema,
} from "@market/shared";
import { Type } from "typebox";
import { addressOf, callerOf } from "../caller.ts";
import { deleteAccount, exportAccount, getPreferences, setPreferences } from "./own-account.service.ts";
import { SESSION_COOKIE } from "./session.service.ts";
import { SignInThrottle } from "./sign-in-throttle.ts";

const tags = ["accounts"];
const hashingLimit = { max: 120, timeWindow: "1 minute" };

/** What is a person's own to decide: what they are told of, a copy of what is kept about them, and its end. */
export const ownAccountRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models, sessionEvents } = app;
  const throttle = new SignInThrottle();

  app.get(
    "/api/account/preferences",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "getPreferences",
        summary: "Which notifications you are not told of as they happen",
        response: { 200: NotificationPreferencesSchema },
      },
    },
    async (request) => getPreferences(models, callerOf(request)),
  );

  app.patch(
    "/api/account/preferences",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "setPreferences",
        summary: "Choose them; what is quiet is still listed, as read",
        body: NotificationPreferencesSchema,
        response: { 200: NotificationPreferencesSchema },
      },
    },
    async (request) => setPreferences(models, callerOf(request), request.body),
  );

  app.get(
    "/api/account/export",
    {
      config: { access: "signed-in" },
      schema: {
        tags,
        operationId: "exportAccount",
        summary: "Everything that is kept about you, as one file",
        response: { 200: AccountExportSchema },
      },
    },
    async (request, reply) => {
      const at = new Date();
      return reply
        .header("content-disposition", `attachment; filename="account-${dayOf(at)}.json"`)
        .header("cache-control", "no-store")
        .send(await exportAccount(models, callerOf(request), at));
    },
  );

  app.delete(
    "/api/account",
    {
      config: { access: "signed-in", rateLimit: hashingLimit },
      schema: {
        tags,
        operationId: "deleteAccount",
        summary: "End your account and erase what identifies you; the password shows that it is you",
        body: DeleteAccountSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const credentials = { password: request.body.password, address: addressOf(request) };
      const ended = await deleteAccount(models, throttle, callerOf(request), credentials, new Date());
      sessionEvents.emit("ended", ended);
      return reply.clearCookie(SESSION_COOKIE, { path: "/" }).code(204).send(null);
    },
  );
};
